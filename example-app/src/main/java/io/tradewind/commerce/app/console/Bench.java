package io.tradewind.commerce.app.console;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.PickLine;
import io.tradewind.commerce.fulfillment.ScanAnswer;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges a scan and says in words what it means and what comes next. */
final class Bench {
    private Bench() {}

    /** The line to scan now: the first that is not complete. */
    static Optional<PickLine> current(FulfillmentOrder work) {
        return work.lines().stream().filter(it -> !it.isComplete()).findFirst();
    }

    /** A piece with lettering is counted only after somebody has read it; a barcode tells only then what it was. */
    static ScanResult judge(Shop shop, FulfillmentOrder work, String code, int units, boolean read) {
        if (code.isEmpty()) {
            return new ScanResult("warn", "Nothing was read", "Hold the scanner to the bar code again.", "", "");
        }
        Optional<Sku> own = work.lines().stream()
                .map(PickLine::sku)
                .filter(it -> it.value().equalsIgnoreCase(code))
                .findFirst();
        Optional<PickLine> lettered = own.flatMap(it -> work.lines().stream()
                .filter(line -> line.sku().equals(it)
                        && !line.isComplete()
                        && line.personalisation().isEngraved())
                .findFirst());
        boolean plain = own.isPresent()
                && work.lines().stream()
                        .anyMatch(line -> line.sku().equals(own.get())
                                && !line.isComplete()
                                && !line.personalisation().isEngraved());
        if (lettered.isPresent() && !plain && !read && !work.stopAsked()) {
            return question(lettered.get());
        }
        ScanAnswer answer =
                shop.fulfillment().scan(work.id(), own.map(Sku::value).orElse(code), units);
        if (answer instanceof ScanAnswer.Counted counted
                && counted.line().personalisation().isEngraved()
                && !read) {
            for (int i = 0; i < units; i++) {
                Answers.done(shop.fulfillment().unscan(work.id(), counted.line().lineId()));
            }
            return question(counted.line());
        }
        return words(work, answer);
    }

    private static ScanResult question(PickLine line) {
        return new ScanResult(
                "warn",
                "Read the lettering on the piece",
                "It must say: " + String.join(" / ", line.personalisation().engravingLines()),
                line.sku().value(),
                "");
    }

    private static ScanResult words(FulfillmentOrder before, ScanAnswer answer) {
        if (answer instanceof ScanAnswer.Counted counted) {
            PickLine line = counted.line();
            return new ScanResult(
                    "ok",
                    line.title() + " · " + counted.scanned() + " of " + counted.wanted(),
                    counted.complete() ? "All pieces are in the box. Close it." : upNext(before, line, counted),
                    "",
                    line.lineId().toString());
        } else if (answer instanceof ScanAnswer.Wrong wrong) {
            String needs = current(before).map(it -> " Scan " + name(it) + ".").orElse("");
            return bad("Wrong item. Put it back", wrong.refusal().message() + needs);
        } else if (answer instanceof ScanAnswer.Surplus surplus) {
            return bad(
                    "One too many. Put it back",
                    surplus.line().scanned() + " of " + surplus.line().quantity() + " of " + name(surplus.line())
                            + " are in the box already.");
        } else if (answer instanceof ScanAnswer.Ambiguous several) {
            return bad(
                    "Several articles have this bar code",
                    "Scan or type the article’s own number: "
                            + several.lines().stream()
                                    .map(it -> it.sku().value())
                                    .collect(Collectors.joining(" or ")) + ".");
        } else if (answer instanceof ScanAnswer.Stopped stopped) {
            return bad("Stop", "This order must not leave: " + stopped.reason());
        } else if (answer instanceof ScanAnswer.Refused refused) {
            throw new Declined(Words.sentence(refused.refusal()));
        }
        throw new IllegalStateException(answer.toString());
    }

    private static ScanResult bad(String head, String text) {
        return new ScanResult("bad", head, text, "", "");
    }

    private static String upNext(FulfillmentOrder before, PickLine done, ScanAnswer.Counted counted) {
        if (counted.scanned() < counted.wanted()) {
            return "Next: one more of the same.";
        }
        return before.lines().stream()
                .filter(it -> !it.isComplete() && !it.lineId().equals(done.lineId()))
                .findFirst()
                .map(it -> "Next: " + name(it) + ".")
                .orElse("");
    }

    static String name(PickLine line) {
        return line.title() + (line.variantName().isEmpty() ? "" : ", " + line.variantName());
    }
}
