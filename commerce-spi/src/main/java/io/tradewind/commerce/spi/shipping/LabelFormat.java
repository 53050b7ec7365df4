package io.tradewind.commerce.spi.shipping;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How a label is written. */
public enum LabelFormat {
    /** PDF, 105 × 148 mm. */
    PDF_A6("application/pdf", "%PDF-"),
    /** PDF, 4 × 6 inches. */
    PDF_4X6("application/pdf", "%PDF-"),
    /** Zebra printer language at 203 dots per inch. */
    ZPL_203("application/zpl", "^XA"),
    /** PNG picture. */
    PNG("image/png", "\u0089PNG\r\n\u001a\n");

    private final String mediaType;
    private final String magic;

    LabelFormat(String mediaType, String magic) {
        this.mediaType = mediaType;
        this.magic = magic;
    }

    /** Returns the media type of labels of this format. */
    public String mediaType() {
        return mediaType;
    }

    /** Returns whether content starts with the magic bytes of this format. */
    public boolean recognises(byte[] content) {
        byte[] start = magic.getBytes(StandardCharsets.ISO_8859_1);
        return content.length > start.length && Arrays.equals(content, 0, start.length, start, 0, start.length);
    }
}
