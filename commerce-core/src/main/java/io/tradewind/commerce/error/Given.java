package io.tradewind.commerce.error;

import io.tradewind.commerce.spi.Internal;
import org.jspecify.annotations.Nullable;

/** Says by name what a caller left out: null is never a key, a text or an article number. */
@Internal
public final class Given {
    private Given() {}

    /** The value; null is refused. */
    public static <T> T value(String field, @Nullable T value) {
        if (value == null) {
            throw CommerceException.badArgument(field, "null", "a value is needed");
        }
        return value;
    }

    /** A caller's name for a wish, by which the same wish again is known. */
    public static String key(@Nullable String key, int most) {
        if (key == null || key.isBlank() || key.length() > most) {
            throw CommerceException.badArgument("key", String.valueOf(key), "1 to " + most + " characters are needed");
        }
        return key;
    }
}
