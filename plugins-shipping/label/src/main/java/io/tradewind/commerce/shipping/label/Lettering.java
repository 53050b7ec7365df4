package io.tradewind.commerce.shipping.label;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Bidi;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jspecify.annotations.Nullable;

/**
 * The type faces of a PDF: Liberation Sans, which PDFBox brings along, for Latin, Greek and Cyrillic letters, Noto Naskh
 * Arabic for Arabic ones. A letter that neither has loses its accents, or becomes a question mark. Not for many threads.
 */
public final class Lettering {
    private static final String LATIN = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final String ARABIC = "NotoNaskhArabic-Regular.ttf";

    private final PDDocument document;
    private final int direction;
    private final PDFont latin;
    private @Nullable PDFont arabic;

    /** For a document that is read from right to left, or from left to right; a line says by its letters if it differs. */
    public Lettering(PDDocument document, boolean rtl) {
        this.document = document;
        direction = rtl ? Bidi.DIRECTION_DEFAULT_RIGHT_TO_LEFT : Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT;
        latin = face(PDFont.class, LATIN);
    }

    private PDFont face(Class<?> beside, String name) {
        try (InputStream file = beside.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the font " + name + " is missing");
            }
            return PDType0Font.load(document, file, true);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Letters of one face, in the order they stand on paper. */
    private record Run(PDFont face, String letters) {
        float width(double size) {
            try {
                return (float) (face.getStringWidth(letters) * size / 1000);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    /** A line as it stands on paper. */
    public static final class Line {
        private final List<Run> runs;
        private final boolean fromRight;

        private Line(List<Run> runs, boolean fromRight) {
            this.runs = runs;
            this.fromRight = fromRight;
        }

        /** True if it is read from right to left. */
        public boolean fromRight() {
            return fromRight;
        }

        /** How wide it is in letters of that size; both in points. */
        public float width(double size) {
            return (float) runs.stream().mapToDouble(it -> it.width(size)).sum();
        }

        /** Writes it to where the pen of the open text is. */
        public void show(PDPageContentStream to, double size) throws IOException {
            for (Run run : runs) {
                to.setFont(run.face(), (float) size);
                to.showText(run.letters());
            }
        }
    }

    /** Sets one line: letters joined, right-to-left parts turned round. */
    public Line line(String text) {
        String plain = embedded(Normalizer.normalize(text, Normalizer.Form.NFC));
        Bidi order = new Bidi(plain.isEmpty() ? " " : plain, direction);
        int count = order.getRunCount();
        byte[] levels = new byte[count];
        Object[] parts = new Object[count];
        for (int i = 0; i < count; i++) {
            levels[i] = (byte) order.getRunLevel(i);
            String part = plain.substring(
                    Math.min(order.getRunStart(i), plain.length()), Math.min(order.getRunLimit(i), plain.length()));
            String letters = part.replaceAll("\\p{C}", "");
            parts[i] = levels[i] % 2 == 0 ? letters : turned(ArabicForms.joined(letters));
        }
        Bidi.reorderVisually(levels, 0, parts, 0, count);
        List<Run> runs = new ArrayList<>();
        for (Object part : parts) {
            runs((String) part, runs);
        }
        return new Line(runs, !order.baseIsLeftToRight());
    }

    /** What is set apart within a sentence, in the older signs for it, which Java's algorithm knows. */
    private static String embedded(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\u2066' -> out.append('\u202a');
                case '\u2067' -> out.append('\u202b');
                case '\u2068' -> out.append(beginsFromRight(text.substring(i + 1)) ? '\u202b' : '\u202a');
                case '\u2069' -> out.append('\u202c');
                default -> out.append(Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? "" : c);
            }
        }
        return out.toString();
    }

    private static boolean beginsFromRight(String text) {
        return !new Bidi(text.replaceFirst("\u2069.*", "") + " ", Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT)
                .baseIsLeftToRight();
    }

    /** The letters the other way round: marks come before what they stand on, and brackets face the other way. */
    private static String turned(String text) {
        StringBuilder turned = new StringBuilder(text).reverse();
        for (int i = 0; i < turned.length(); i++) {
            int bracket = "()[]{}<>«»".indexOf(turned.charAt(i));
            if (bracket >= 0) {
                turned.setCharAt(i, ")(][}{><»«".charAt(bracket));
            }
        }
        return turned.toString();
    }

    private void runs(String text, List<Run> runs) {
        text.codePoints().mapToObj(Character::toString).forEach(letter -> {
            Run run = run(letter);
            Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null && last.face().equals(run.face())) {
                runs.set(runs.size() - 1, new Run(last.face(), last.letters() + run.letters()));
            } else {
                runs.add(run);
            }
        });
    }

    private Run run(String letter) {
        if (has(latin, letter)) {
            return new Run(latin, letter);
        }
        if (arabic == null) {
            arabic = face(Lettering.class, ARABIC);
        }
        if (has(arabic, letter)) {
            return new Run(arabic, letter);
        }
        String plain = Normalizer.normalize(letter, Normalizer.Form.NFKD).replaceAll("\\p{M}", "");
        return new Run(latin, !plain.isEmpty() && has(latin, plain) ? plain : "?");
    }

    private static boolean has(PDFont face, String letter) {
        try {
            face.encode(letter);
            return true;
        } catch (IllegalArgumentException missing) {
            return false;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
