package io.tradewind.commerce.spi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A password, key or signing secret. Prints as {@code Secret[***]}, cannot be serialised, has no equality of its own;
 * compare with {@link #matches}. Immutable and thread-safe.
 */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * Returns a secret.
     *
     * @throws IllegalArgumentException when the text is empty
     */
    public static Secret of(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("a secret is not empty");
        }
        return new Secret(value);
    }

    /** Returns the secret itself, to be handed to the provider and nobody else. */
    public String reveal() {
        return value;
    }

    /** Returns the secret as UTF-8, in a new array. */
    public byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    /** Compares with a text in time that does not depend on where they differ. */
    public boolean matches(String other) {
        return matches(other.getBytes(StandardCharsets.UTF_8));
    }

    /** Compares with bytes in time that does not depend on where they differ. */
    public boolean matches(byte[] other) {
        return MessageDigest.isEqual(bytes(), other);
    }

    @Override
    public String toString() {
        return "Secret[***]";
    }
}
