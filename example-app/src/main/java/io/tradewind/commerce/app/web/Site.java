package io.tradewind.commerce.app.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where browsers reach the pages, and which addresses are ours. Safe for many threads. */
public final class Site {
    private static final int LONGEST_QUERY = 1000;
    private static final URI HOME = URI.create("/");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:\\d{1,5})?|\\[[0-9A-Fa-f:]+](:\\d{1,5})?");

    private final Optional<URI> known;

    /** Empty for wherever a request says it went. */
    Site(Optional<URI> known) {
        this.known = known;
    }

    /** The address of this server as the browser knows it, with a slash at its end. */
    URI base(Context context) {
        return known.map(it -> it.resolve("/")).orElseGet(() -> asAsked(context));
    }

    /** The same without the slash. */
    String origin(Context context) {
        String base = base(context).toString();
        return base.substring(0, base.length() - 1);
    }

    /** The address that a request says it went to; a made-up host leads nowhere. */
    public static URI asAsked(Context context) {
        String host = Optional.ofNullable(context.host()).orElse("");
        boolean plausible = HOST.matcher(host).matches();
        return URI.create(context.scheme() + "://" + (plausible ? host : "localhost") + "/");
    }

    /** A path of ours; anything that could lead elsewhere becomes the home page. */
    public static String localPath(String path) {
        return path.matches("/([A-Za-z0-9._~%?&=+-][A-Za-z0-9._~%?&=+/-]*)?") ? path : "/";
    }

    /** True if browsers speak TLS to us or to the proxy before us. */
    boolean isSecure(Context context) {
        return known.map(URI::getScheme).orElseGet(context::scheme).equals("https");
    }

    /** True for the host that was asked and for the one that the store is known by. */
    boolean isOurs(Context context, String authority) {
        return authority.equals(context.host())
                || known.map(URI::getRawAuthority).filter(authority::equals).isPresent();
    }

    /** This page, for links that come back to it; the page before where a form was sent. */
    String here(Context context) {
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
    String cameFrom(Context context) {
        URI before = referer(context);
        return before.getRawPath() + (before.getRawQuery() == null ? "" : "?" + before.getRawQuery());
    }

    private URI referer(Context context) {
        try {
            URI referer = new URI(Optional.ofNullable(context.header("Referer")).orElse("/"));
            return referer.getRawPath() == null || !isOurs(context, String.valueOf(referer.getRawAuthority()))
                    ? HOME
                    : referer;
        } catch (URISyntaxException noAddress) {
            return HOME;
        }
    }
}
