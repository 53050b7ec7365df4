package io.tradewind.commerce.app.staff;

import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One-time codes that an app on a phone shows: RFC 6238 with SHA-1, six digits and steps of 30 seconds. */
final class Totp {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final long STEP = 30;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Totp() {}

    /** A fresh secret of 160 bits in the letters of RFC 4648 base 32, without padding. */
    static String secret() {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < 32; i++) {
            letters.append(LETTERS.charAt(RANDOM.nextInt(32)));
        }
        return letters.toString();
    }

    /** What an app reads from the QR code. */
    static String address(String secret, String shop, String handle) {
        return "otpauth://totp/" + encoded(shop) + ":" + encoded(handle) + "?secret=" + secret + "&issuer="
                + encoded(shop);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * The step whose code that is, at most one before or after now, so that clocks may differ a little; only later ones
     * than {@code last}, so that no code is good twice.
     */
    static OptionalLong step(String secret, String code, Instant now, long last) {
        long here = now.getEpochSecond() / STEP;
        for (long step = here - 1; step <= here + 1; step++) {
            if (step > last && code(secret, step).equals(code)) {
                return OptionalLong.of(step);
            }
        }
        return OptionalLong.empty();
    }

    static String code(String secret, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(bytes(secret), "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int at = hash[hash.length - 1] & 0xF;
            int number = ByteBuffer.wrap(hash, at, 4).getInt() & 0x7FFFFFFF;
            return String.format(Locale.ROOT, "%06d", number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA1", e);
        }
    }

    private static byte[] bytes(String secret) {
        ByteBuffer bytes = ByteBuffer.allocate(secret.length() * 5 / 8);
        long buffer = 0;
        int bits = 0;
        for (int i = 0; i < secret.length(); i++) {
            buffer = (buffer << 5) | LETTERS.indexOf(secret.charAt(i));
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (buffer >> bits));
            }
        }
        return bytes.array();
    }
}
