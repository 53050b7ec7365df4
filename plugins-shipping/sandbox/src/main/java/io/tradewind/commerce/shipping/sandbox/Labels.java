package io.tradewind.commerce.shipping.sandbox;

import io.tradewind.commerce.shipping.label.LabelSheet;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.shipping.BookRequest;
import io.tradewind.commerce.spi.shipping.Label;
import io.tradewind.commerce.spi.shipping.LabelFormat;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;

/** Prints labels and lists. Equal requests give equal bytes. */
final class Labels {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford: no I, L, O, U
    private static final int LENGTH = 16;

    private Labels() {}

    /** Sixteen characters of a hash: 80 bits, so two parcels do not meet, and short enough to scan. */
    static String trackingNumber(OperationId operation, int parcel) {
        try {
            byte[] step = operation.step(parcel + 1).getBytes(StandardCharsets.US_ASCII);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(step);
            StringBuilder number = new StringBuilder("SX");
            for (int i = 0; i < LENGTH; i++) {
                number.append(ALPHABET.charAt(hash[i] & 31));
            }
            return number.toString();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }

    static Label print(BookRequest request, int index, String service, LabelFormat format) {
        String number = trackingNumber(request.call().id(), index);
        byte[] bytes = format == LabelFormat.ZPL_203
                ? zpl(request.to(), service, number).getBytes(StandardCharsets.UTF_8)
                : pdf(request, index, service, number);
        return new Label(format, bytes);
    }

    private static byte[] pdf(BookRequest request, int index, String service, String number) {
        LabelSheet label = LabelSheet.of(request, index, service, number);
        label.text(6, 91, 9, "SANDBOX - NOT A REAL LABEL");
        return label.pdf();
    }

    private static String zpl(Address to, String service, String number) {
        StringBuilder zpl = new StringBuilder("^XA^CI28");
        int y = 60;
        for (String line :
                List.of(to.name(), to.lines().get(0), to.postcode() + " " + to.city(), to.country(), service)) {
            zpl.append("^FO40,")
                    .append(y)
                    .append("^A0N,36,36^FD")
                    .append(line.replaceAll("[\\^~]", " "))
                    .append("^FS");
            y += 48;
        }
        return zpl.append("^FO40,")
                .append(y + 40)
                .append("^BY2^BCN,160,Y,N,N^FD")
                .append(number)
                .append("^FS^XZ")
                .toString();
    }

    static byte[] manifest(List<ProviderRef> shipments) {
        LabelSheet page = new LabelSheet();
        page.text(6, 10, 12, "Handed over: " + shipments.size());
        for (int i = 0; i < shipments.size() && i < 40; i++) {
            page.text(6, 18 + i * 3.1, 6, shipments.get(i).value());
        }
        return page.pdf();
    }
}
