package io.tradewind.commerce.app.api;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What a handler answers. Immutable: each method returns a changed copy. */
public final class ApiReply {
    /** A file instead of JSON. */
    @SuppressWarnings("ArrayRecordComponent")
    record File(String mediaType, String name, byte[] bytes) {}

    private final @Nullable Object body;
    private final OptionalInt version;
    private final Optional<String> next;
    private final boolean replayed;

    private ApiReply(@Nullable Object body, OptionalInt version, Optional<String> next, boolean replayed) {
        this.body = body;
        this.version = version;
        this.next = next;
        this.replayed = replayed;
    }

    /** A record as JSON. */
    public static ApiReply of(Object record) {
        return new ApiReply(record, OptionalInt.empty(), Optional.empty(), false);
    }

    /** Nothing to say. */
    public static ApiReply done() {
        return new ApiReply(null, OptionalInt.empty(), Optional.empty(), false);
    }

    /** A file to print or keep. */
    public static ApiReply file(String mediaType, String name, byte[] bytes) {
        return of(new File(mediaType, name, bytes));
    }

    /** Carries the version of its row as a strong entity tag. */
    public ApiReply version(int number) {
        return new ApiReply(body, OptionalInt.of(number), next, replayed);
    }

    /** A page that others follow. */
    public ApiReply next(Optional<String> cursor) {
        return new ApiReply(body, version, cursor, replayed);
    }

    /** Says whether an earlier request with the same key had the effect; for {@link KeyRule#KNOWN}. */
    public ApiReply replayed(boolean earlier) {
        return new ApiReply(body, version, next, earlier);
    }

    @Nullable
    Object body() {
        return body;
    }

    OptionalInt version() {
        return version;
    }

    Optional<String> next() {
        return next;
    }

    boolean replayed() {
        return replayed;
    }
}
