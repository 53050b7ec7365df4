package io.tradewind.commerce.app.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.config.JavalinConfig;
import io.javalin.config.SizeUnit;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.SameSite;
import io.javalin.http.staticfiles.Location;
import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.app.staff.Secret;
import io.tradewind.commerce.app.staff.StaffRoom;
import io.tradewind.commerce.cart.Cart;
import io.tradewind.commerce.cart.CartLine;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.plugin.Webhooks;
import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web layer under both systems: who asks, forgery protection, headers, rendering, errors, webhooks. Safe for many
 * threads.
 */
public final class Web {
    private static final Logger log = LoggerFactory.getLogger(Web.class);
    private static final String NOTICE = "tw_notice";
    /** Begins a notice that is none: what could not be done. */
    private static final String REFUSED = "!";

    private static final String DESK_LANGUAGE = "tw_desk";
    static final String PERMISSIONS = "camera=(), microphone=(), geolocation=()";
    private static final long LARGEST_BODY = 12_000_000;
    /** Of whoever is no member of staff: what many send at once must fit into the memory. */
    private static final long LARGEST_FORM = 64 * 1024;

    private static final Pattern TOKEN = Pattern.compile("(?<=/)([A-Za-z0-9_-]{27}|[A-Za-z0-9_-]{43})(?=/|$)");
    private static final int YEAR = 365 * 24 * 3600;
    private static final int LONGEST_QUERY = 1000;
    private static final URI HOME = URI.create("/");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:]+](:\\d{1,5})?");
    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:;"
                    + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Commerce commerce;
    private final String store;
    private final String brand;
    private final StaffDoor staff;
    private final ShopperDoor shopper;
    private final Optional<URI> site;
    private final boolean behindProxy;
    private Missing missing = (context, gone) -> false;
    private Missing missingForStaff = (context, gone) -> false;
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

    /**
     * Pages of one store.
     *
     * @param site where browsers reach it; empty for wherever a request says it went
     * @param behindProxy true to believe what the proxy in front says of the browser
     */
    public Web(Commerce commerce, String store, StaffRoom room, Optional<URI> site, boolean behindProxy) {
        this.commerce = commerce;
        this.store = store;
        this.brand =
                commerce.shop(store, Actor.system("pages")).store().policy().brand();
        this.site = site;
        this.behindProxy = behindProxy;
        this.shopper = new ShopperDoor(new Accounts(commerce.dataSource(), StoreClock.CLOCK), this::isSecure);
        this.staff = new StaffDoor(room, this::isSecure);
    }

    /** Shows a page in the frame of its surroundings for an address that leads nowhere. */
    public interface Missing {
        /** False if it has no answer. */
        boolean show(Context context, boolean gone);
    }

    /** Who answers where there is no page. */
    public void missing(Missing shop) {
        this.missing = shop;
    }

    /** The same for addresses of the console. */
    public void missingForStaff(Missing console) {
        this.missingForStaff = console;
    }

    /** Sets up what all routes share. */
    public void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.http.maxRequestSize = LARGEST_BODY;
        if (behindProxy) {
            config.jetty.modifyHttpConfiguration(it -> it.addCustomizer(new FromProxy()));
        }
        config.jetty.modifyServer(it -> it.setErrorHandler(new PlainErrors()));
        config.jetty.multipartConfig.maxTotalRequestSize(LARGEST_BODY, SizeUnit.BYTES);
        config.staticFiles.add(files -> {
            files.directory = "/public";
            files.location = Location.CLASSPATH;
            files.headers = Map.of("Cache-Control", "public, max-age=3600");
        });
        config.routes.before(this::guard);
        byte[] htmx = Library.htmx();
        config.routes.get(
                "/js/htmx.js",
                context -> context.contentType("text/javascript")
                        .header("Cache-Control", "public, max-age=86400")
                        .result(htmx));
        config.routes.post("/webhooks/{account}", this::webhook);
        config.routes.exception(CommerceException.class, this::failed);
        config.routes.post("/theme", this::theme);
        config.routes.exception(GivenBack.class, (e, context) -> giveBack(context));
        config.routes.exception(HttpResponseException.class, (e, context) -> error(context, e.getStatus()));
        config.routes.exception(Exception.class, (e, context) -> broken(context, e));
        config.routes.error(404, context -> {
            if (context.result() == null || String.valueOf(context.result()).startsWith("Endpoint")) {
                error(context, 404);
            }
        });
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

    /** Who of the shoppers asks. */
    public ShopperDoor shopper() {
        return shopper;
    }

    /** Who of the staff asks. */
    public StaffDoor staff() {
        return staff;
    }

    /** The shop as the member of staff of this request sees it. */
    public Shop console(Context context) {
        return commerce.shop(store, staff.session(context).member().actor());
    }

    /** What the layout needs, for this request. */
    public Page page(Context context, String title) {
        boolean admin = context.path().startsWith("/admin");
        int basket = admin
                ? 0
                : shop(context)
                        .carts()
                        .mine()
                        .map(cart -> cart.lines().stream()
                                .mapToInt(CartLine::quantity)
                                .sum())
                        .orElse(0);
        Optional<String> notice = Optional.ofNullable(context.cookie(NOTICE)).filter(it -> !it.isEmpty());
        notice.ifPresent(it -> context.removeCookie(NOTICE, "/"));
        Optional<String> said = notice.map(it -> remembered(context, NOTICE)).filter(it -> !it.isEmpty());
        return new Page(
                title,
                brand,
                admin ? deskLang(context) : lang(context),
                here(context),
                !context.method().equals(HandlerType.GET) && context.header("Referer") != null,
                theme(context.cookie("tw_theme")),
                csrf(context),
                basket,
                site(context),
                said.filter(it -> !it.startsWith(REFUSED)),
                said.filter(it -> it.startsWith(REFUSED)).map(it -> it.substring(REFUSED.length())));
    }

    /** Renders a template with the page and its model. */
    public void render(Context context, String template, Page page, Map<String, Object> model) {
        Map<String, Object> all = new LinkedHashMap<>(model);
        all.put("page", page);
        StringOutput output = new StringOutput();
        templates.render(template, all, output);
        boolean desk = template.startsWith("console/");
        context.html(desk ? PageTongue.page(page.lang(), output.toString()) : output.toString());
    }

    /** Goes to another page of ours and says there what was done. */
    public void redirect(Context context, String path, String notice) {
        if (!notice.isEmpty()) {
            context.cookie(cookie(context, NOTICE, java.net.URLEncoder.encode(notice, StandardCharsets.UTF_8), 60));
        }
        context.redirect(lang(context).to(path), io.javalin.http.HttpStatus.SEE_OTHER);
    }

    /** Goes to another page of ours and says there what could not be done. */
    public void refuse(Context context, String path, String why) {
        redirect(context, path, why.isEmpty() ? "" : REFUSED + why);
    }

    /** The language of the page that is asked for, by its path; the console's paths have none. */
    public Lang lang(Context context) {
        return Lang.of(context.path());
    }

    /** The language of the console: what was chosen, else what the browser asks for first, else the default. */
    private static Lang deskLang(Context context) {
        String wanted = Optional.ofNullable(context.cookie(DESK_LANGUAGE))
                .or(() -> Optional.ofNullable(context.header("Accept-Language")))
                .orElse("");
        String tag = wanted.replaceFirst("[-,;].*", "").strip();
        return Lang.ALL.stream().filter(it -> it.tag().equals(tag)).findFirst().orElse(Lang.DEFAULT);
    }

    /** Chooses the language of the console for this browser. */
    public void language(Context context) {
        String wanted = Optional.ofNullable(context.formParam("language")).orElse("");
        boolean known = Lang.ALL.stream().anyMatch(it -> it.tag().equals(wanted));
        context.cookie(cookie(context, DESK_LANGUAGE, known ? wanted : Lang.DEFAULT.tag(), YEAR));
        redirect(
                context,
                localPath(Optional.ofNullable(context.formParam("back")).orElse("/")),
                "");
    }

    /** This page, for links that come back to it; the page before where a form was sent. */
    private String here(Context context) {
        String path = context.path();
        String query = Optional.ofNullable(context.queryString()).orElse("");
        if (!context.method().equals(HandlerType.GET)) {
            URI before = referer(context);
            path = before.getRawPath();
            query = Optional.ofNullable(before.getRawQuery()).orElse("");
        }
        String here = query.isEmpty() || query.length() > LONGEST_QUERY ? path : path + "?" + query;
        return localPath(here);
    }

    /** The page of ours, with its query, on which a request was made; the home page if nobody says. */
    public String cameFrom(Context context) {
        URI before = referer(context);
        return before.getRawPath() + (before.getRawQuery() == null ? "" : "?" + before.getRawQuery());
    }

    private URI referer(Context context) {
        try {
            URI referer = new URI(Optional.ofNullable(context.header("Referer")).orElse("/"));
            return referer.getRawPath() == null || !isOurs(context, String.valueOf(referer.getRawAuthority()))
                    ? HOME
                    : referer;
        } catch (java.net.URISyntaxException noAddress) {
            return HOME;
        }
    }

    /** The address of this server as the browser knows it, with a slash at its end. */
    public URI base(Context context) {
        return site.map(it -> it.resolve("/")).orElseGet(() -> asAsked(context));
    }

    /** The address that a request says it went to; a made-up host leads nowhere. */
    public static URI asAsked(Context context) {
        String host = Optional.ofNullable(context.host()).orElse("");
        boolean plausible = HOST.matcher(host).matches();
        return URI.create(context.scheme() + "://" + (plausible ? host : "localhost") + "/");
    }

    private String site(Context context) {
        String base = base(context).toString();
        return base.substring(0, base.length() - 1);
    }

    /** True if browsers speak TLS to us or to the proxy before us. */
    private boolean isSecure(Context context) {
        return site.map(URI::getScheme).orElseGet(context::scheme).equals("https");
    }

    /** True for the host that was asked and for the one that the store is known by. */
    private boolean isOurs(Context context, String authority) {
        return authority.equals(context.host())
                || site.map(URI::getRawAuthority).filter(authority::equals).isPresent();
    }

    /** The active cart of the shopper; a new one if there is none. */
    public Cart cart(Context context) {
        Shop shop = shop(context);
        return shop.carts().mine().orElseGet(() -> shop.carts().open());
    }

    /** Lets the forms of this page end at another site, as a payment provider's: browsers hold their redirects to it. */
    public void mayLeave(Context context) {
        context.header(
                "Content-Security-Policy", CONTENT_POLICY.replace("form-action 'self'", "form-action 'self' https:"));
    }

    private void guard(Context context) {
        context.header("Content-Security-Policy", CONTENT_POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "same-origin");
        context.header("Permissions-Policy", PERMISSIONS);
        if (isSecure(context)) {
            context.header("Strict-Transport-Security", "max-age=" + YEAR);
        }
        context.header("Cache-Control", "no-store"); // files that may be kept say so themselves
        boolean changes =
                !context.method().equals(HandlerType.GET) && !context.method().equals(HandlerType.HEAD);
        boolean keyed =
                context.path().startsWith("/webhooks/") || context.path().startsWith("/api/"); // no cookies there
        if (changes && !keyed) {
            refuseOtherSites(context);
        }
        if (isConsole(context.path())) {
            staff.session(context); // strangers are asked to sign in, whatever they send
        }
        if (changes && !keyed) {
            refuseForgery(context);
        }
    }

    private static boolean isConsole(String path) {
        return (path.equals("/admin") || path.startsWith("/admin/")) && !StaffDoor.isOpen(path);
    }

    private void refuseOtherSites(Context context) {
        if (origin(context)
                .filter(it -> !isOurs(context, it.replaceFirst("^https?://", "")))
                .isPresent()) {
            throw new ForbiddenResponse();
        }
    }

    /** The site whose form it is, if the browser says. */
    private static Optional<String> origin(Context context) {
        return Optional.ofNullable(context.header("Origin")).filter(it -> !it.equals("null"));
    }

    private void refuseForgery(Context context) {
        String sent = secret(context);
        if (!MessageDigest.isEqual(bytes(sent), bytes(csrf(context)))) {
            boolean ours = origin(context).isPresent() && !context.path().startsWith("/admin");
            throw ours ? new GivenBack() : new ForbiddenResponse();
        }
    }

    /** A form of ours whose session is over: whoever sent it looks at it again and sends it in the new one. */
    private static final class GivenBack extends RuntimeException {
        private static final long serialVersionUID = 1;

        GivenBack() {
            super("the session of the form is over", null, false, false);
        }
    }

    private void giveBack(Context context) {
        Map<String, List<String>> typed = new LinkedHashMap<>(context.formParamMap());
        typed.remove("csrf");
        String query = Optional.ofNullable(context.queryString()).orElse("");
        String action = localPath(query.isEmpty() ? context.path() : context.path() + "?" + query);
        boolean swaps = context.header("HX-Request") != null;
        context.status(swaps ? 422 : 403);
        if (swaps) {
            context.header("HX-Retarget", "#drawer");
        }
        render(
                context,
                swaps ? "shop/again-drawer.jte" : "shop/again.jte",
                plainPage(context),
                Map.of("action", action, "typed", typed));
    }

    /** The form's secret. Bodies that are too large or no form are the sender's fault, not a failure of ours. */
    private static String secret(Context context) {
        boolean console = isConsole(context.path());
        if (context.header("Transfer-Encoding") != null && !console) { // browsers say how long a form is
            context.header("Connection", "close");
            throw new HttpResponseException(411, "no length");
        }
        long length = context.req().getContentLengthLong();
        if (length > (console ? LARGEST_BODY : LARGEST_FORM)) {
            hearOut(context, length);
            context.header("Connection", "close");
            throw new HttpResponseException(413, "too large");
        }
        try {
            return Optional.ofNullable(context.formParam("csrf")).orElse("");
        } catch (HttpResponseException e) {
            throw e;
        } catch (Exception unreadable) { // parts are read by the servlet, whose exceptions Kotlin lets through
            log.info("Unreadable form at {}: {}", place(context), unreadable.getMessage());
            context.header("Connection", "close"); // the rest of the body may still be on its way
            throw new BadRequestResponse();
        }
    }

    /** True if what was sent may be read of a stranger. */
    public static boolean isShort(Context context) {
        return context.header("Transfer-Encoding") == null && context.req().getContentLengthLong() <= LARGEST_FORM;
    }

    /** Reads what is too large to its end, within reason: browsers show no answer that comes before it. */
    private static void hearOut(Context context, long length) {
        if (length < 10 * LARGEST_BODY) {
            try {
                context.bodyInputStream().transferTo(OutputStream.nullOutputStream());
            } catch (IOException gone) {
                log.debug("The sender left", gone);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Bound to the session it protects: the staff's in the console, the shopper's elsewhere and at its door. */
    private String csrf(Context context) {
        boolean inside = isConsole(context.path()) && staff.find(context).isPresent();
        return Secret.hash("csrf|" + (inside ? staff.token(context) : shopper.guest(context)));
    }

    private Cookie cookie(Context context, String name, String value, int seconds) {
        Cookie cookie = cookie(name, value, seconds);
        cookie.setSecure(isSecure(context));
        return cookie;
    }

    static Cookie cookie(String name, String value, int seconds) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setMaxAge(seconds);
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.LAX);
        return cookie;
    }

    /** Keeps the colours the reader likes and goes back to where they were chosen. */
    public void theme(Context context) {
        String wanted = Optional.ofNullable(context.formParam("theme")).orElse("");
        context.cookie(
                cookie(context, "tw_theme", wanted.equals("dark") || wanted.equals("light") ? wanted : "", YEAR));
        redirect(
                context,
                localPath(Optional.ofNullable(context.formParam("back")).orElse("/")),
                "");
    }

    /** A path of ours; anything that could lead elsewhere becomes the home page. */
    public static String localPath(String path) {
        return path.matches("/([A-Za-z0-9._~%?&=+-][A-Za-z0-9._~%?&=+/-]*)?") ? path : "/";
    }

    /** Remembers a small text in the shopper's browser; an empty one forgets it. */
    public void remember(Context context, String name, String text, int seconds) {
        String written = java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
        context.cookie(cookie(context, name, written, text.isEmpty() ? 0 : seconds));
    }

    /** What {@link #remember} kept; empty for nothing. */
    public String remembered(Context context, String name) {
        try {
            return Optional.ofNullable(context.cookie(name))
                    .map(it -> java.net.URLDecoder.decode(it, StandardCharsets.UTF_8))
                    .orElse("");
        } catch (IllegalArgumentException notOurs) {
            return "";
        }
    }

    private void webhook(Context context) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        context.headerMap().forEach((name, value) -> headers.put(name, List.of(value)));
        Reply reply = commerce.webhooks()
                .receive(
                        context.pathParam("account"),
                        new WebhookEnvelope(
                                "POST",
                                context.path(),
                                Optional.ofNullable(context.queryString()).orElse(""),
                                headers,
                                body(context),
                                StoreClock.now()));
        context.status(reply.status());
        reply.headers().forEach(context::header);
        context.result(reply.body());
    }

    /** One byte more than the library takes is enough to be refused. */
    private static byte[] body(Context context) {
        try {
            return context.bodyInputStream().readNBytes(Webhooks.LARGEST_BODY + 1);
        } catch (IOException cut) {
            throw new BadRequestResponse();
        }
    }

    /** The address as it may stand in a log: links to orders and accounts open them for whoever reads it. */
    private static String place(Context context) {
        return TOKEN.matcher(context.path()).replaceAll("…");
    }

    private void failed(CommerceException failure, Context context) {
        if (failure.code() == ErrorCode.NOT_FOUND) {
            error(context, 404);
        } else if (failure.code() == ErrorCode.FORBIDDEN) {
            error(context, 403);
        } else if (failure.code() == ErrorCode.BAD_ARGUMENT
                || failure.code() == ErrorCode.CANNOT_MOVE
                || failure.code() == ErrorCode.KEY_REUSED
                || failure.code() == ErrorCode.STALE) {
            log.info("Refused {}: {}", place(context), failure.getMessage());
            error(context, 409);
        } else if (failure.retryable()) {
            log.warn("Busy at {}: {}", place(context), failure.getMessage());
            context.header("Retry-After", "2");
            error(context, 503);
        } else {
            broken(context, failure);
        }
    }

    private void broken(Context context, Exception failure) {
        String reference = Secret.fresh().substring(0, 8);
        log.error("Request {} {} failed, reference {}", context.method(), place(context), reference, failure);
        context.attribute("reference", reference);
        error(context, 500);
    }

    private void error(Context context, int status) {
        context.status(status);
        if (status == 429) {
            context.header("Retry-After", "600");
        }
        if ((status == 404 || status == 410) && isShown(context, status == 410)) {
            return;
        }
        String reference =
                Optional.<String>ofNullable(context.attribute("reference")).orElse("");
        Page page = plainPage(context);
        render(context, "error.jte", page, Map.of("status", status, "reference", reference));
    }

    /** The shop's or the console's own page for what is not there; a plain one where that fails too. */
    private boolean isShown(Context context, boolean gone) {
        String path = context.path();
        try {
            return !path.startsWith("/api/")
                    && (path.startsWith("/admin") ? missingForStaff : missing).show(context, gone);
        } catch (RuntimeException e) {
            log.warn("No suggestions for {}: {}", place(context), e.toString());
            return false;
        }
    }

    /** What the layout needs where the database may be what failed. */
    private Page plainPage(Context context) {
        String title = lang(context).t(context.statusCode() == 404 ? "error.404.title" : "error.title");
        return new Page(
                title,
                brand,
                lang(context),
                "/",
                false,
                theme(context.cookie("tw_theme")),
                csrf(context),
                0,
                site(context),
                Optional.empty(),
                Optional.empty());
    }

    private static String theme(@Nullable String cookie) {
        return cookie != null && (cookie.equals("dark") || cookie.equals("light")) ? cookie : "";
    }
}
