package io.tradewind.commerce.internal.world;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The one secret of an installation, kept outside the database. Every use derives a key of its own from it, so that a
 * code, a link and a test of one kind cannot serve as another. Safe for many threads.
 */
public final class MasterKey {
    /** The name of its file beside an embedded database. */
    public static final String FILE = "commerce.key";

    private static final String HMAC = "HmacSHA256";
    private static final int SHORTEST = 16;

    private final byte[] secret;
    private final Map<String, SecretKeySpec> keys = new ConcurrentHashMap<>();

    /** A key from at least 16 characters that nobody can guess. */
    public MasterKey(String secret) {
        if (secret.length() < SHORTEST) {
            throw new CommerceException(
                    ErrorCode.BAD_CONFIGURATION,
                    "The secret key is shorter than " + SHORTEST
                            + " characters. Fix: use at least that many random ones, the same in every process.");
        }
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** The key kept in a file that only its owner may read; {@code fresh} is written there if there is none yet. */
    public static MasterKey file(Path file, String fresh) {
        try {
            if (Files.notExists(file)) {
                Path folder = file.toAbsolutePath().getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
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

    /** HMAC-SHA-256 under the key of that purpose: 32 bytes. Parts cannot run into each other. */
    public byte[] sign(String purpose, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(keys.computeIfAbsent(purpose, this::derived));
            for (byte[] part : parts) {
                mac.update((byte) (part.length >>> 8));
                mac.update((byte) part.length);
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    private SecretKeySpec derived(String purpose) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return new SecretKeySpec(mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8)), HMAC);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    @Override
    public String toString() {
        return "MasterKey[***]";
    }
}
