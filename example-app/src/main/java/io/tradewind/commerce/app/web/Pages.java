package io.tradewind.commerce.app.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Renders pages in the reader's language and colours, with what the last action has to say. */
final class Pages {
    private static final String NOTICE = "tw_notice";
    /** Begins a notice that is none: what could not be done. */
    private static final String REFUSED = "!";

    private static final int NOTICE_SECONDS = 60;
    private static final String DESK_LANGUAGE = "tw_desk";
    private static final String THEME = "tw_theme";

    private final String brand;
    private final Site site;
    private final Cookies cookies;
    private final Forgery forgery;
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

    Pages(String brand, Site site, Cookies cookies, Forgery forgery) {
        this.brand = brand;
        this.site = site;
        this.cookies = cookies;
        this.forgery = forgery;
    }

    Page page(Context context, String title, int basket) {
        Optional<String> notice = Optional.ofNullable(context.cookie(NOTICE)).filter(it -> !it.isEmpty());
        notice.ifPresent(it -> context.removeCookie(NOTICE, "/"));
        Optional<String> said =
                notice.map(it -> cookies.remembered(context, NOTICE)).filter(it -> !it.isEmpty());
        return new Page(
                title,
                brand,
                context.path().startsWith("/admin") ? deskLang(context) : lang(context),
                site.here(context),
                !context.method().equals(HandlerType.GET) && context.header("Referer") != null,
                theme(context.cookie(THEME)),
                forgery.secret(context),
                basket,
                site.origin(context),
                said.filter(it -> !it.startsWith(REFUSED)),
                said.filter(it -> it.startsWith(REFUSED)).map(it -> it.substring(REFUSED.length())));
    }

    /** What the layout needs where the database may be what failed. */
    Page plain(Context context) {
        Lang lang = lang(context);
        return new Page(
                lang.t(context.statusCode() == 404 ? "error.404.title" : "error.title"),
                brand,
                lang,
                "/",
                false,
                theme(context.cookie(THEME)),
                forgery.secret(context),
                0,
                site.origin(context),
                Optional.empty(),
                Optional.empty());
    }

    void render(Context context, String template, Page page, Map<String, Object> model) {
        Map<String, Object> all = new LinkedHashMap<>(model);
        all.put("page", page);
        StringOutput output = new StringOutput();
        templates.render(template, all, output);
        boolean desk = template.startsWith("console/");
        context.html(desk ? PageTongue.page(page.lang(), output.toString()) : output.toString());
    }

    void redirect(Context context, String path, String notice) {
        if (!notice.isEmpty()) {
            cookies.remember(context, NOTICE, notice, NOTICE_SECONDS);
        }
        context.redirect(lang(context).to(path), HttpStatus.SEE_OTHER);
    }

    void refuse(Context context, String path, String why) {
        redirect(context, path, why.isEmpty() ? "" : REFUSED + why);
    }

    static Lang lang(Context context) {
        return Lang.of(context.path());
    }

    /** The language of the console: what was chosen, else what the browser asks for first, else the default. */
    static Lang deskLang(Context context) {
        String wanted = Optional.ofNullable(context.cookie(DESK_LANGUAGE))
                .or(() -> Optional.ofNullable(context.header("Accept-Language")))
                .orElse("");
        String tag = wanted.replaceFirst("[-,;].*", "").strip();
        return Lang.ALL.stream().filter(it -> it.tag().equals(tag)).findFirst().orElse(Lang.DEFAULT);
    }

    void chooseLanguage(Context context) {
        String wanted = Optional.ofNullable(context.formParam("language")).orElse("");
        boolean known = Lang.ALL.stream().anyMatch(it -> it.tag().equals(wanted));
        cookies.put(context, DESK_LANGUAGE, known ? wanted : Lang.DEFAULT.tag(), Cookies.YEAR);
        back(context);
    }

    void chooseTheme(Context context) {
        cookies.put(context, THEME, theme(context.formParam("theme")), Cookies.YEAR);
        back(context);
    }

    private static String theme(@Nullable String wanted) {
        return wanted != null && (wanted.equals("dark") || wanted.equals("light")) ? wanted : "";
    }

    private void back(Context context) {
        redirect(
                context,
                Site.localPath(Optional.ofNullable(context.formParam("back")).orElse("/")),
                "");
    }
}
