package io.tradewind.commerce.app.api;

import io.tradewind.commerce.app.web.Lang;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An answer as it goes over the wire.
 *
 * @param body JSON text; empty for none
 * @param file instead of JSON
 * @param replayed true if it is the answer of an earlier request with the same key
 */
record Rendered(
        int status,
        String body,
        OptionalInt version,
        Optional<String> next,
        Optional<ApiReply.File> file,
        boolean replayed) {
    static Rendered of(ApiRoute route, ApiReply reply, Lang lang) {
        if (reply.body() instanceof ApiReply.File file) {
            return new Rendered(route.status(), "", reply.version(), reply.next(), Optional.of(file), reply.replayed());
        }
        String body = reply.body() == null
                ? ""
                : route.access() == Access.STAFF ? ApiJson.write(reply.body()) : ApiJson.write(reply.body(), lang);
        return new Rendered(route.status(), body, reply.version(), reply.next(), Optional.empty(), reply.replayed());
    }

    static Rendered stored(int status, String body, int version) {
        return new Rendered(
                status,
                body,
                version < 0 ? OptionalInt.empty() : OptionalInt.of(version),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    Rendered again() {
        return new Rendered(status, body, version, next, file, true);
    }

    /** Strong entity tag: the version of the row, and of what is computed beside it. */
    Optional<String> tag() {
        return version.isEmpty()
                ? Optional.empty()
                : Optional.of("\"v" + version.getAsInt() + "-" + Digest.of(body).substring(0, 12) + "\"");
    }
}
