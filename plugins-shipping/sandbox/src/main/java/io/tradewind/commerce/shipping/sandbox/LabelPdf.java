package io.tradewind.commerce.shipping.sandbox;

import io.tradewind.commerce.spi.Address;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes one page of PDF, 105 × 148 mm: text in Helvetica, lines, bar codes. Just enough of PDF 1.4 (ISO 32000-1) for a
 * label: no dates and no random ids, so equal content is equal bytes. Helvetica needs no embedding but knows Western
 * letters only; others lose their accents or become a question mark. Millimetres are measured from the upper left.
 */
final class LabelPdf {
    private static final double POINTS_PER_MM = 72 / 25.4;
    private static final double HEIGHT_MM = 148;
    /** Letters with a stroke are no letter plus accent to Unicode. */
    private static final String STROKED = "ŁłĐđĦħŦŧı";

    private static final String UNSTROKED = "LlDdHhTti";
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private final StringBuilder content = new StringBuilder();

    void text(double x, double y, int size, String text) {
        content.append(String.format(
                Locale.ROOT, "BT /F1 %d Tf %.2f %.2f Td <%s> Tj ET\n", size, points(x), fromBottom(y), hex(text)));
    }

    /** Writes an address and returns where the next thing may start. */
    double address(double x, double y, int size, Address address) {
        List<String> lines = new ArrayList<>();
        lines.add(address.name());
        lines.addAll(address.lines());
        lines.add((address.postcode() + " " + address.city() + " " + address.region()).strip());
        lines.add(new Locale("", address.country())
                .getDisplayCountry(Locale.ENGLISH)
                .toUpperCase(Locale.ROOT));
        double next = y;
        for (String line : lines) {
            int fitting = line.length() > 34 ? size * 34 / line.length() : size;
            text(x, next, Math.max(6, fitting), line);
            next += size * 0.47;
        }
        return next;
    }

    void line(double y) {
        content.append(String.format(Locale.ROOT, "%.2f %.2f %.2f 0.8 re f\n", points(5), fromBottom(y), points(95)));
    }

    /** Draws a bar code of printable ASCII into a box. */
    void bars(double x, double y, double width, double height, String text) {
        String widths = Code128.widths(text);
        int modules = widths.chars().map(it -> it - '0').sum();
        double module = points(width) / modules;
        double at = points(x);
        for (int i = 0; i < widths.length(); i++) {
            double wide = (widths.charAt(i) - '0') * module;
            if (i % 2 == 0) {
                content.append(String.format(
                        Locale.ROOT, "%.3f %.2f %.3f %.2f re f\n", at, fromBottom(y + height), wide, points(height)));
            }
            at += wide;
        }
    }

    private static double points(double mm) {
        return mm * POINTS_PER_MM;
    }

    private static double fromBottom(double mm) {
        return points(HEIGHT_MM - mm);
    }

    private static String hex(String text) {
        StringBuilder hex = new StringBuilder();
        for (byte each : western(text)) {
            hex.append(String.format(Locale.ROOT, "%02x", each));
        }
        return hex.toString();
    }

    private static byte[] western(String text) {
        StringBuilder known = new StringBuilder();
        text.codePoints().mapToObj(Character::toString).forEach(it -> {
            boolean direct = WESTERN.newEncoder().canEncode(it);
            known.append(direct ? it : plain(it));
        });
        return known.toString().getBytes(WESTERN);
    }

    private static String plain(String letter) {
        int stroked = STROKED.indexOf(letter);
        return stroked < 0
                ? Normalizer.normalize(letter, Normalizer.Form.NFD).replaceAll("\\p{M}", "")
                : UNSTROKED.substring(stroked, stroked + 1);
    }

    byte[] bytes() {
        List<String> objects = List.of(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 297.64 419.53] /Contents 5 0 R"
                        + " /Resources << /Font << /F1 4 0 R >> >> >>",
                "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
                "<< /Length " + content.length() + " >>\nstream\n" + content + "endstream");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(out, "%PDF-1.4\n");
        StringBuilder table = new StringBuilder("0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            table.append(String.format(Locale.ROOT, "%010d 00000 n \n", out.size()));
            write(out, (i + 1) + " 0 obj\n" + objects.get(i) + "\nendobj\n");
        }
        int start = out.size();
        int size = objects.size() + 1;
        write(out, "xref\n0 " + size + "\n" + table);
        write(out, "trailer\n<< /Size " + size + " /Root 1 0 R >>\nstartxref\n" + start + "\n%%EOF\n");
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
