package io.tradewind.commerce.app.print;

import io.tradewind.commerce.spi.shipping.Label;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a carrier's label into a picture, so that slip and label print from one page. */
final class LabelPicture {
    private static final Logger log = LoggerFactory.getLogger(LabelPicture.class);
    private static final float DOTS_PER_INCH = 300;
    private static final int LARGEST = 5_000_000;

    private LabelPicture() {}

    /** The label as the address of an image; empty for what only a label printer can read. */
    static Optional<String> of(Label label) {
        byte[] bytes = label.bytes();
        return switch (label.format().mediaType()) {
            case "image/png" -> Optional.of(address(bytes));
            case "application/pdf" -> bytes.length > LARGEST ? Optional.empty() : drawn(bytes);
            default -> Optional.empty();
        };
    }

    private static Optional<String> drawn(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, DOTS_PER_INCH, ImageType.BINARY);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(page, "png", out);
            return Optional.of(address(out.toByteArray()));
        } catch (IOException unreadable) { // the label can still be opened by itself
            log.warn("A label could not be drawn: {}", unreadable.getMessage());
            return Optional.empty();
        }
    }

    private static String address(byte[] png) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
    }
}
