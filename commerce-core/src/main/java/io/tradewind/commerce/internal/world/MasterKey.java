package io.tradewind.commerce.internal.world;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret of an installation, kept outside the database. Every use derives a key of its own from it, so that a
 * code, a link and a test of one kind cannot serve as another. Safe for many threads.
 */
public final class MasterKey {
    private final byte[] secret;

    /** A key from at least 16 characters that nobody can guess. */
    public MasterKey(String secret) {
        if (secret.length() < 16) {
            throw new IllegalArgumentException("a secret key needs at least 16 characters");
        }
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** HMAC-SHA-256 of the data under the key of that purpose: 32 bytes. */
    public byte[] sign(String purpose, byte[] data) {
        return hmac(hmac(secret, purpose.getBytes(StandardCharsets.UTF_8)), data);
    }

    private static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[***]";
    }
}
