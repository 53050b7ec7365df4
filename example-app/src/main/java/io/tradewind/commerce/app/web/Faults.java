package io.tradewind.commerce.app.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.tradewind.commerce.app.staff.Secret;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What people see when there is no page or a page fails, and what the log says of it. */
final class Faults {
    private static final Logger log = LoggerFactory.getLogger(Faults.class);
    private static final String REFERENCE = "reference";
    private static final Pattern TOKEN = Pattern.compile("(?<=/)([A-Za-z0-9_-]{27}|[A-Za-z0-9_-]{43})(?=/|$)");

    private final Pages pages;
    private volatile Web.Missing shop = (context, gone) -> false;
    private volatile Web.Missing console = (context, gone) -> false;

    Faults(Pages pages) {
        this.pages = pages;
    }

    void shop(Web.Missing missing) {
        this.shop = missing;
    }

    void console(Web.Missing missing) {
        this.console = missing;
    }

    void routes(RoutesConfig routes) {
        routes.exception(CommerceException.class, this::failed);
        routes.exception(Forgery.GivenBack.class, (e, context) -> giveBack(context));
        routes.exception(TooMany.class, (e, context) -> slowDown(context, e.seconds()));
        routes.exception(HttpResponseException.class, (e, context) -> error(context, e.getStatus()));
        routes.exception(Exception.class, (e, context) -> broken(context, e));
        routes.error(404, context -> {
            if (context.result() == null || String.valueOf(context.result()).startsWith("Endpoint")) {
                error(context, 404);
            }
        });
    }

    /** The address as it may stand in a log: links to orders and accounts open them for whoever reads it. */
    static String place(Context context) {
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
        context.attribute(REFERENCE, reference);
        error(context, 500);
    }

    private void error(Context context, int status) {
        context.status(status);
        if ((status == 404 || status == 410) && isShown(context, status == 410)) {
            return;
        }
        String reference =
                Optional.<String>ofNullable(context.attribute(REFERENCE)).orElse("");
        pages.render(context, "error.jte", pages.plain(context), Map.of("status", status, "reference", reference));
    }

    /** The shop's or the console's own page for what is not there; a plain one where that fails too. */
    private boolean isShown(Context context, boolean gone) {
        String path = context.path();
        try {
            return !Guard.isApi(path) && (path.startsWith("/admin") ? console : shop).show(context, gone);
        } catch (RuntimeException e) {
            log.warn("No suggestions for {}: {}", place(context), e.toString());
            return false;
        }
    }

    private static Map<String, List<String>> typed(Context context) {
        Map<String, List<String>> typed = new LinkedHashMap<>(context.formParamMap());
        typed.remove("csrf");
        return typed;
    }

    /** The address that was asked for, with its query. */
    private static String asked(Context context) {
        String query = Optional.ofNullable(context.queryString()).orElse("");
        return Site.localPath(query.isEmpty() ? context.path() : context.path() + "?" + query);
    }

    /** Scripts leave the page as it is; without them a page sends the form or opens the address again. */
    private void slowDown(Context context, long seconds) {
        context.status(429);
        context.header("Retry-After", String.valueOf(seconds));
        boolean form = context.method().equals(HandlerType.POST);
        pages.render(
                context,
                "shop/slow.jte",
                pages.plain(context),
                Map.of("action", asked(context), "typed", form ? typed(context) : Map.of(), "form", form));
    }

    private void giveBack(Context context) {
        boolean swaps = context.header("HX-Request") != null;
        context.status(swaps ? 422 : 403);
        if (swaps) {
            context.header("HX-Retarget", "#drawer");
        }
        pages.render(
                context,
                swaps ? "shop/again-drawer.jte" : "shop/again.jte",
                pages.plain(context),
                Map.of("action", asked(context), "typed", typed(context)));
    }
}
