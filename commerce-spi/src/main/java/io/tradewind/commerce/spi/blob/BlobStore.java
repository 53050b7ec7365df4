package io.tradewind.commerce.spi.blob;

import io.tradewind.commerce.spi.Experimental;
import io.tradewind.commerce.spi.Provider;
import java.io.IOException;
import java.util.Optional;

/**
 * Keeps bytes under their SHA-256. Immutable content: putting the same twice is once. Remote, safe for many threads.
 *
 * <p>The core asks no provider of this role yet: an account of it cannot be configured.
 */
@Experimental
public interface BlobStore extends Provider {
    /**
     * Keeps bytes.
     *
     * @param sha256 64 lower-case hex digits, the hash of the content
     * @param content the bytes
     * @throws IOException when the store cannot be reached; the core tries again
     */
    void put(String sha256, byte[] content) throws IOException;

    /**
     * Returns bytes, or empty when there are none.
     *
     * @throws IOException when the store cannot be reached
     */
    Optional<byte[]> get(String sha256) throws IOException;

    /**
     * Forgets bytes; unknown ones are ignored.
     *
     * @throws IOException when the store cannot be reached; the core tries again
     */
    void delete(String sha256) throws IOException;
}
