package io.tradewind.commerce.cart;

import io.tradewind.commerce.catalog.EngravingSpec;
import io.tradewind.commerce.catalog.GiftWrapSpec;
import io.tradewind.commerce.catalog.SaleItem;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.error.TypedText;
import io.tradewind.commerce.spi.CardNumbers;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Whether a text can be made on an article. Length is counted in characters as a reader sees them (grapheme clusters),
 * so that a letter with an accent counts once however it was typed. Pure.
 */
final class PersonalisationCheck {
    private static final int LONGEST_TEXT = 4000;
    /** The break iterator of Java 17 does not know joined emoji; the pattern does, on every version. */
    private static final Pattern GRAPHEME = Pattern.compile("\\X");

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private PersonalisationCheck() {}

    /** What is wrong with it, the field and the first bad character named; empty if it can be made. */
    static Optional<Refusal> refuses(Personalisation wish, SaleItem item) {
        return engraving(wish, item).or(() -> giftWrap(wish, item));
    }

    private static Optional<Refusal> engraving(Personalisation wish, SaleItem item) {
        if (!wish.isEngraved()) {
            return Optional.empty();
        }
        if (item.engraving().isEmpty()) {
            return refusal("engraving-not-offered", "engraving", "'" + item.title() + "' cannot be engraved.");
        }
        EngravingSpec spec = item.engraving().get();
        List<String> lines = wish.engravingLines();
        if (lines.size() > spec.lines()) {
            return refusal(
                    "engraving-lines",
                    "engraving",
                    "There is room for " + count(spec.lines(), "line") + " of engraving, not " + lines.size() + ".");
        }
        Set<String> allowed = new HashSet<>(graphemes(Normalizer.normalize(spec.allowedGlyphs(), Normalizer.Form.NFC)));
        for (int i = 0; i < lines.size(); i++) {
            String field = lines.size() == 1 ? "engraving" : "engraving line " + (i + 1);
            Optional<Refusal> bad = line(lines.get(i), field, spec.maxGraphemes(), allowed);
            if (bad.isPresent()) {
                return bad;
            }
        }
        return card(String.join(" ", lines), "engraving");
    }

    private static Optional<Refusal> line(String text, String field, int longest, Set<String> allowed) {
        Optional<Refusal> bad = characters(text, field, false);
        if (bad.isPresent()) {
            return bad;
        }
        List<String> graphemes = graphemes(text);
        for (int i = 0; i < graphemes.size() && !allowed.isEmpty(); i++) {
            if (!allowed.contains(graphemes.get(i))) {
                return refusal(
                        "engraving-character",
                        field,
                        "'" + graphemes.get(i) + "' (character " + (i + 1) + ") cannot be engraved here.");
            }
        }
        return tooLong(graphemes.size(), longest, "engraving-length", field);
    }

    private static Optional<Refusal> giftWrap(Personalisation wish, SaleItem item) {
        if (!wish.isGift()) {
            return Optional.empty();
        }
        if (item.giftWrap().isEmpty()) {
            return refusal("gift-wrap-not-offered", "gift wrap", "'" + item.title() + "' is not wrapped as a gift.");
        }
        GiftWrapSpec spec = item.giftWrap().get();
        String message = wish.giftMessage().orElse("");
        return characters(message, "gift message", true)
                .or(() -> tooLong(graphemes(message).size(), spec.messageMax(), "gift-message-length", "gift message"))
                .or(() -> card(message, "gift message"));
    }

    /** Characters that nobody can see or that turn the direction of the text are refused everywhere. */
    private static Optional<Refusal> characters(String text, String field, boolean manyLines) {
        if (text.length() > LONGEST_TEXT) {
            return refusal("text-length", field, "The text is far too long.");
        }
        int position = 1;
        for (int i = 0; i < text.length(); position++) {
            int point = text.codePointAt(i);
            if (!(manyLines && point == '\n') && !visible(point)) {
                return refusal(
                        "forbidden-character",
                        field,
                        String.format(
                                Locale.ROOT,
                                "The character U+%04X (number %d) is invisible or broken and cannot stand in the %s.",
                                point,
                                position,
                                field));
            }
            i += Character.charCount(point);
        }
        return Optional.empty();
    }

    private static boolean visible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.FORMAT -> point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER;
            default -> true;
        };
    }

    private static Optional<Refusal> tooLong(int length, int longest, String code, String field) {
        return length <= longest
                ? Optional.empty()
                : refusal(
                        code,
                        field,
                        "There is room for " + count(longest, "character") + " in the " + field + ", not " + length
                                + ".");
    }

    private static Optional<Refusal> card(String text, String field) {
        return CardNumbers.contains(text) ? Optional.of(TypedText.noCards(field)) : Optional.empty();
    }

    private static List<String> graphemes(String text) {
        return GRAPHEME.matcher(text).results().map(MatchResult::group).toList();
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static Optional<Refusal> refusal(String code, String field, String message) {
        return Optional.of(Refusal.of(code, field, message));
    }
}
