package io.tradewind.commerce.shipping.label;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.oned.Code128Writer;
import io.tradewind.commerce.spi.Address;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * One sheet of A6, 105 × 148 mm, to draw a parcel label on; places are millimetres from the upper left, sizes of letters
 * are points. Equal drawings are equal bytes, so a label printed again is the same label. Not for many threads.
 */
public final class LabelSheet {
    private static final float POINTS_PER_MM = 72 / 25.4f;
    private static final float WIDTH_MM = 105;
    private static final float HEIGHT_MM = 148;
    private static final float MARGIN_MM = 5;
    private static final float SMALLEST = 5;

    private final List<Drawing> drawings = new ArrayList<>();

    /** Writes one line, in smaller letters where it would leave the sheet. */
    public void text(double x, double y, double size, String text) {
        drawings.add((to, face) -> {
            String written = face.writable(text);
            float room = points(WIDTH_MM - MARGIN_MM - x);
            float wide = face.width(written, (float) size);
            float fitting = wide <= room ? (float) size : Math.max(SMALLEST, (float) size * room / wide);
            to.beginText();
            to.setFont(face.font(), fitting);
            to.newLineAtOffset(points(x), fromTop(y));
            to.showText(written);
            to.endText();
        });
    }

    /** Writes an address, the country in English capitals, and answers how far down the next thing may start. */
    public double address(double x, double y, double size, Address address) {
        List<String> lines = new ArrayList<>();
        lines.add(address.name());
        lines.addAll(address.lines());
        lines.add((address.postcode() + " " + address.city() + " " + address.region()).strip());
        lines.add(new Locale("", address.country())
                .getDisplayCountry(Locale.ENGLISH)
                .toUpperCase(Locale.ROOT));
        double next = y;
        for (String line : lines) {
            text(x, next, size, line);
            next += size * 0.47;
        }
        return next;
    }

    /** Draws a line across the sheet. */
    public void line(double y) {
        drawings.add((to, face) -> {
            to.addRect(points(MARGIN_MM), fromTop(y), points(WIDTH_MM - 2 * MARGIN_MM), 0.8f);
            to.fill();
        });
    }

    /**
     * Draws a Code 128 (ISO/IEC 15417) into a box.
     *
     * @throws IllegalArgumentException if the text is empty, longer than 80 characters or not ASCII
     */
    public void bars(double x, double y, double width, double height, String text) {
        BitMatrix bars = new Code128Writer().encode(text, BarcodeFormat.CODE_128, 1, 1);
        float module = points(width) / bars.getWidth();
        drawings.add((to, face) -> {
            for (int i = 0; i < bars.getWidth(); i++) {
                if (bars.get(i, 0)) {
                    to.addRect(points(x) + i * module, fromTop(y + height), module, points(height));
                }
            }
            to.fill();
        });
    }

    /** The sheet as a PDF. */
    public byte[] pdf() {
        try (PDDocument document = new PDDocument()) {
            document.setDocumentId(1L);
            PDPage page = new PDPage(new PDRectangle(points(WIDTH_MM), points(HEIGHT_MM)));
            document.addPage(page);
            Lettering face = new Lettering(document);
            try (PDPageContentStream to = new PDPageContentStream(document, page)) {
                for (Drawing drawing : drawings) {
                    drawing.draw(to, face);
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out, CompressParameters.NO_COMPRESSION);
            return out.toByteArray();
        } catch (IOException broken) {
            throw new UncheckedIOException("The label could not be drawn.", broken);
        }
    }

    private static float points(double mm) {
        return (float) mm * POINTS_PER_MM;
    }

    private static float fromTop(double mm) {
        return points(HEIGHT_MM - mm);
    }

    @FunctionalInterface
    private interface Drawing {
        void draw(PDPageContentStream to, Lettering face) throws IOException;
    }
}
