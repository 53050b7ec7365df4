package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.catalog.Catalog;
import io.tradewind.commerce.catalog.Category;
import io.tradewind.commerce.catalog.Facets;
import io.tradewind.commerce.catalog.Page;
import io.tradewind.commerce.catalog.Product;
import io.tradewind.commerce.catalog.ProductCard;
import io.tradewind.commerce.catalog.ProductQuery;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.catalog.Suggestions;
import io.tradewind.commerce.error.CommerceException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Home, categories and search. */
final class CatalogPages {
    private static final int SHOWN = 12;
    private static final int LONGEST_SEARCH = 200;
    private static final int SUGGESTED = 8;
    private static final int MOST_RESCUES = 6;
    private static final Map<String, ProductQuery.Sort> SORTS =
            Map.of("new", ProductQuery.Sort.NEWEST, "price", ProductQuery.Sort.PRICE, "name", ProductQuery.Sort.NAME);

    private final Front front;

    CatalogPages(Front front) {
        this.front = front;
    }

    void routes(ShopRoutes routes) {
        routes.get("/", this::home);
        routes.get("/c/{slug}", this::category);
        routes.get("/search", this::search);
        routes.get("/suggest", this::suggest);
    }

    private void home(Context context) {
        List<ProductRail> rails = rails(context);
        front.show(
                context,
                "home.jte",
                front.say(context).t("home.title"),
                Map.of("rails", rails, "teasers", teasers(context), "greeting", "", "front", true));
    }

    List<ProductRail> rails(Context context) {
        List<ProductRail> rails = new ArrayList<>();
        rail(context, rails, "rail.express", "24 h", "EXPRESS");
        rail(context, rails, "rail.engraving", "engraving", "ENGRAVING");
        rail(context, rails, "rail.preorder", "pre-order", "PREORDER");
        return rails;
    }

    /** What is in a rail further up is not shown again. */
    private void rail(Context context, List<ProductRail> rails, String title, String tag, String trait) {
        List<ProductCard> shown =
                rails.stream().flatMap(it -> it.cards().stream()).toList();
        List<ProductCard> cards = front
                .shop(context)
                .catalog()
                .list(ProductQuery.all().tagged(tag).first(ProductRail.SHOWN + shown.size()))
                .items()
                .stream()
                .filter(it -> !shown.contains(it))
                .limit(ProductRail.SHOWN)
                .toList();
        if (!cards.isEmpty()) {
            rails.add(ProductRail.of(
                    front.shop(context).catalog(), front.say(context).t(title), "/c/all?trait=" + trait, cards));
        }
    }

    /** The launch that comes first: its block fills the row of what is still to come. */
    List<Teaser> teasers(Context context) {
        Shop shop = front.shop(context);
        return shop.launches().list().stream()
                .filter(LaunchPages::underWay)
                .limit(1)
                .map(it -> new Teaser(it, Teaser.picture(shop.catalog().find(it.sku()))))
                .toList();
    }

    private void category(Context context) {
        String slug = context.pathParam("slug");
        Lang say = front.say(context);
        if (slug.equals("all")) {
            list(
                    context,
                    new Asked(say.t("home.title"), say.t("list.lead"), say.to("/c/all"), "", slug, ProductQuery.all()));
            return;
        }
        Category category = front.shop(context).catalog().categories().stream()
                .filter(it -> it.slug().equals(slug))
                .findFirst()
                .orElseThrow(NotFoundResponse::new);
        list(
                context,
                new Asked(
                        say.name(category.name()),
                        "",
                        say.to("/c/" + slug),
                        "",
                        slug,
                        ProductQuery.all().inCategory(slug)));
    }

    private void search(Context context) {
        Lang say = front.say(context);
        String words = bounded(Front.asked(context, "q"));
        if (words.isEmpty()) {
            list(context, new Asked(say.t("search"), "", say.to("/search"), "", "", ProductQuery.all()));
            return;
        }
        Optional<Product> exact =
                sku(words).flatMap(it -> front.shop(context).catalog().find(it));
        if (exact.isPresent()) {
            front.web()
                    .redirect(
                            context, "/p/" + exact.get().slug() + "?sku=" + encode(words.toUpperCase(Locale.ROOT)), "");
            return;
        }
        list(
                context,
                new Asked(
                        say.t("search.for", words),
                        "",
                        say.to("/search"),
                        words,
                        "",
                        ProductQuery.all().matching(words)));
    }

    private static String bounded(String text) {
        return text.length() > LONGEST_SEARCH ? text.substring(0, LONGEST_SEARCH) : text;
    }

    private static Optional<Sku> sku(String words) {
        String text = words.toUpperCase(Locale.ROOT);
        return text.matches("(?=.{1,40}$)[A-Z0-9]+(-[A-Z0-9]+)+") ? Optional.of(Sku.of(text)) : Optional.empty();
    }

    /** What is offered under the search field while somebody types. */
    private void suggest(Context context) {
        String words = bounded(Front.asked(context, "q"));
        Lang say = front.say(context);
        Suggestions found = front.shop(context).catalog().suggest(words);
        List<Category> shelves = words.length() < 2
                ? List.of()
                : front.shop(context).catalog().categories().stream()
                        .filter(it ->
                                say.name(it.name()).toLowerCase(Locale.ROOT).startsWith(words.toLowerCase(Locale.ROOT)))
                        .limit(2)
                        .toList();
        front.web()
                .render(
                        context,
                        "shop/suggest.jte",
                        front.web().page(context, say.t("search")),
                        Map.of(
                                "words", words,
                                "found", found,
                                "shelves", shelves,
                                "products",
                                        found.products().stream()
                                                .limit(SUGGESTED - shelves.size())
                                                .toList()));
    }

    /** Which list is asked for. */
    private record Asked(String title, String lead, String path, String words, String shelf, ProductQuery query) {
        Asked instead(String corrected) {
            return new Asked(title, lead, path, words, shelf, ProductQuery.all().matching(corrected));
        }

        /** The address of the list with those choices. */
        String href(Chosen chosen, String sort) {
            return path + "?sort=" + sort + (words.isEmpty() ? "" : "&q=" + encode(words)) + chosen.parameters();
        }
    }

    private void list(Context context, Asked asked) {
        Lang say = front.say(context);
        Catalog catalog = front.shop(context).catalog();
        Chosen chosen = Chosen.asked(context, front.shop(context).store().currency());
        String sort = Shelf.sort(asked.words(), Front.asked(context, "sort"));
        Asked meant = asked;
        Facets facets = catalog.facets(asked.query().narrowedTo(chosen.narrowing()), chosen.bands());
        String corrected = "";
        if (!asked.words().isEmpty() && facets.total() == 0 && chosen.nothing()) {
            Suggestions mended = catalog.suggest(asked.words());
            if (mended.corrected()) {
                corrected = mended.text();
                meant = asked.instead(corrected);
                facets = catalog.facets(meant.query(), chosen.bands());
            }
        }
        ProductQuery query = meant.query()
                .sortedBy(SORTS.getOrDefault(sort, ProductQuery.Sort.NEWEST))
                .narrowedTo(chosen.narrowing())
                .first(SHOWN);
        String after = Front.asked(context, "after");
        String words = corrected.isEmpty() ? asked.words() : corrected;
        Page<ProductCard> page = sort.equals(Shelf.MATCH)
                ? new BestMatch(say, words).page((it, token) -> page(context, it, token), query, after)
                : page(context, query, after);
        Shelf shelf = new Shelf(
                asked.title(),
                asked.lead(),
                asked.path(),
                asked.words(),
                corrected,
                sort,
                page.items(),
                facets.total(),
                CardLook.of(catalog, page.items()),
                page.next()
                        .map(it -> asked.href(chosen, sort) + "&after=" + encode(it))
                        .orElse(""),
                chosen.groups(say, facets),
                chosen.singles(say).stream()
                        .map(it -> new ShelfLink(it.text(), asked.href(it.rest(), sort), true))
                        .toList(),
                asked.href(chosen.cleared(), sort),
                page.items().isEmpty() ? rescue(say, catalog, asked, chosen, sort) : List.of(),
                after.isEmpty());
        ProductRail instead = page.items().isEmpty() ? ProductRail.express(say, catalog) : ProductRail.NONE;
        front.show(
                context,
                "category.jte",
                front.web().page(context, asked.words().isEmpty() ? asked.title() : say.t("search")),
                asked.shelf(),
                Map.of("shelf", shelf, "instead", instead));
    }

    /** Where nothing is found: what each choice hides, the most first. */
    private static List<Shelf.Rescue> rescue(Lang say, Catalog catalog, Asked asked, Chosen chosen, String sort) {
        return chosen.singles(say).stream()
                .limit(MOST_RESCUES)
                .map(it -> new Shelf.Rescue(
                        it.text(),
                        asked.href(it.rest(), sort),
                        OptionalLong.of(catalog.facets(
                                        asked.query().narrowedTo(it.rest().narrowing()), List.of())
                                .total())))
                .filter(it -> it.count().orElse(0) > 0)
                .sorted(Comparator.comparingLong((Shelf.Rescue it) -> it.count().orElse(0))
                        .reversed())
                .toList();
    }

    /** A token of an old page that cannot be read any more starts the list anew. */
    private Page<ProductCard> page(Context context, ProductQuery query, String after) {
        if (!after.isEmpty()) {
            try {
                return front.shop(context).catalog().list(query.after(after));
            } catch (CommerceException old) {
                return front.shop(context).catalog().list(query);
            }
        }
        return front.shop(context).catalog().list(query);
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
