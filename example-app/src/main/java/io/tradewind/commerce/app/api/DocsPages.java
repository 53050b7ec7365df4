package io.tradewind.commerce.app.api;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.tradewind.commerce.app.web.Lazy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The documents as pages for people, rendered here: nothing is loaded from elsewhere and no script runs. */
final class DocsPages {
    private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
    private final Map<String, Lazy<DocsPage>> pages = new LinkedHashMap<>();
    private final Map<String, String> problems = new LinkedHashMap<>();

    DocsPages(List<ApiContract> contracts) {
        for (ApiContract contract : contracts) {
            pages.put(DocsPage.place(contract.base()), new Lazy<>(() -> DocsPage.of(OpenApi.of(contract))));
            contract.routes()
                    .forEach(route -> refusals(route)
                            .forEach(code -> problems.putIfAbsent(
                                    code,
                                    "A refusal of " + route.name()
                                            + "; its detail says what happened and what to do.")));
        }
        problems.putAll(Map.ofEntries(
                Map.entry("malformed", "The body is no JSON, or not the kind that is read here."),
                Map.entry("invalid", "A value is not acceptable; errors names each by a JSON pointer."),
                Map.entry("unknown-parameter", "There is a parameter in the query that is not one of the operation."),
                Map.entry("key-missing", "The Authorization header has no live key of the right kind."),
                Map.entry("account-missing", "It takes somebody who has signed in: POST /sign-ins leads there."),
                Map.entry("account-over", "The account's token has ended, by signing out or after 60 days."),
                Map.entry("answer-sealed", "The first request was sent in another session: look how it ended."),
                Map.entry("declined", "An account of staff cannot be changed like that; the detail says why."),
                Map.entry("factor-missing", "The person's role needs a second factor, which is not set up yet."),
                Map.entry("proof-needed", "The password was given too long ago: POST /me/proofs."),
                Map.entry("session-missing", "It takes a member of staff: send Staff-Session of POST /sessions."),
                Map.entry("session-over", "The session of the member of staff has ended."),
                Map.entry("shopper-missing", "The Shopper-Token header is missing or misshapen."),
                Map.entry("forbidden", "The roles of the key lack the permission that the operation names."),
                Map.entry("not-found", "There is no such thing, or it is not yours: both look alike."),
                Map.entry("method", "The address has no such method: Allow names those it has."),
                Map.entry("key-needed", "The Idempotency-Key header is missing or too long."),
                Map.entry("key-running", "The first request with this key is still being worked on: send it again."),
                Map.entry("key-reused", "The key was used for another request: take a fresh one for a new wish."),
                Map.entry("if-match-missing", "The If-Match header is missing: send the ETag of what you have read."),
                Map.entry("stale", "It was changed meanwhile: read it again and decide anew."),
                Map.entry("cannot-move", "The state forbids it; allowedActions of the thing says what is possible."),
                Map.entry("too-many", "Too many requests: wait as long as Retry-After says."),
                Map.entry("too-large", "The body has more bytes than the operation takes."),
                Map.entry("media-type", "Bodies are application/json in UTF-8."),
                Map.entry("internal", "A failure of ours. Tell us the traceId.")));
    }

    private static List<String> refusals(ApiRoute route) {
        return List.of(route.refusals().split(", ")).stream()
                .filter(it -> it.matches("[a-z-]+"))
                .toList();
    }

    /** By their paths. */
    Map<String, Handler> all() {
        Map<String, Handler> all = new LinkedHashMap<>();
        all.put(
                "/api/docs",
                context -> show(
                        context,
                        "api/index.jte",
                        Map.of("pages", pages.values().stream().map(Lazy::get).toList())));
        all.put("/api/docs/problems", context -> show(context, "api/problems.jte", Map.of("problems", problems)));
        pages.forEach((place, page) ->
                all.put(place, context -> show(context, "api/docs.jte", Map.of("page", page.get()))));
        return all;
    }

    private void show(Context context, String template, Map<String, Object> model) {
        StringOutput output = new StringOutput();
        templates.render(template, model, output);
        context.header("Cache-Control", "public, max-age=300");
        context.html(output.toString());
    }
}
