package io.tradewind.commerce.catalog;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * A number for a variant that has none: the slug and the option values, readable where possible. The same product and
 * options always give the same number, so that a file imported twice finds its variants again.
 */
final class GeneratedSku {
    private static final int HASH = 8;

    private GeneratedSku() {}

    /** The number; carries a hash where the readable form is too long, loses something, or is taken. */
    static String of(String slug, List<String> options, Predicate<String> taken) {
        String whole = slug + (options.isEmpty() ? "" : "." + String.join(".", options));
        String upper = whole.toUpperCase(Locale.ROOT).replace(' ', '-');
        String readable = upper.replaceAll("[^A-Z0-9._-]", "");
        boolean exact = readable.equals(upper) && readable.length() <= Sku.MAX;
        return exact && !taken.test(readable) ? readable : hashed(readable, whole);
    }

    private static String hashed(String readable, String whole) {
        String head = readable.substring(0, Math.min(readable.length(), Sku.MAX - HASH - 1))
                .replaceAll("[._-]+$", "");
        return (head.isEmpty() ? "" : head + "-") + hash(whole);
    }

    private static String hash(String text) {
        try {
            byte[] all = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(all).substring(0, HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
