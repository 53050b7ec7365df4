package io.tradewind.commerce.shipping.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.oned.Code128Reader;
import io.tradewind.commerce.spi.Address;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
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
        int right = image.getWidth() - 5 * image.getWidth() / 105;
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
