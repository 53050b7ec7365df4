package io.tradewind.commerce.error;

/**
 * Why something a customer asked for was not done. Nothing has changed.
 *
 * @param code stable kebab-case reason, such as {@code sold-out}, for programs
 * @param field the input it is about, such as {@code quantity}; empty if it is about the whole request
 * @param message what a person can read: what happened and what to do
 */
public record Refusal(String code, String field, String message) {
    /** A refusal about the whole request. */
    public static Refusal of(String code, String message) {
        return new Refusal(code, "", message);
    }

    /** A refusal about one field. */
    public static Refusal of(String code, String field, String message) {
        return new Refusal(code, field, message);
    }

    /** The exception that {@code orThrow()} of an answer throws. */
    public CommerceException asException() {
        return new CommerceException(
                ErrorCode.ANSWER_REFUSED, code + (field.isEmpty() ? "" : " (" + field + ")") + ": " + message);
    }
}
