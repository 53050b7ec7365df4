package io.tradewind.commerce.app.paper;

import com.google.zxing.common.BitMatrix;
import io.tradewind.commerce.shipping.label.Lettering;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.multipdf.PDFMergerUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.RenderingMode;

/**
 * Sheets of A4 that are written from top to bottom; what does not fit goes on the next sheet, below the head of its table
 * again. At the foot of each stands the paper's title and which of its sheets it is. Measures are points, places
 * are counted from where lines begin: from the left, or from the right on a sheet that is read from there. Not for many
 * threads.
 */
public final class Paper implements AutoCloseable {
    /** How wide a line can be. */
    public static final double WIDTH = 495;

    private static final double LEFT = 50;
    private static final double TOP = 50;
    private static final double BOTTOM = 778;
    private static final double FOOT = 800;
    private static final double FOOT_SIZE = 8;
    private static final double LEADING = 1.32;

    private final PDDocument document = new PDDocument();
    private final Lettering lettering;
    private final boolean rtl;
    private final List<Part> parts = new ArrayList<>();
    private Optional<Head> head = Optional.empty();
    private PDPageContentStream to;
    private double y;

    /** Sheets that are counted together. */
    private record Part(String title, List<PDPage> pages) {}

    private record Head(List<Column> columns, double size, List<String> titles) {}

    /** Begins the first sheet. */
    public Paper(String title) {
        this(title, false);
    }

    /** The same, read from right to left where that is true. */
    public Paper(String title, boolean rtl) {
        this.rtl = rtl;
        parts.add(new Part(title, new ArrayList<>()));
        lettering = new Lettering(document, rtl);
        document.getDocumentInformation().setTitle(title);
        to = sheet();
    }

    /**
     * A column of a table.
     *
     * @param x where it begins, from the edge where lines begin
     * @param end true if its cells stand at its far edge, as amounts do
     */
    public record Column(double x, double width, boolean end) {}

    private PDPageContentStream sheet() {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        parts.get(parts.size() - 1).pages().add(page);
        y = TOP;
        try {
            return new PDPageContentStream(document, page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins another sheet; a table that is not over goes on there below its head. */
    public void next() {
        write(PDPageContentStream::close);
        to = sheet();
        head.ifPresent(this::head);
    }

    /** Begins another paper, whose sheets are counted anew. */
    public void next(String title) {
        head = Optional.empty();
        parts.add(new Part(title, new ArrayList<>()));
        next();
    }

    /** Begins a table: writes its head, here and on each sheet it goes on to. It ends with {@link #end}. */
    public void table(List<Column> columns, double size, List<String> titles) {
        head = Optional.empty(); // not twice where it does not fit here
        need(4 * LEADING * size);
        head(new Head(columns, size, titles));
    }

    private void head(Head it) {
        head = Optional.empty();
        row(it.columns(), it.size(), true, it.titles());
        rule();
        head = Optional.of(it);
    }

    /** Ends a table. */
    public void end() {
        head = Optional.empty();
    }

    /** Goes down a little. */
    public void space(double points) {
        y += points;
    }

    /** How far down the pen is. */
    public double at() {
        return y;
    }

    /** Puts the pen there; to write beside what was written. */
    public void goTo(double height) {
        y = height;
    }

    /** Begins another sheet if there is less room than that. */
    public void need(double points) {
        if (y + points > BOTTOM) {
            next();
        }
    }

    /** Writes a paragraph. */
    public void text(double size, String text) {
        text(0, WIDTH, size, false, text);
    }

    /** Writes a paragraph in heavy letters. */
    public void strong(double size, String text) {
        text(0, WIDTH, size, true, text);
    }

    /** Writes a paragraph into a strip of the sheet. */
    public void text(double x, double width, double size, boolean strong, String text) {
        for (Lettering.Line line : wrapped(text, width, size)) {
            need(size * LEADING);
            y += size * LEADING;
            line(x, width, size, strong, false, line);
        }
    }

    /**
     * Writes a row of a table; its cells are wrapped, and it stays on one sheet if it fits on one.
     *
     * @return how far down it began on the sheet where it ends
     */
    public double row(List<Column> columns, double size, boolean strong, List<String> cells) {
        List<List<Lettering.Line>> wrapped = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            wrapped.add(wrapped(cells.get(i), columns.get(i).width() - 8, size));
        }
        int lines = wrapped.stream().mapToInt(List::size).max().orElse(1);
        double high = (lines * LEADING + 0.6) * size;
        if (high < BOTTOM - TOP - 3 * LEADING * size) {
            need(high);
        }
        double top = y;
        for (int line = 0; line < lines; line++) {
            if (y + size * LEADING > BOTTOM) {
                next();
                top = y;
            }
            y += size * LEADING;
            for (int i = 0; i < columns.size(); i++) {
                if (line < wrapped.get(i).size()) {
                    Column column = columns.get(i);
                    line(
                            column.x(),
                            column.width() - 8,
                            size,
                            strong,
                            column.end(),
                            wrapped.get(i).get(line));
                }
            }
        }
        y += 0.6 * size;
        return top;
    }

    /** Draws a thin line across. */
    public void rule() {
        write(it -> {
            it.setLineWidth(0.5f);
            it.moveTo((float) LEFT, fromTop(y));
            it.lineTo((float) (LEFT + WIDTH), fromTop(y));
            it.stroke();
        });
        y += 4;
    }

    /** Draws a Code 128 with its text below; only the text where such a code cannot say it. */
    public void code128(double x, double width, double height, String text) {
        if (Barcode.isDrawable(text)) {
            need(height + 14);
            BitMatrix bars = Barcode.bars(text);
            dots(bars, x, width / bars.getWidth(), height);
            y += height;
        }
        text(x, width, 9, false, text);
    }

    /** Draws a QR code of so many points across. */
    public void qr(double x, double size, String address) {
        need(size);
        BitMatrix dots = Barcode.dots(address);
        dots(dots, x, size / dots.getWidth(), size / dots.getHeight());
        y += size;
    }

    private void dots(BitMatrix dots, double x, double wide, double high) {
        write(it -> {
            for (int row = 0; row < dots.getHeight(); row++) {
                for (int column = 0; column < dots.getWidth(); column++) {
                    if (dots.get(column, row)) {
                        it.addRect(
                                (float) (left(x, wide * dots.getWidth()) + column * wide),
                                fromTop(y + (row + 1) * high),
                                (float) wide,
                                (float) high);
                    }
                }
            }
            it.fill();
        });
    }

    /** Draws a picture on a sheet of its own, as large as it fits. */
    public void picture(byte[] png, String name) {
        next();
        write(it -> {
            PDImageXObject picture = PDImageXObject.createFromByteArray(document, png, name);
            double scale = Math.min(WIDTH / picture.getWidth(), (BOTTOM - TOP) / picture.getHeight());
            float height = (float) (picture.getHeight() * scale);
            it.drawImage(picture, (float) LEFT, fromTop(TOP) - height, (float) (picture.getWidth() * scale), height);
        });
    }

    /** The sheets as a PDF, and behind them those of other PDFs, such as labels. */
    public byte[] pdf(List<byte[]> behind) {
        write(PDPageContentStream::close);
        for (Part part : parts) {
            for (int i = 0; i < part.pages().size(); i++) {
                foot(part, i);
            }
        }
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            List<PDDocument> others = new ArrayList<>();
            try {
                for (byte[] other : behind) {
                    PDDocument one = Loader.loadPDF(other);
                    others.add(one);
                    new PDFMergerUtility().appendDocument(document, one);
                }
                document.save(out);
            } finally {
                for (PDDocument one : others) {
                    one.close();
                }
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void foot(Part part, int index) {
        try {
            to = new PDPageContentStream(document, part.pages().get(index), AppendMode.APPEND, true, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String which = "\u2066" + (index + 1) + " / " + part.pages().size() + "\u2069";
        y = FOOT;
        line(0, WIDTH, FOOT_SIZE, false, false, lettering.line(part.title()));
        line(0, WIDTH, FOOT_SIZE, false, true, lettering.line(which));
        write(PDPageContentStream::close);
    }

    /** From the left: where something begins that is so wide. */
    private double left(double x, double width) {
        return LEFT + (rtl ? WIDTH - x - width : x);
    }

    private void line(double x, double width, double size, boolean strong, boolean end, Lettering.Line line) {
        boolean right = rtl ? !end : end || line.fromRight();
        double from = left(x, width) + (right ? Math.max(0, width - line.width(size)) : 0);
        write(it -> {
            it.beginText();
            it.setRenderingMode(strong ? RenderingMode.FILL_STROKE : RenderingMode.FILL);
            it.setLineWidth((float) (size / 32));
            it.newLineAtOffset((float) from, fromTop(y));
            line.show(it, size);
            it.endText();
        });
    }

    private List<Lettering.Line> wrapped(String text, double width, double size) {
        List<Lettering.Line> lines = new ArrayList<>();
        for (String paragraph : text.split("\n", -1)) {
            String rest = "";
            for (String word : paragraph.split(" ", -1)) {
                String longer = rest.isEmpty() ? word : rest + " " + word;
                if (!rest.isEmpty() && !fits(longer, width, size)) {
                    lines.add(lettering.line(rest));
                    longer = word;
                }
                rest = longer;
                while (rest.length() > 1 && !fits(rest, width, size)) {
                    int part = rest.length() - 1;
                    while (part > 1 && !fits(rest.substring(0, part), width, size)) {
                        part--;
                    }
                    lines.add(lettering.line(rest.substring(0, part)));
                    rest = rest.substring(part);
                }
            }
            lines.add(lettering.line(rest));
        }
        return lines;
    }

    private boolean fits(String text, double width, double size) {
        return lettering.line(text).width(size) <= width;
    }

    private static float fromTop(double height) {
        return (float) (PDRectangle.A4.getHeight() - height);
    }

    @FunctionalInterface
    private interface Stroke {
        void on(PDPageContentStream to) throws IOException;
    }

    private void write(Stroke stroke) {
        try {
            stroke.on(to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            document.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
