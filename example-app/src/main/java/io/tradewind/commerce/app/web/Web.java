package io.tradewind.commerce.app.web;

import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.Context;
import io.javalin.http.staticfiles.Location;
import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.app.staff.StaffRoom;
import io.tradewind.commerce.cart.Cart;
import io.tradewind.commerce.cart.CartLine;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The web layer under both systems, as their pages use it. Safe for many threads. */
public final class Web {
    private final Commerce commerce;
    private final String store;
    private final boolean behindProxy;
    private final Site site;
    private final Cookies cookies;
    private final StaffDoor staff;
    private final ShopperDoor shopper;
    private final Guard guard;
    private final Pages pages;
    private final Faults faults;

    /**
     * Pages of one store.
     *
     * @param site where browsers reach it; empty for wherever a request says it went
     * @param behindProxy true to believe what the proxy in front says of the browser
     */
    public Web(Commerce commerce, String store, StaffRoom room, Optional<URI> site, boolean behindProxy) {
        this.commerce = commerce;
        this.store = store;
        this.behindProxy = behindProxy;
        this.site = new Site(site);
        this.cookies = new Cookies(this.site);
        this.shopper = new ShopperDoor(new Accounts(commerce.dataSource(), StoreClock.CLOCK), cookies);
        this.staff = new StaffDoor(room, cookies);
        Forgery forgery = new Forgery(this.site, staff, shopper);
        this.guard = new Guard(this.site, staff, forgery);
        String brand =
                commerce.shop(store, Actor.system("pages")).store().policy().brand();
        this.pages = new Pages(brand, this.site, cookies, forgery);
        this.faults = new Faults(pages);
    }

    /** Shows a page in the frame of its surroundings for an address that leads nowhere. */
    public interface Missing {
        /** False if it has no answer. */
        boolean show(Context context, boolean gone);
    }

    /** Who answers where there is no page. */
    public void missing(Missing shop) {
        faults.shop(shop);
    }

    /** The same for addresses of the console. */
    public void missingForStaff(Missing console) {
        faults.console(console);
    }

    /** Sets up what all routes share. */
    public void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.http.maxRequestSize = Forgery.LARGEST_BODY;
        if (behindProxy) {
            config.jetty.modifyHttpConfiguration(it -> it.addCustomizer(new FromProxy()));
        }
        config.jetty.modifyServer(it -> it.setErrorHandler(new PlainErrors()));
        config.jetty.multipartConfig.maxTotalRequestSize(Forgery.LARGEST_BODY, SizeUnit.BYTES);
        config.staticFiles.add(files -> {
            files.directory = "/public";
            files.location = Location.CLASSPATH;
            files.headers = Map.of("Cache-Control", "public, max-age=3600");
        });
        config.routes.before(guard::check);
        byte[] htmx = Library.htmx();
        config.routes.get(
                "/js/htmx.js",
                context -> context.contentType("text/javascript")
                        .header("Cache-Control", "public, max-age=86400")
                        .result(htmx));
        config.routes.post("/webhooks/{account}", new WebhookDoor(commerce.webhooks())::receive);
        config.routes.post("/theme", this::theme);
        faults.routes(config.routes);
    }

    /** The library. */
    public Commerce commerce() {
        return commerce;
    }

    /** The shop as the shopper of this request sees it: a customer who has signed in, or a guest. */
    public Shop shop(Context context) {
        return shopper.customer(context)
                .map(this::shop)
                .orElseGet(() -> commerce.shop(store, Actor.guest(shopper.guest(context))));
    }

    /** The shop as that customer sees it. */
    public Shop shop(String customer) {
        return commerce.shop(store, Actor.customer(customer));
    }

    /** The active cart of the shopper; a new one if there is none. */
    public Cart cart(Context context) {
        Shop shop = shop(context);
        return shop.carts().mine().orElseGet(() -> shop.carts().open());
    }

    /** The shop as the member of staff of this request sees it. */
    public Shop console(Context context) {
        return commerce.shop(store, staff.session(context).member().actor());
    }

    /** Who of the shoppers asks. */
    public ShopperDoor shopper() {
        return shopper;
    }

    /** Who of the staff asks. */
    public StaffDoor staff() {
        return staff;
    }

    /** What the layout needs, for this request. */
    public Page page(Context context, String title) {
        return pages.page(context, title, context.path().startsWith("/admin") ? 0 : basket(context));
    }

    private int basket(Context context) {
        return shop(context)
                .carts()
                .mine()
                .map(cart -> cart.lines().stream().mapToInt(CartLine::quantity).sum())
                .orElse(0);
    }

    /** Renders a template with the page and its model. */
    public void render(Context context, String template, Page page, Map<String, Object> model) {
        pages.render(context, template, page, model);
    }

    /** Goes to another page of ours and says there what was done. */
    public void redirect(Context context, String path, String notice) {
        pages.redirect(context, path, notice);
    }

    /** Goes to another page of ours and says there what could not be done. */
    public void refuse(Context context, String path, String why) {
        pages.refuse(context, path, why);
    }

    /** The language of the page that is asked for, by its path; the console's paths have none. */
    public Lang lang(Context context) {
        return Pages.lang(context);
    }

    /** The language of the console: what was chosen, else what the browser asks for first, else the default. */
    public Lang deskLang(Context context) {
        return Pages.deskLang(context);
    }

    /** Chooses the language of the console for this browser. */
    public void language(Context context) {
        pages.chooseLanguage(context);
    }

    /** Keeps the colours the reader likes and goes back to where they were chosen. */
    public void theme(Context context) {
        pages.chooseTheme(context);
    }

    /** Lets the forms of this page end at another site, as a payment provider's: browsers hold their redirects to it. */
    public void mayLeave(Context context) {
        Guard.mayLeave(context);
    }

    /** True if what was sent may be read of a stranger. */
    public static boolean isShort(Context context) {
        return Forgery.isShort(context);
    }

    /** The address of this server as the browser knows it, with a slash at its end. */
    public URI base(Context context) {
        return site.base(context);
    }

    /** The page of ours, with its query, on which a request was made; the home page if nobody says. */
    public String cameFrom(Context context) {
        return site.cameFrom(context);
    }

    /** Remembers a small text in the shopper's browser; an empty one forgets it. */
    public void remember(Context context, String name, String text, int seconds) {
        cookies.remember(context, name, text, seconds);
    }

    /** What {@link #remember} kept; empty for nothing. */
    public String remembered(Context context, String name) {
        return cookies.remembered(context, name);
    }
}
