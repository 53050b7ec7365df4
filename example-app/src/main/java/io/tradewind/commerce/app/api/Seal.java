package io.tradewind.commerce.app.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Closes a stored answer with what its caller has to send to get it again: whoever reads the database alone cannot open
 * it, and there is no key to keep. AES-256-GCM. Safe for many threads.
 */
final class Seal {
    private static final String MARK = "sealed:";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    /** A seal for whoever can say that again. */
    Seal(String secret) {
        key = new SecretKeySpec(HexFormat.of().parseHex(Digest.of("kept answer|" + secret)), "AES");
    }

    String close(byte[] answer) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        byte[] closed = closed(nonce, answer);
        byte[] whole = ByteBuffer.allocate(NONCE + closed.length)
                .put(nonce)
                .put(closed)
                .array();
        return MARK + Base64.getEncoder().encodeToString(whole);
    }

    /** The answer; empty if it was sealed for somebody else. One that was kept before there were seals is open. */
    Optional<byte[]> open(String kept) {
        if (!kept.startsWith(MARK)) {
            return Optional.of(kept.getBytes(StandardCharsets.UTF_8));
        }
        ByteBuffer whole = ByteBuffer.wrap(Base64.getDecoder().decode(kept.substring(MARK.length())));
        byte[] nonce = new byte[NONCE];
        byte[] closed = new byte[whole.remaining() - NONCE];
        whole.get(nonce).get(closed);
        try {
            return Optional.of(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(closed));
        } catch (AEADBadTagException another) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A kept answer cannot be opened", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private byte[] closed(byte[] nonce, byte[] text) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A kept answer cannot be sealed", e);
        }
    }
}
