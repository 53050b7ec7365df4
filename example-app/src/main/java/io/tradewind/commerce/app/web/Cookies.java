package io.tradewind.commerce.app.web;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What our cookies have in common: no script reads them, and where TLS is spoken they travel nowhere else. */
final class Cookies {
    static final int YEAR = 365 * 24 * 3600;

    private final Site site;

    Cookies(Site site) {
        this.site = site;
    }

    /** Puts a cookie into the browser for so many seconds; 0 takes it away, -1 keeps it until the browser is closed. */
    void put(Context context, String name, String value, int seconds) {
        Cookie cookie = new Cookie(name, value);
        cookie.setPath("/");
        cookie.setMaxAge(seconds);
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.LAX);
        cookie.setSecure(site.isSecure(context));
        context.cookie(cookie);
    }

    /** Where TLS is spoken, no other host, such as a sibling of ours, can give browsers a cookie of that name. */
    String ownName(Context context, String name) {
        return site.isSecure(context) ? "__Host-" + name : name;
    }

    /** Remembers a small text in the browser; an empty one forgets it. */
    void remember(Context context, String name, String text, int seconds) {
        put(context, name, URLEncoder.encode(text, StandardCharsets.UTF_8), text.isEmpty() ? 0 : seconds);
    }

    /** What {@link #remember} kept; empty for nothing. */
    String remembered(Context context, String name) {
        try {
            return Optional.ofNullable(context.cookie(name))
                    .map(it -> URLDecoder.decode(it, StandardCharsets.UTF_8))
                    .orElse("");
        } catch (IllegalArgumentException notOurs) {
            return "";
        }
    }
}
