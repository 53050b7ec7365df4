package io.tradewind.commerce.payment.sandbox;

import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.DeclineCode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a call does, read from a word with an optional argument behind a colon.
 *
 * <p>A fault strikes an operation once: when the same operation comes again, it meets the plain outcome.
 *
 * @param word what happens
 * @param argument a decline code, reject code or kind of lie; empty for the usual one
 */
public record Script(Word word, String argument) {
    /** What happens. */
    public enum Word {
        /** Approved. */
        APPROVE("approve", false),
        /** Declined, as {@code decline:insufficient_funds}; plain "decline" is do_not_honor. */
        DECLINE("decline", false),
        /** The buyer has to go to the bank's page first. */
        ACTION("3ds", false),
        /** The buyer's browser has to do something first. */
        STEP("step", false),
        /** Accepted; the outcome comes later. */
        PENDING("pending", false),
        /** Rejected each time, as {@code reject:bad_credentials}; plain "reject" is invalid_request. */
        REJECT("reject", false),
        /** Happens, but the answer comes far too late: hangs until interrupted or released. */
        HANG("hang", true),
        /** As "hang", and does not listen to interrupts. */
        HANG_DEAF("hang-deaf", true),
        /** Does not happen, and hangs until interrupted or released. */
        HANG_BEFORE("hang-before", true),
        /** Throws; nothing happens. */
        THROW("throw", true),
        /** Happens, then throws. */
        THROW_AFTER("throw-after", true),
        /** Happens, and the answer is {@code null}. */
        NULL("null", true),
        /** Happens, and the answer is untrue: {@code lie:amount, currency, reference, effect} or {@code state}. */
        LIE("lie", true),
        /** Happens, and the answer says "unknown". */
        UNKNOWN("unknown", true),
        /** Does not happen, and the answer says "unknown". */
        UNKNOWN_BEFORE("unknown-before", true),
        /** Does not happen, and the answer says so. */
        NOT_SENT("not-sent", true),
        /** Happens, and the answer comes shortly after the deadline. */
        LATE("late", true),
        /** For a question: no answer. */
        UNAVAILABLE("unavailable", false),
        /** For a question: denies knowing the operation. */
        NOT_FOUND("not-found", false);

        private final String text;
        private final boolean fault;

        Word(String text, boolean fault) {
            this.text = text;
            this.fault = fault;
        }

        /** Returns the word as it is written in a token. */
        public String text() {
            return text;
        }

        /** Returns whether it strikes an operation once only. */
        public boolean fault() {
            return fault;
        }
    }

    /** Approves. */
    static final Script APPROVE = new Script(Word.APPROVE, "");

    /** Reads a script, or returns empty when the text is none. */
    public static Optional<Script> read(String text) {
        int colon = text.indexOf(':');
        String word = colon < 0 ? text : text.substring(0, colon);
        String argument = colon < 0 ? "" : text.substring(colon + 1);
        return switch (word) {
            case "garbage" -> Optional.of(new Script(Word.NULL, ""));
            case "redirect" -> Optional.of(new Script(Word.ACTION, ""));
            default ->
                Arrays.stream(Word.values())
                        .filter(it -> it.text.equals(word))
                        .map(it -> new Script(it, argument))
                        .filter(Script::argumentFits)
                        .findFirst();
        };
    }

    private boolean argumentFits() {
        if (argument.isEmpty()) {
            return true;
        }
        return switch (word) {
            case DECLINE -> has(DeclineCode.values(), argument);
            case REJECT -> has(RejectCode.values(), argument);
            case LIE -> argument.matches("amount|currency|reference|effect|state");
            default -> false;
        };
    }

    private static boolean has(Enum<?>[] values, String name) {
        return Arrays.stream(values).anyMatch(it -> it.name().equals(name.toUpperCase(Locale.ROOT)));
    }

    DeclineCode declineCode() {
        return argument.isEmpty() ? DeclineCode.DO_NOT_HONOR : DeclineCode.valueOf(argument.toUpperCase(Locale.ROOT));
    }

    RejectCode rejectCode() {
        return argument.isEmpty() ? RejectCode.INVALID_REQUEST : RejectCode.valueOf(argument.toUpperCase(Locale.ROOT));
    }
}
