package io.tradewind.commerce.app.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals secrets with AES-256-GCM under a key derived from the installation's key file. A sealed text opens only in the
 * place it was sealed for. Safe for many threads.
 */
final class Vault {
    private static final String PURPOSE = "plugin settings";
    private static final String HMAC = "HmacSHA256";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Path keyFile;
    private final SecureRandom random = new SecureRandom();

    Vault(Path keyFile) {
        this.keyFile = keyFile;
    }

    String seal(String place, String secret) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, place).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder()
                    .encodeToString(ByteBuffer.allocate(NONCE + sealed.length)
                            .put(nonce)
                            .put(sealed)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES", e);
        }
    }

    String open(String place, String sealed) {
        try {
            byte[] bytes = Base64.getDecoder().decode(sealed);
            if (bytes.length <= NONCE) {
                throw spoilt(place);
            }
            byte[] nonce = Arrays.copyOf(bytes, NONCE);
            byte[] secret = cipher(Cipher.DECRYPT_MODE, nonce, place).doFinal(bytes, NONCE, bytes.length - NONCE);
            return new String(secret, StandardCharsets.UTF_8);
        } catch (AEADBadTagException | IllegalArgumentException notOurs) {
            throw spoilt(place);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES", e);
        }
    }

    private static IllegalArgumentException spoilt(String place) {
        return new IllegalArgumentException(
                "the secret '" + place
                        + "' in plugins.settings was sealed with another key file or was changed by hand:"
                        + " bring the commerce.key back that belongs to it, or take its line out and set it anew in the console");
    }

    private Cipher cipher(int mode, byte[] nonce, String place) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private byte[] key() throws GeneralSecurityException {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(Files.readString(keyFile).strip().getBytes(StandardCharsets.UTF_8), HMAC));
            return mac.doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the key file " + keyFile + " cannot be read", e);
        }
    }
}
