package io.tradewind.commerce.app.api;

import io.tradewind.commerce.app.web.Lang;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An answer as it goes over the wire.
 *
 * @param body JSON in UTF-8; empty for none
 * @param file instead of JSON
 * @param replayed true if it is the answer of an earlier request with the same key
 */
record Rendered(
        int status,
        byte[] body,
        OptionalInt version,
        Optional<String> next,
        Optional<ApiReply.File> file,
        boolean replayed) {
    private static final byte[] NOTHING = {};

    static Rendered of(ApiRoute route, ApiReply reply, Lang lang) {
        if (reply.body() instanceof ApiReply.File file) {
            return new Rendered(
                    route.status(), NOTHING, reply.version(), reply.next(), Optional.of(file), reply.replayed());
        }
        byte[] body = reply.body() == null
                ? NOTHING
                : route.access() == Access.STAFF ? ApiJson.bytes(reply.body()) : ApiJson.bytes(reply.body(), lang);
        return new Rendered(route.status(), body, reply.version(), reply.next(), Optional.empty(), reply.replayed());
    }

    static Rendered stored(int status, byte[] body, int version) {
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
