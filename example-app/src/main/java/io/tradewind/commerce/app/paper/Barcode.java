package io.tradewind.commerce.app.paper;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.oned.Code128Writer;
import com.google.zxing.qrcode.QRCodeWriter;
import java.util.Map;
import java.util.regex.Pattern;

/** Bar codes for paper: as markup for a page, as dots for a PDF. */
public final class Barcode {
    private static final Pattern DRAWABLE = Pattern.compile("[ -~]{1,60}");

    private Barcode() {}

    /** True if Code 128 can say the text in a width that scanners like. */
    static boolean isDrawable(String text) {
        return DRAWABLE.matcher(text).matches();
    }

    /** The bars of a Code 128, in one row. */
    static BitMatrix bars(String text) {
        return new Code128Writer().encode(text, BarcodeFormat.CODE_128, 1, 1);
    }

    /** The dots of a QR code with a margin of two. */
    static BitMatrix dots(String address) {
        try {
            return new QRCodeWriter().encode(address, BarcodeFormat.QR_CODE, 1, 1, Map.of(EncodeHintType.MARGIN, 2));
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a QR code: " + address.length() + " characters", e);
        }
    }

    /** The text as Code 128, as the markup of a drawing; empty for texts that such a code cannot say. */
    public static String code128(String text) {
        if (!isDrawable(text)) {
            return "";
        }
        BitMatrix bars = bars(text);
        StringBuilder path = new StringBuilder();
        for (int x = 0; x < bars.getWidth(); x++) {
            if (bars.get(x, 0)) {
                path.append('M').append(x).append(" 0h1v40h-1z");
            }
        }
        return "<svg class=\"bars\" viewBox=\"0 0 " + bars.getWidth()
                + " 40\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><path d=\"" + path + "\"/></svg>";
    }

    /** An address of ours as a QR code, as the markup of a drawing. */
    public static String qr(String address) {
        BitMatrix dots = dots(address);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < dots.getHeight(); y++) {
            for (int x = 0; x < dots.getWidth(); x++) {
                if (dots.get(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return "<svg class=\"qr\" viewBox=\"0 0 " + dots.getWidth() + " " + dots.getHeight()
                + "\" aria-hidden=\"true\"><path d=\"" + path + "\"/></svg>";
    }
}
