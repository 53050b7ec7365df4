package io.tradewind.commerce.cart;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is done to the units of a line: text engraved on them, gift wrap with a message. Text is kept as text, in
 * Unicode's composed form (NFC) and without blanks at either end; whether it can be made is checked when it is put into
 * a cart. Immutable.
 *
 * @param engravingLines the lines of text; empty for no engraving
 * @param giftMessage the message that goes with the gift wrap, empty for none; absent for no gift wrap
 */
public record Personalisation(List<String> engravingLines, Optional<String> giftMessage) {
    /** Nothing is done. */
    public static final Personalisation NONE = new Personalisation(List.of(), Optional.empty());

    /** Tidies the text; blank lines at the end are left out. */
    public Personalisation {
        List<String> lines = new ArrayList<>(
                engravingLines.stream().map(Personalisation::tidy).toList());
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        engravingLines = List.copyOf(lines);
        giftMessage = giftMessage.map(it -> tidy(it.replace("\r\n", "\n").replace('\r', '\n')));
    }

    /** These lines of text are engraved. */
    public static Personalisation engraving(String... lines) {
        return new Personalisation(List.of(lines), Optional.empty());
    }

    /** Gift wrap with that message; an empty one for none. */
    public static Personalisation giftWrap(String message) {
        return new Personalisation(List.of(), Optional.of(message));
    }

    /** Both: what the other one says wins where both say something. */
    public Personalisation and(Personalisation other) {
        return new Personalisation(
                other.isEngraved() ? other.engravingLines : engravingLines,
                other.giftMessage.isPresent() ? other.giftMessage : giftMessage);
    }

    /** True if something is engraved. */
    public boolean isEngraved() {
        return !engravingLines.isEmpty();
    }

    /** True if it is wrapped as a gift. */
    public boolean isGift() {
        return giftMessage.isPresent();
    }

    /** True if nothing is done. */
    public boolean isNone() {
        return !isEngraved() && !isGift();
    }

    private static String tidy(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).strip();
    }
}
