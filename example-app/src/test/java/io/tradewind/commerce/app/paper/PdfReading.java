package io.tradewind.commerce.app.paper;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.Result;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.GenericMultipleBarcodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** Reads a PDF as people and scanners do. */
public final class PdfReading {
    private static final int DOTS_PER_INCH = 200;

    private PdfReading() {}

    /** The words on all sheets, from the top. */
    public static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper words = new PDFTextStripper();
            words.setSortByPosition(true);
            return words.getText(document);
        }
    }

    /** The words of each sheet. */
    public static List<String> sheets(byte[] pdf) throws IOException {
        List<String> sheets = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            for (int sheet = 1; sheet <= document.getNumberOfPages(); sheet++) {
                PDFTextStripper words = new PDFTextStripper();
                words.setSortByPosition(true);
                words.setStartPage(sheet);
                words.setEndPage(sheet);
                sheets.add(words.getText(document));
            }
        }
        return sheets;
    }

    /** How far from the left edge that letter stands where it comes first. */
    public static float left(byte[] pdf, String letter) throws IOException {
        return places(pdf, letter).get(0).getXDirAdj();
    }

    /** How far from the left edge that letter ends where it stands farthest. */
    public static double right(byte[] pdf, String letter) throws IOException {
        return places(pdf, letter).stream()
                .mapToDouble(it -> it.getXDirAdj() + it.getWidthDirAdj())
                .max()
                .orElseThrow();
    }

    private static List<TextPosition> places(byte[] pdf, String letter) throws IOException {
        List<TextPosition> found = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDFTextStripper reader = new PDFTextStripper() {
                @Override
                protected void writeString(String text, List<TextPosition> places) {
                    places.stream().filter(it -> it.getUnicode().equals(letter)).forEach(found::add);
                }
            };
            reader.getText(document);
        }
        return found;
    }

    /** What the bar codes and QR codes on the first sheet say. */
    public static List<String> codes(byte[] pdf) throws IOException {
        BufferedImage page;
        try (PDDocument document = Loader.loadPDF(pdf)) {
            page = new PDFRenderer(document).renderImageWithDPI(0, DOTS_PER_INCH);
        }
        int[] dots = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
        TreeSet<String> found = new TreeSet<>();
        for (BarcodeFormat format : List.of(BarcodeFormat.CODE_128, BarcodeFormat.QR_CODE)) {
            BinaryBitmap picture = new BinaryBitmap(
                    new HybridBinarizer(new RGBLuminanceSource(page.getWidth(), page.getHeight(), dots)));
            try {
                Result[] results = new GenericMultipleBarcodeReader(new MultiFormatReader())
                        .decodeMultiple(
                                picture,
                                Map.of(
                                        DecodeHintType.POSSIBLE_FORMATS,
                                        List.of(format),
                                        DecodeHintType.TRY_HARDER,
                                        true));
                Arrays.stream(results).map(Result::getText).forEach(found::add);
            } catch (NotFoundException none) {
                // A page without a bar code of this kind.
            }
        }
        return List.copyOf(found);
    }
}
