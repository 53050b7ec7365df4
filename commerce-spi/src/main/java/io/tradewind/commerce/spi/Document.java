package io.tradewind.commerce.spi;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Objects;

/**
 * A file a provider made: a manifest, a customs form.
 *
 * @param name file name without path
 * @param mediaType media type, as {@code application/pdf}
 * @param bytes the content; copied on the way in and out
 */
@SuppressWarnings("ArrayRecordComponent")
public record Document(String name, String mediaType, byte[] bytes) {
    /** Copies the content and refuses an empty one. */
    public Document {
        requireNonNull(name, "name");
        requireNonNull(mediaType, "mediaType");
        bytes = bytes.clone();
        if (bytes.length == 0) {
            throw new IllegalArgumentException("a document is not empty");
        }
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Compares the content, not the array. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Document that
                && name.equals(that.name)
                && mediaType.equals(that.mediaType)
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, mediaType, Arrays.hashCode(bytes));
    }

    @Override
    public String toString() {
        return "Document[" + name + ", " + mediaType + ", " + bytes.length + " bytes]";
    }
}
