package io.tradewind.commerce.internal.world;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

    /** The key kept in a file that only its owner may read; {@code fresh} is written there if there is none yet. */
    public static MasterKey file(Path file, String fresh) {
        try {
            if (Files.notExists(file)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, fresh);
                if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                }
            }
            return new MasterKey(Files.readString(file).strip());
        } catch (IOException e) {
            throw new CommerceException(ErrorCode.BAD_CONFIGURATION, "The key file " + file + " cannot be used.", e);
        }
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
