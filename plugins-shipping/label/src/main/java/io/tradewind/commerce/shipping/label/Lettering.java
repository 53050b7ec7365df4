package io.tradewind.commerce.shipping.label;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The type face of a label, Liberation Sans as PDFBox brings it along: Latin, Greek and Cyrillic letters. What it does
 * not have loses its accents, or becomes a question mark.
 */
final class Lettering {
    private static final String FACE = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final PDFont font;

    Lettering(PDDocument document) throws IOException {
        try (InputStream face = PDFont.class.getResourceAsStream(FACE)) {
            if (face == null) {
                throw new IOException("PDFBox comes without " + FACE);
            }
            font = PDType0Font.load(document, face, true);
        }
    }

    PDFont font() {
        return font;
    }

    /** The text in letters this face has. */
    String writable(String text) {
        StringBuilder known = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC)
                .codePoints()
                .mapToObj(Character::toString)
                .map(this::writableLetter)
                .forEach(known::append);
        return known.toString();
    }

    private String writableLetter(String letter) {
        if (has(letter)) {
            return letter;
        }
        String plain = Normalizer.normalize(letter, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return !plain.isEmpty() && has(plain) ? plain : "?";
    }

    private boolean has(String letter) {
        try {
            font.encode(letter);
            return true;
        } catch (IllegalArgumentException missing) {
            return false;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** How wide a text is, in points. */
    float width(String writable, float size) {
        try {
            return font.getStringWidth(writable) * size / 1000;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
