package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.error.Refusal;
import java.util.List;
import java.util.stream.Collectors;

/** What a scanned code means for the work at hand. */
public sealed interface ScanAnswer {
    /**
     * The unit belongs here and was counted.
     *
     * @param line what was scanned
     * @param scanned units of the line that lie in the box now
     * @param wanted units of the line in all
     * @param complete true if this was the last unit of the whole work
     */
    record Counted(PickLine line, int scanned, int wanted, boolean complete) implements ScanAnswer {}

    /**
     * It does not belong here; put it back. Nothing was counted.
     *
     * @param refusal names what the code belongs to
     */
    record Wrong(Refusal refusal) implements ScanAnswer {}

    /**
     * It belongs here, but so many units of it are not wanted any more; nothing was counted.
     *
     * @param line the line, as far as it is packed
     */
    record Surplus(PickLine line) implements ScanAnswer {}

    /**
     * The barcode is on several articles of this work, so that nobody can tell which was taken; nothing was counted.
     * Scan the article's own number instead.
     *
     * @param code what was scanned
     * @param lines one line of each of the articles
     */
    record Ambiguous(String code, List<PickLine> lines) implements ScanAnswer {
        /** Copies the lines. */
        public Ambiguous {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Somebody wants this not to leave: confirm the stop, or say that it is too late.
     *
     * @param reason why
     */
    record Stopped(String reason) implements ScanAnswer {}

    /** It cannot be scanned now, for instance because somebody else has claimed it. */
    record Refused(Refusal refusal) implements ScanAnswer {}

    /** The counted unit, or an exception that says why it was not counted. */
    default Counted orThrow() {
        if (this instanceof Counted counted) {
            return counted;
        } else if (this instanceof Wrong wrong) {
            throw wrong.refusal().asException();
        } else if (this instanceof Surplus surplus) {
            throw Refusal.of(
                            "surplus",
                            surplus.line().scanned() + " of " + surplus.line().quantity() + " units of "
                                    + surplus.line().sku() + " lie in the box: no more are wanted.")
                    .asException();
        } else if (this instanceof Ambiguous ambiguous) {
            throw Refusal.of(
                            "ambiguous-code",
                            "code",
                            ambiguous.code() + " is on several articles: "
                                    + ambiguous.lines().stream()
                                            .map(it -> it.sku().value())
                                            .collect(Collectors.joining(", "))
                                    + "; scan the article's number instead.")
                    .asException();
        } else if (this instanceof Stopped stopped) {
            throw Refusal.of("stopped", "Stop: " + stopped.reason()).asException();
        } else if (this instanceof Refused refused) {
            throw refused.refusal().asException();
        }
        throw new IllegalStateException(toString());
    }
}
