package io.tradewind.commerce.app.api;

import io.tradewind.commerce.error.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A request that is not carried out, as its sender reads it in problem form. Nothing has changed. */
public final class ApiFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * What is wrong with one part of a request.
     *
     * @param pointer JSON pointer into the body, or the name of a parameter or header
     */
    public record Detail(
            @Field("JSON pointer into the body, or the name of a parameter or header")
            String pointer,

            @Field("Stable reason for programs") String code,

            @Field("What is wrong and what is allowed, for people")
            String message) {
        Detail said(UnaryOperator<String> words) {
            return new Detail(pointer, code, words.apply(message));
        }
    }

    private final int status;
    private final String code;
    private final transient List<Detail> details;
    private final transient Map<String, Object> extra = new LinkedHashMap<>();
    private final transient Map<String, String> headers = new LinkedHashMap<>();

    private ApiFault(int status, String code, String message, List<Detail> details) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.details = List.copyOf(details);
    }

    /** A fault of the whole request. */
    public static ApiFault of(int status, String code, String message) {
        return new ApiFault(status, code, message, List.of());
    }

    /** Values that are not acceptable. */
    public static ApiFault invalid(List<Detail> details) {
        return new ApiFault(422, "invalid", whole(details, details.get(0).message()), details);
    }

    private static String whole(List<Detail> details, String first) {
        return details.get(0).pointer() + " " + first + (details.size() > 1 ? " …" : "");
    }

    /** What happened and what to do, as {@code words} says it. */
    String detail(UnaryOperator<String> words) {
        return code.equals("invalid") && !details.isEmpty()
                ? whole(details, words.apply(details.get(0).message()))
                : words.apply(String.valueOf(getMessage()));
    }

    /** One value that is not acceptable. */
    public static ApiFault invalid(String pointer, String code, String message) {
        return invalid(List.of(new Detail(pointer, code, message)));
    }

    /** There is no such thing, or it is somebody else's. */
    public static ApiFault notFound(String what) {
        return of(404, "not-found", "There is no such " + what + ", or it is not yours.");
    }

    /** What the library refused: about a field 422, about the state 409. */
    public static ApiFault refused(Refusal refusal) {
        if (refusal.code().equals("resend-too-soon")) {
            return of(429, refusal.code(), refusal.message()).header("Retry-After", "30");
        } else if (refusal.field().isEmpty()) {
            return of(409, refusal.code(), refusal.message());
        }
        Detail detail = new Detail("/" + refusal.field().replace('.', '/'), refusal.code(), refusal.message());
        return new ApiFault(422, refusal.code(), refusal.message(), List.of(detail));
    }

    /** The same about values that stand inside that part of the body. */
    public ApiFault within(String parent) {
        List<Detail> inside = details.stream()
                .map(it -> new Detail(parent + it.pointer(), it.code(), it.message()))
                .toList();
        if (inside.isEmpty()) {
            return this;
        }
        return code.equals("invalid")
                ? invalid(inside)
                : new ApiFault(status, code, String.valueOf(getMessage()), inside);
    }

    /** The thing has another version by now. */
    public static ApiFault stale(int version) {
        return of(
                        412,
                        "stale",
                        "It was changed meanwhile and is at version " + version + ": read it again and decide anew.")
                .with("version", version);
    }

    /** Adds a member to the problem. */
    public ApiFault with(String name, Object value) {
        extra.put(name, value);
        return this;
    }

    /** Adds a header to the answer. */
    public ApiFault header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    List<Detail> details() {
        return details;
    }

    Map<String, Object> extra() {
        return extra;
    }

    Map<String, String> headers() {
        return headers;
    }
}
