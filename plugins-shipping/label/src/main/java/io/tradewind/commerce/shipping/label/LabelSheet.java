package io.tradewind.commerce.shipping.label;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.oned.Code128Writer;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.shipping.BookRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/**
 * One sheet of A6, 105 × 148 mm, to draw a parcel label on; places are millimetres from the upper left, sizes of letters
 * are points. What is drawn stays 8 mm off the right edge, so that nothing is lost on a roll of 100 × 150 mm. Equal
 * drawings are equal bytes, so a label printed again is the same label. Not for many threads.
 */
public final class LabelSheet {
    private static final float POINTS_PER_MM = 72 / 25.4f;
    private static final float WIDTH_MM = 105;
    private static final float HEIGHT_MM = 148;
    private static final float LEFT_MM = 5;
    private static final float RIGHT_MM = 97;
    private static final float SMALLEST = 5;
    private static final float MM_PER_POINT = 0.47f;
    private static final int LONG_NOTE = 55;
    private static final int MANY_LINES = 6;

    private final List<Drawing> drawings = new ArrayList<>();

    /**
     * The label of one parcel: sender, receiver, what was said to the courier, service, weight, number in the shipment,
     * the shop's name for it if it has one, and the bar code of its tracking number.
     *
     * @param index which of the parcels, from 0
     */
    public static LabelSheet of(BookRequest request, int index, String service, String number) {
        Address from = request.from();
        LabelSheet label = new LabelSheet();
        label.text(6, 8, 7, from.name() + ", " + String.join(", ", from.lines()));
        label.text(6, 12, 7, (from.postcode() + " " + from.city() + " " + from.country()).strip());
        label.line(16);
        double y = label.address(6, 26, 14, request.to());
        for (String part : halves(request.note())) {
            label.text(6, y, 9, part);
            y += 4;
        }
        label.line(Math.max(y - 2, 70));
        label.text(6, 78, 12, service.toUpperCase(Locale.ROOT));
        int grams = request.parcels().get(index).grams();
        label.text(60, 78, 10, String.format(Locale.ROOT, "%.3f kg", grams / 1000.0));
        label.text(84, 78, 10, (index + 1) + "/" + request.parcels().size());
        Optional.ofNullable(request.call().metadata().get("order")).ifPresent(it -> label.text(6, 85, 9, it));
        label.bars(8, 95, 89, 32, number);
        label.text(30, 134, 11, number);
        return label;
    }

    /** A long note on two lines, parted near its middle. */
    private static List<String> halves(String note) {
        int blank = note.lastIndexOf(' ', note.length() / 2 + 8);
        if (note.length() <= LONG_NOTE || blank <= 0) {
            return note.isEmpty() ? List.of() : List.of(note);
        }
        return List.of(note.substring(0, blank), note.substring(blank + 1));
    }

    /** Writes one line, in smaller letters where it would leave the sheet. */
    public void text(double x, double y, double size, String text) {
        drawings.add((to, face) -> {
            Lettering.Line line = face.line(text);
            float room = points(RIGHT_MM - x);
            float wide = line.width(size);
            to.beginText();
            to.newLineAtOffset(points(x), fromTop(y));
            line.show(to, wide <= room ? size : Math.max(SMALLEST, size * room / wide));
            to.endText();
        });
    }

    /**
     * Writes an address, the country in English capitals, in smaller letters where it has many lines, and answers how far
     * down the next thing may start.
     */
    public double address(double x, double y, double size, Address address) {
        List<String> lines = new ArrayList<>();
        lines.add(address.name());
        lines.addAll(address.lines());
        lines.add((address.postcode() + " " + address.city() + " " + address.region()).strip());
        lines.add(new Locale("", address.country())
                .getDisplayCountry(Locale.ENGLISH)
                .toUpperCase(Locale.ROOT));
        double fitting = lines.size() > MANY_LINES ? size * MANY_LINES / lines.size() : size;
        double next = y;
        for (String line : lines) {
            text(x, next, fitting, line);
            next += fitting * MM_PER_POINT;
        }
        return next;
    }

    /** Draws a line across the sheet. */
    public void line(double y) {
        drawings.add((to, face) -> {
            to.addRect(points(LEFT_MM), fromTop(y), points(RIGHT_MM - LEFT_MM), 0.8f);
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
            Lettering face = new Lettering(document, false);
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
