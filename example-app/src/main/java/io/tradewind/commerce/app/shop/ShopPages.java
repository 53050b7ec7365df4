package io.tradewind.commerce.app.shop;

import io.javalin.config.RoutesConfig;
import io.tradewind.commerce.app.web.LiveNews;
import io.tradewind.commerce.app.web.Web;

/** All routes of the shop. */
public final class ShopPages {
    private final Web web;
    private final Bursts bursts;
    private final LiveNews live;
    private final OrderLinks links;

    /** Pages on that web layer; whoever opened the news closes them. */
    public ShopPages(Web web, ShopLimits limits, LiveNews live, OrderLinks links) {
        this.links = links;
        this.web = web;
        this.bursts = new Bursts(limits);
        this.live = live;
    }

    /** Adds the routes. */
    public void routes(RoutesConfig plain) {
        ShopRoutes routes = new ShopRoutes(plain, bursts);
        Front front = new Front(web);
        CatalogPages catalog = new CatalogPages(front);
        ProductPages products = new ProductPages(front);
        InfluencerPages influencers = new InfluencerPages(front, catalog);
        CheckoutFront checkout = new CheckoutFront(front);
        catalog.routes(routes);
        products.routes(routes);
        influencers.routes(routes);
        new CartPages(front, products, influencers).routes(routes);
        new PhonePages(checkout).routes(routes);
        new AddressPages(checkout).routes(routes);
        new CodePages(checkout).routes(routes);
        new PaymentPages(checkout).routes(routes);
        new OrderPages(front, live).routes(routes);
        new PayMissingPages(front).routes(routes);
        new ReturnPages(front).routes(routes);
        new LaunchPages(front).routes(routes);
        new TextPages(front).routes(routes);
        new FindPages(front, links).routes(routes);
        new AccountPages(front).routes(routes);
        new SignInPages(front).routes(routes);
        new SitePages(front).routes(routes);
        routes.formsLeadBack(web);
        web.missing(new MissingPages(front)::show);
    }
}
