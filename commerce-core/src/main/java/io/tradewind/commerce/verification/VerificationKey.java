package io.tradewind.commerce.verification;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Internal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key under which codes and numbers are hashed. It lives outside the database, so that a copy of the database alone
 * gives no code away. All processes of a shop need the same one. Safe for many threads; prints nothing of itself.
 */
@Internal
public final class VerificationKey {
    private static final String HMAC = "HmacSHA256";
    private static final int SHORTEST = 16;

    private final SecretKeySpec key;

    private VerificationKey(byte[] bytes) {
        this.key = new SecretKeySpec(bytes, HMAC);
    }

    /** A key from a secret of at least 16 characters. */
    public static VerificationKey of(String secret) {
        if (secret.length() < SHORTEST) {
            throw new CommerceException(
                    ErrorCode.BAD_CONFIGURATION,
                    "The secret for verification codes is shorter than " + SHORTEST
                            + " characters. Fix: use at least that many random ones, the same in every process.");
        }
        return new VerificationKey(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** A key that lives as long as this process: codes sent before a restart must be asked for again. */
    public static VerificationKey random(World world) {
        return of(world.token() + world.token());
    }

    /** The key kept in a file that only its owner may read; made there if it is missing. */
    public static VerificationKey file(Path file, World world) {
        try {
            if (Files.notExists(file)) {
                Path folder = file.toAbsolutePath().getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                Files.writeString(file, world.token() + world.token());
                if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                }
            }
            return of(Files.readString(file).strip());
        } catch (IOException e) {
            throw new CommerceException(
                    ErrorCode.BAD_CONFIGURATION, "The key file " + file + " for verification codes cannot be used.", e);
        }
    }

    /** Keyed hash of some parts, 32 bytes; parts cannot run into each other. */
    byte[] hash(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update((byte) (part.length >>> 8));
                mac.update((byte) part.length);
                mac.update(part);
            }
            return mac.doFinal();
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    @Override
    public String toString() {
        return "VerificationKey[***]";
    }
}
