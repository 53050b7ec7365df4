package io.tradewind.commerce.catalog;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Everything about a product that can be edited, checked and in its stored form. Two equal drafts are no change. */
record Draft(
        String slug,
        String title,
        String descriptionHtml,
        String vendor,
        String type,
        List<String> tags,
        List<String> options,
        List<Variant> variants,
        List<Picture> pictures,
        List<String> categories,
        Optional<EngravingSpec> engraving,
        Optional<GiftWrapSpec> giftWrap,
        Duration makingTime) {
    private static final int MOST_WORDS = 400;
    private static final int LONGEST_WORD = 40;

    Draft {
        tags = List.copyOf(tags);
        options = List.copyOf(options);
        variants = List.copyOf(variants);
        pictures = List.copyOf(pictures);
        categories = List.copyOf(categories);
    }

    static Draft of(Product it) {
        return new Draft(
                it.slug(),
                it.title(),
                it.descriptionHtml(),
                it.vendor(),
                it.type(),
                it.tags(),
                it.options().stream().map(ProductOption::name).toList(),
                it.variants(),
                it.pictures(),
                it.categories(),
                it.engraving(),
                it.giftWrap(),
                it.makingTime());
    }

    Product toProduct(ProductId id, boolean published, int version) {
        return new Product(
                id,
                slug,
                title,
                descriptionHtml,
                vendor,
                type,
                tags,
                namedOptions(options, variants),
                variants,
                pictures,
                categories,
                engraving,
                giftWrap,
                makingTime,
                published,
                version);
    }

    /** The options with the values that occur, in the order of the variants. */
    static List<ProductOption> namedOptions(List<String> names, List<Variant> variants) {
        return IntStream.range(0, names.size())
                .mapToObj(i -> new ProductOption(
                        names.get(i),
                        variants.stream()
                                .map(it -> it.options().get(i))
                                .distinct()
                                .toList()))
                .toList();
    }

    /** Its options with the values that occur. */
    List<ProductOption> choices() {
        return namedOptions(options, variants);
    }

    /** The words under which it is found; the most telling ones first if there are too many. */
    Set<String> words() {
        Set<String> words = new LinkedHashSet<>(CleanText.words(title));
        variants.forEach(it -> words.add(CleanText.folded(it.sku().value())));
        variants.forEach(it -> words.addAll(CleanText.words(it.sku().value())));
        tags.forEach(it -> words.addAll(CleanText.words(it)));
        words.addAll(CleanText.words(vendor));
        words.addAll(CleanText.words(type));
        variants.forEach(it -> it.options().forEach(value -> words.addAll(CleanText.words(value))));
        words.addAll(CleanText.words(CleanText.plain(descriptionHtml)));
        Set<String> kept = new LinkedHashSet<>();
        words.stream().limit(MOST_WORDS).forEach(it -> kept.add(shortened(it)));
        return kept;
    }

    /** As much of a word as is kept for finding it. */
    static String shortened(String word) {
        if (word.length() <= LONGEST_WORD) {
            return word;
        }
        boolean pair = Character.isHighSurrogate(word.charAt(LONGEST_WORD - 1));
        return word.substring(0, pair ? LONGEST_WORD - 1 : LONGEST_WORD);
    }
}
