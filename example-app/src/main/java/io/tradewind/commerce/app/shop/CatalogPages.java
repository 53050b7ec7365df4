package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.catalog.Category;
import io.tradewind.commerce.catalog.Page;
import io.tradewind.commerce.catalog.ProductCard;
import io.tradewind.commerce.catalog.ProductQuery;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.launch.Launch;
import io.tradewind.commerce.launch.LaunchState;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Home, categories and search. */
final class CatalogPages {
    private static final int RAIL = 4;
    private static final int SHOWN = 12;
    private static final int LONGEST_SEARCH = 200;
    private static final List<String> FILTERS = List.of("24 h", "engraving", "gift wrap", "pre-order", "sale");
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
    }

    private void home(Context context) {
        List<ProductRail> rails = rails(context);
        List<Launch> launches = launches(context);
        front.show(
                context,
                "home.jte",
                front.say(context).t("home.title"),
                Map.of("rails", rails, "launches", launches, "greeting", "", "front", true));
    }

    List<ProductRail> rails(Context context) {
        List<ProductRail> rails = new ArrayList<>();
        rail(context, rails, "rail.express", "24 h");
        rail(context, rails, "rail.engraving", "engraving");
        rail(context, rails, "rail.preorder", "pre-order");
        return rails;
    }

    private void rail(Context context, List<ProductRail> rails, String title, String tag) {
        List<ProductCard> cards = front.shop(context)
                .catalog()
                .list(ProductQuery.all().tagged(tag).first(RAIL))
                .items();
        if (!cards.isEmpty()) {
            rails.add(new ProductRail(front.say(context).t(title), "/c/all?only=" + encode(tag), cards));
        }
    }

    List<Launch> launches(Context context) {
        return front.shop(context).launches().list().stream()
                .filter(it -> it.state() == LaunchState.ANNOUNCED || it.state() == LaunchState.SELLING)
                .limit(2)
                .toList();
    }

    private void category(Context context) {
        String slug = context.pathParam("slug");
        boolean all = slug.equals("all");
        Category category = all
                ? null
                : front.shop(context).catalog().categories().stream()
                        .filter(it -> it.slug().equals(slug))
                        .findFirst()
                        .orElseThrow(NotFoundResponse::new);
        ProductQuery query =
                category == null ? ProductQuery.all() : ProductQuery.all().inCategory(slug);
        Lang say = front.say(context);
        String title = category == null ? say.t("home.title") : say.name(category.name());
        String lead = category == null ? say.t("list.lead") : "";
        list(context, query, title, lead, say.to("/c/" + slug), "", slug);
    }

    private void search(Context context) {
        String text = Front.asked(context, "q");
        String words = text.length() > LONGEST_SEARCH ? text.substring(0, LONGEST_SEARCH) : text;
        if (words.isEmpty()) {
            front.web().redirect(context, "/c/all", "");
            return;
        }
        list(context, ProductQuery.all().matching(words), "“" + words + "”", "", front.say(context).to("/search"), words, "");
    }

    private void list(
            Context context, ProductQuery base, String title, String lead, String path, String words, String shelf) {
        String filter = Front.asked(context, "only").toLowerCase(Locale.ROOT);
        String sort = SORTS.containsKey(Front.asked(context, "sort")) ? Front.asked(context, "sort") : "new";
        ProductQuery query = base.sortedBy(SORTS.getOrDefault(sort, ProductQuery.Sort.NEWEST))
                .first(SHOWN);
        if (FILTERS.contains(filter)) {
            query = query.tagged(filter);
        } else {
            filter = "";
        }
        Page<ProductCard> page = page(context, query, Front.asked(context, "after"));
        String chosen = filter;
        ProductShelf model = new ProductShelf(
                title,
                lead,
                path,
                words,
                filter,
                sort,
                page.items(),
                page.next()
                        .map(it -> href(path, words, chosen, sort) + "&after=" + encode(it))
                        .orElse(""),
                FILTERS.stream()
                        .map(it -> new ShelfLink(
                                front.say(context).t("only." + it.replace(' ', '-')),
                                href(path, words, it.equals(chosen) ? "" : it, sort),
                                it.equals(chosen)))
                        .toList(),
                List.of(
                        new ShelfLink(front.say(context).t("sort.new"), href(path, words, chosen, "new"), sort.equals("new")),
                        new ShelfLink(front.say(context).t("sort.price"), href(path, words, chosen, "price"), sort.equals("price")),
                        new ShelfLink(front.say(context).t("sort.name"), href(path, words, chosen, "name"), sort.equals("name"))));
        List<ProductCard> instead = page.items().isEmpty()
                ? front.shop(context)
                        .catalog()
                        .list(ProductQuery.all().tagged("24 h").first(RAIL))
                        .items()
                : List.of();
        front.show(
                context,
                "category.jte",
                front.web().page(context, words.isEmpty() ? title : front.say(context).t("search")),
                shelf,
                Map.of("shelf", model, "instead", instead));
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

    private static String href(String path, String words, String filter, String sort) {
        return path + "?sort=" + sort + (words.isEmpty() ? "" : "&q=" + encode(words))
                + (filter.isEmpty() ? "" : "&only=" + encode(filter));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
