package io.tradewind.commerce.app.web;

import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What the server answers by itself to requests that never reach a page, such as those that are no HTTP: one line, or a
 * problem for programs, that says nothing of what was sent nor of the inside, under the same care as every page.
 */
final class PlainErrors implements Request.Handler {
    private static final Pattern PROGRAMS = Pattern.compile("^(https?://[^/]*)?/api(/|$)");
    private static final HttpFields HEADERS = HttpFields.build()
            .add("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
            .add("X-Content-Type-Options", "nosniff")
            .add("Referrer-Policy", "same-origin")
            .add("Permissions-Policy", Guard.PERMISSIONS)
            .add(HttpHeader.CACHE_CONTROL, "no-store")
            .asImmutable();

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        for (HttpField header : HEADERS) {
            response.getHeaders().put(header);
        }
        int status = response.getStatus();
        String title = HttpStatus.getMessage(status);
        boolean program = isForPrograms(request);
        response.getHeaders()
                .put(HttpHeader.CONTENT_TYPE, program ? "application/problem+json" : "text/plain; charset=utf-8");
        String said = program
                ? "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + "}"
                : status + " " + title + "\n";
        Content.Sink.write(response, true, said, callback);
        return true;
    }

    /** By the address as it was sent; of what was too long or no HTTP nobody knows it. */
    private static boolean isForPrograms(Request request) {
        return PROGRAMS.matcher(request.getHttpURI().asString()).find();
    }
}
