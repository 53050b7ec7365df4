package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.catalog.Catalog;
import io.tradewind.commerce.catalog.Page;
import io.tradewind.commerce.catalog.ProductCard;
import io.tradewind.commerce.catalog.ProductQuery;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What search engines read: which pages there are, in which languages, and which are nobody's business. */
final class SitePages {
    private static final int MOST = 10_000;
    private static final int STEP = 100;

    private final Front front;

    SitePages(Front front) {
        this.front = front;
    }

    void routes(ShopRoutes routes) {
        routes.only("/sitemap.xml", this::sitemap);
        routes.only("/robots.txt", this::robots);
    }

    private void robots(Context context) {
        StringBuilder text = new StringBuilder("User-agent: *\n");
        for (Lang lang : Lang.ALL) {
            for (String path : List.of("/cart", "/checkout", "/search", "/suggest", "/o/", "/thanks/", "/account")) {
                text.append("Disallow: ").append(lang.to(path)).append('\n');
            }
        }
        text.append("Disallow: /admin\nSitemap: ")
                .append(front.web().base(context).resolve("/sitemap.xml"));
        context.contentType("text/plain; charset=utf-8")
                .result(text.append('\n').toString());
    }

    private void sitemap(Context context) {
        URI base = front.web().base(context);
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\""
                + " xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n");
        for (String path : paths(context)) {
            for (Lang lang : Lang.ALL) {
                xml.append("<url><loc>").append(base.resolve(lang.to(path))).append("</loc>");
                for (Lang other : Lang.ALL) {
                    xml.append("<xhtml:link rel=\"alternate\" hreflang=\"")
                            .append(other.tag())
                            .append("\" href=\"")
                            .append(base.resolve(other.to(path)))
                            .append("\"/>");
                }
                xml.append("</url>\n");
            }
        }
        context.contentType("application/xml; charset=utf-8")
                .result(xml.append("</urlset>\n").toString());
    }

    /** Slugs hold nothing that would have to be escaped. */
    private List<String> paths(Context context) {
        Catalog catalog = front.shop(context).catalog();
        List<String> paths = new ArrayList<>(List.of("/", "/c/all"));
        catalog.categories().forEach(it -> paths.add("/c/" + it.slug()));
        TextPages.NAMES.forEach(it -> paths.add("/pages/" + it));
        ProductQuery query = ProductQuery.all().first(STEP);
        Page<ProductCard> page = catalog.list(query);
        page.items().forEach(it -> paths.add("/p/" + it.slug()));
        while (page.next().isPresent() && paths.size() < MOST) {
            page = catalog.list(query.after(page.next().get()));
            page.items().forEach(it -> paths.add("/p/" + it.slug()));
        }
        return paths;
    }
}
