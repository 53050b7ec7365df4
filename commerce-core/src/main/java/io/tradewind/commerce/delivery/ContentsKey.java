package io.tradewind.commerce.delivery;

import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Internal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fingerprints of what an option was quoted for, so that it is not bought for something else. */
@Internal
public final class ContentsKey {
    private ContentsKey() {}

    /** Of goods and quantities, in any order; 64 characters. */
    public static String of(List<ContentItem> items) {
        Map<String, Long> quantities = new TreeMap<>();
        for (ContentItem item : items) {
            quantities.merge(item.sku().value() + "|" + item.makingTime(), (long) item.quantity(), Long::sum);
        }
        return sha256(quantities.toString());
    }

    /** Of the place an address means; the name of the receiver is no part of it. */
    static String of(Address address) {
        return sha256(String.join(
                "\n",
                address.country(),
                address.region(),
                Postcodes.plain(address.postcode()),
                address.city(),
                String.join("\n", address.lines())));
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
