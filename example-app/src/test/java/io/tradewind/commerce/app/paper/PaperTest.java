package io.tradewind.commerce.app.paper;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.Test;

/** What stands on paper is read back from the PDF, and its bar codes as a scanner reads them. */
class PaperTest {
    @Test
    void german_arabic_greek_and_mixed_lines_are_read_back_as_they_were_written() throws IOException {
        List<String> lines = List.of(
                "Jörg Müller-Weiß, Körnerstraße 14 · 12,50 €",
                "سارة عبد الله",
                "شارع الملك فهد ١٢",
                "Ελένη Παπαδοπούλου, Жанна, Šárka, Łódź",
                "Geschenk: كل عام وأنت بخير");
        byte[] pdf;
        try (Paper paper = new Paper("Test")) {
            lines.forEach(it -> paper.text(12, it));
            pdf = paper.pdf(List.of());
        }
        assertThat(PdfReading.text(pdf).lines().map(String::strip))
                .startsWith(lines.toArray(String[]::new))
                .hasSize(lines.size() + 1);
        show(pdf, "paper-scripts");
    }

    @Test
    void on_a_sheet_from_right_to_left_lines_begin_there_and_amounts_read_from_the_left() throws IOException {
        byte[] pdf;
        try (Paper paper = new Paper("Test", true)) {
            paper.row(
                    List.of(new Paper.Column(0, 300, false), new Paper.Column(400, 95, true)),
                    10,
                    false,
                    List.of("Bottle المجموع", "\u206612.50 €\u2069"));
            pdf = paper.pdf(List.of());
        }
        assertThat(PdfReading.text(pdf)).contains("12.50 €", "المجموع");
        assertThat(PdfReading.left(pdf, "1"))
                .isLessThan(PdfReading.left(pdf, "€"))
                .isLessThan(100);
        assertThat(PdfReading.left(pdf, "B")).isGreaterThan(400);
    }

    @Test
    void what_no_face_has_loses_its_accents_or_becomes_a_question_mark() throws IOException {
        try (Paper paper = new Paper("Test")) {
            paper.text(12, "Ꞡ中 ok");
            assertThat(PdfReading.text(paper.pdf(List.of()))).contains("? ok");
        }
    }

    @Test
    void long_tables_go_on_below_their_head_and_each_sheet_says_which_it_is() throws IOException {
        List<Paper.Column> columns = List.of(new Paper.Column(0, 60, true), new Paper.Column(60, 200, false));
        byte[] pdf;
        try (Paper paper = new Paper("Invoice 17")) {
            paper.table(columns, 9, List.of("Qty", "Item"));
            for (int i = 0; i < 80; i++) {
                paper.row(columns, 10, false, List.of(String.valueOf(i), "cup " + i));
            }
            paper.end();
            paper.next("Invoice 18");
            paper.text(10, "another");
            pdf = paper.pdf(List.of());
        }
        List<String> sheets = PdfReading.sheets(pdf);
        assertThat(sheets).hasSize(4);
        assertThat(sheets.subList(0, 3)).allSatisfy(it -> assertThat(it).containsOnlyOnce("Qty Item"));
        assertThat(sheets.get(0)).contains("cup 0\n", "Invoice 17", "1 / 3");
        assertThat(sheets.get(2)).contains("cup 79\n", "Invoice 17", "3 / 3");
        assertThat(sheets.get(3)).contains("another", "Invoice 18", "1 / 1").doesNotContain("Qty");
    }

    @Test
    void long_words_are_broken_wherever_they_stand_and_rows_that_no_sheet_holds_go_on() throws IOException {
        List<Paper.Column> columns = List.of(new Paper.Column(0, 200, false), new Paper.Column(200, 60, true));
        byte[] pdf;
        try (Paper paper = new Paper("Test")) {
            paper.row(columns, 10, false, List.of("x".repeat(60) + " end", "19 %"));
            paper.row(columns, 10, false, List.of("line\n".repeat(99) + "last", "7 %"));
            pdf = paper.pdf(List.of());
        }
        assertThat(PdfReading.right(pdf, "x")).as("stays in its column").isLessThan(50 + 200);
        assertThat(PdfReading.text(pdf).split("\\bline\\b", -1)).hasSize(100);
        assertThat(PdfReading.sheets(pdf)).hasSize(2);
        assertThat(PdfReading.sheets(pdf).get(1)).contains("last");
    }

    @Test
    void bar_codes_are_read_by_a_scanner() throws IOException {
        byte[] pdf;
        try (Paper paper = new Paper("Test")) {
            paper.code128(300, 160, 34, "JJ-1001");
            paper.space(40);
            paper.qr(380, 75, "https://shop.example/o/uQ3k7");
            pdf = paper.pdf(List.of());
        }
        assertThat(PdfReading.codes(pdf)).containsExactlyInAnyOrder("JJ-1001", "https://shop.example/o/uQ3k7");
        assertThat(PdfReading.text(pdf)).contains("JJ-1001");
    }

    private static void show(byte[] pdf, String name) throws IOException {
        Path shots = Files.createDirectories(Path.of("target", "screenshots"));
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 80);
            ImageIO.write(page, "png", shots.resolve(name + ".png").toFile());
        }
    }
}
