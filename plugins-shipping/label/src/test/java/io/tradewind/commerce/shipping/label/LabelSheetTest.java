package io.tradewind.commerce.shipping.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.oned.Code128Reader;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.shipping.BookRequest;
import io.tradewind.commerce.spi.shipping.Duties;
import io.tradewind.commerce.spi.shipping.LabelFormat;
import io.tradewind.commerce.spi.shipping.Parcel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class LabelSheetTest {
    @Test
    void what_is_written_is_read_again_in_latin_greek_and_cyrillic_letters() throws IOException {
        LabelSheet sheet = new LabelSheet();
        sheet.address(6, 26, 14, new Address("Zoë Çelik", List.of("ul. Żółta 1"), "Łódź", "", "90-001", "PL"));
        sheet.text(6, 80, 12, "Οδός Ερμού 5");
        sheet.text(6, 90, 12, "улица Лесная 7");
        assertThat(textOf(sheet.pdf()))
                .contains("Zoë Çelik", "ul. Żółta 1", "90-001 Łódź", "POLAND", "Οδός Ερμού 5", "улица Лесная 7");
    }

    @Test
    void arabic_names_stand_on_a_label_in_joined_letters() throws IOException {
        LabelSheet sheet = new LabelSheet();
        sheet.address(6, 26, 14, new Address("سارة عبد الله", List.of("شارع الملك فهد ١٢"), "Wien", "", "1010", "AT"));
        assertThat(textOf(sheet.pdf()))
                .contains("سارة عبد الله", "شارع الملك فهد ١٢", "1010 Wien")
                .doesNotContain("?");
    }

    @Test
    void arabic_letters_are_joined_and_lam_takes_alef_with_it() {
        assertThat(ArabicForms.joined("سلام")).isEqualTo("\uFEB3\uFEFC\uFEE1"); // seen, lam with alef, meem alone
        assertThat(ArabicForms.joined("بيت")).isEqualTo("\uFE91\uFEF4\uFE96");
        assertThat(ArabicForms.joined("دار")).isEqualTo("\uFEA9\uFE8D\uFEAD");
        assertThat(ArabicForms.joined("مُحَمَّد"))
                .as("marks do not part letters")
                .startsWith("\uFEE3\u064F\uFEA4");
        assertThat(ArabicForms.joined("abc 12")).isEqualTo("abc 12");
    }

    @Test
    void letters_the_face_lacks_become_question_marks_and_stop_nothing() throws IOException {
        LabelSheet sheet = new LabelSheet();
        sheet.text(6, 10, 12, "☂ 東京 Ada");
        assertThat(textOf(sheet.pdf())).contains("? ?? Ada");
    }

    @Test
    void a_long_line_is_written_smaller_and_stays_on_the_sheet() throws IOException {
        LabelSheet sheet = new LabelSheet();
        sheet.text(6, 40, 14, "A very long company name that nobody would want to engrave, Inc.");
        BufferedImage image = imageOf(sheet.pdf());
        int right = 98 * image.getWidth() / 105; // a roll is 100 mm wide
        assertThat(darkIn(image, 0, right)).isTrue();
        assertThat(darkIn(image, right, image.getWidth())).isFalse();
    }

    @Test
    void a_scanner_reads_the_bar_code() throws Exception {
        LabelSheet sheet = new LabelSheet();
        sheet.bars(8, 95, 89, 32, "TR-4711/00bX");
        BufferedImage image = imageOf(sheet.pdf());
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var source = new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels);
        assertThat(new Code128Reader()
                        .decode(new BinaryBitmap(new HybridBinarizer(source)))
                        .getText())
                .isEqualTo("TR-4711/00bX");
    }

    @Test
    void the_longest_address_and_note_stay_on_the_label_and_apart_from_what_stands_below() throws IOException {
        Address to = new Address(
                "Maximiliane-Charlotte von Habenichts-Überlinger, Verein zur Förderung der Künste",
                List.of("a".repeat(80), "b".repeat(80), "c".repeat(80), "d".repeat(80), "e".repeat(80)),
                "Frankfurt am Main-Höchst",
                "",
                "65929",
                "DE");
        String note = "Please ring twice and wait. ".repeat(7).strip();
        byte[] pdf = LabelSheet.of(booking(to, note), 0, "standard", "TR-4711").pdf();
        assertThat(textOf(pdf))
                .contains("e".repeat(80), "GERMANY", "STANDARD", "0.300 kg", "1/1", "JJ-1001", "TR-4711");
        assertThat(textOf(pdf).replaceAll("\\s+", " ")).contains(note);
        BufferedImage image = imageOf(pdf);
        assertThat(darkIn(image, 98 * image.getWidth() / 105, image.getWidth())).isFalse();
        List<Float> lines = linesOf(pdf);
        assertThat(lines).hasSize(15);
        for (int i = 1; i < lines.size(); i++) {
            assertThat(lines.get(i) - lines.get(i - 1)).as("line " + i).isGreaterThan(8);
        }
    }

    @Test
    void equal_drawings_are_equal_bytes() {
        assertThat(drawn("Ada").pdf())
                .isEqualTo(drawn("Ada").pdf())
                .isNotEqualTo(drawn("Eva").pdf());
    }

    @Test
    void what_no_bar_code_can_say_is_refused_at_once() {
        assertThatThrownBy(() -> new LabelSheet().bars(8, 95, 89, 32, "Łódź"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static BookRequest booking(Address to, String note) {
        return new BookRequest(
                new Call(new OperationId(UUID.randomUUID()), Instant.EPOCH, 1, Map.of("order", "JJ-1001")),
                new ProviderRef("quote"),
                new Address("Juniper & Jet", List.of("Karl-Heine-Str. 12"), "Leipzig", "", "04229", "DE"),
                to,
                List.of(new Parcel(300, 0, 0, 0, Money.parse("EUR 12.50"), List.of())),
                Duties.NONE,
                LabelFormat.PDF_A6,
                note);
    }

    /** How far down each line of words stands, in points. */
    private static List<Float> linesOf(byte[] pdf) throws IOException {
        TreeSet<Float> lines = new TreeSet<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            new PDFTextStripper() {
                @Override
                protected void writeString(String text, List<TextPosition> places) {
                    places.forEach(it -> lines.add(it.getYDirAdj()));
                }
            }.getText(document);
        }
        return List.copyOf(lines);
    }

    private static LabelSheet drawn(String name) {
        LabelSheet sheet = new LabelSheet();
        sheet.text(6, 10, 12, name);
        sheet.line(20);
        sheet.bars(8, 95, 89, 32, "TR1");
        return sheet;
    }

    private static String textOf(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static BufferedImage imageOf(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFRenderer(document).renderImageWithDPI(0, 203);
        }
    }

    private static boolean darkIn(BufferedImage image, int from, int to) {
        for (int x = from; x < to; x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                if ((image.getRGB(x, y) & 0xff) < 128) {
                    return true;
                }
            }
        }
        return false;
    }
}
