package io.tradewind.commerce.app.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;

/** Stands before every route: tells browsers what a page may do, and lets only those in who may ask. */
final class Guard {
    static final String PERMISSIONS = "camera=(), microphone=(), geolocation=()";
    private static final String CONTENT_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: data:;"
                    + " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Site site;
    private final StaffDoor staff;
    private final Forgery forgery;

    Guard(Site site, StaffDoor staff, Forgery forgery) {
        this.site = site;
        this.staff = staff;
        this.forgery = forgery;
    }

    void check(Context context) {
        headers(context);
        boolean changes =
                !context.method().equals(HandlerType.GET) && !context.method().equals(HandlerType.HEAD);
        boolean keyed = context.path().startsWith("/webhooks/") || isApi(context.path()); // no cookies there
        if (changes && !keyed) {
            forgery.refuseOtherSites(context);
        }
        if (StaffDoor.isBehind(context.path())) {
            staff.session(context); // strangers are asked to sign in, whatever they send
        }
        if (changes && !keyed) {
            forgery.refuseForgery(context);
        }
    }

    static boolean isApi(String path) {
        return path.equals("/api") || path.startsWith("/api/");
    }

    private void headers(Context context) {
        context.header("Content-Security-Policy", CONTENT_POLICY);
        context.header("X-Content-Type-Options", "nosniff");
        context.header("Referrer-Policy", "same-origin");
        context.header("Permissions-Policy", PERMISSIONS);
        if (site.isSecure(context)) {
            context.header("Strict-Transport-Security", "max-age=" + Cookies.YEAR);
        }
        context.header("Cache-Control", "no-store"); // files that may be kept say so themselves
    }

    /** Lets the forms of this page end at another site: browsers hold their redirects to it. */
    static void mayLeave(Context context) {
        context.header(
                "Content-Security-Policy", CONTENT_POLICY.replace("form-action 'self'", "form-action 'self' https:"));
    }
}
