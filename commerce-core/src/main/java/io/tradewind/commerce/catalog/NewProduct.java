package io.tradewind.commerce.catalog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * A product about to be saved. Nothing is checked before it is handed to the {@link Catalog}. Built by one thread.
 */
public final class NewProduct {
    private final String title;
    private Optional<String> slug = Optional.empty();
    private String descriptionHtml = "";
    private String vendor = "";
    private String type = "";
    private final List<String> tags = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final List<NewVariant> variants = new ArrayList<>();
    private final List<Picture> pictures = new ArrayList<>();
    private final List<String> categories = new ArrayList<>();
    private Optional<EngravingSpec> engraving = Optional.empty();
    private Optional<GiftWrapSpec> giftWrap = Optional.empty();
    private Duration makingTime = Duration.ZERO;

    private NewProduct(String title) {
        this.title = title;
    }

    /** A product of that title; its slug is made from it unless one is given. */
    public static NewProduct named(String title) {
        return new NewProduct(title);
    }

    /** Its name in addresses: letters, digits, {@code -} and {@code _}. */
    public NewProduct slug(String name) {
        slug = Optional.of(name);
        return this;
    }

    /** The description; it is cleaned of everything that is not plain formatting. */
    public NewProduct descriptionHtml(String html) {
        descriptionHtml = html;
        return this;
    }

    /** Who makes it. */
    public NewProduct vendor(String name) {
        vendor = name;
        return this;
    }

    /** The shop's own kind of goods. */
    public NewProduct type(String name) {
        type = name;
        return this;
    }

    /** Adds a free word. */
    public NewProduct tag(String word) {
        tags.add(word);
        return this;
    }

    /** Adds free words. */
    public NewProduct tags(List<String> words) {
        tags.addAll(words);
        return this;
    }

    /** What a shopper chooses between, at most three; every variant then needs a value for each. */
    public NewProduct options(String... names) {
        options.clear();
        options.addAll(List.of(names));
        return this;
    }

    /** Adds a variant without options. */
    public NewProduct variant(Sku sku, Money price) {
        return variant(NewVariant.of(sku, price));
    }

    /** Adds a variant. */
    public NewProduct variant(NewVariant variant) {
        variants.add(variant);
        return this;
    }

    /** Takes the place of all variants added so far. */
    public NewProduct variants(List<NewVariant> all) {
        variants.clear();
        variants.addAll(all);
        return this;
    }

    /** Adds a picture behind those added so far. */
    public NewProduct picture(String source, String alt) {
        pictures.add(new Picture(source, alt));
        return this;
    }

    /** Puts it into a category, by the category's slug. */
    public NewProduct category(String categorySlug) {
        categories.add(categorySlug);
        return this;
    }

    /** Puts it into categories, by their slugs. */
    public NewProduct categories(List<String> categorySlugs) {
        categories.addAll(categorySlugs);
        return this;
    }

    /** It can be engraved. */
    public NewProduct engraving(EngravingSpec spec) {
        engraving = Optional.of(spec);
        return this;
    }

    /** It can be wrapped as a gift. */
    public NewProduct giftWrap(GiftWrapSpec spec) {
        giftWrap = Optional.of(spec);
        return this;
    }

    /** It is made to order and that takes so long. */
    public NewProduct makingTime(Duration time) {
        makingTime = time;
        return this;
    }

    String title() {
        return title;
    }

    Optional<String> slug() {
        return slug;
    }

    String descriptionHtml() {
        return descriptionHtml;
    }

    String vendor() {
        return vendor;
    }

    String type() {
        return type;
    }

    List<String> tags() {
        return List.copyOf(tags);
    }

    List<String> options() {
        return List.copyOf(options);
    }

    List<NewVariant> variants() {
        return List.copyOf(variants);
    }

    List<Picture> pictures() {
        return List.copyOf(pictures);
    }

    List<String> categories() {
        return List.copyOf(categories);
    }

    Optional<EngravingSpec> engraving() {
        return engraving;
    }

    Optional<GiftWrapSpec> giftWrap() {
        return giftWrap;
    }

    Duration makingTime() {
        return makingTime;
    }
}
