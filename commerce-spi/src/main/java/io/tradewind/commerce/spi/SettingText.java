package io.tradewind.commerce.spi;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.function.Function;
import org.joda.money.Money;

/** Reads the text of a setting as another kind of value. */
final class SettingText {
    private SettingText() {}

    static URI uri(String name, String text) {
        return read(name, text, "a URI as https://example.org", URI::create);
    }

    static int integer(String name, String text) {
        return read(name, text, "a whole number", it -> Integer.valueOf(it));
    }

    static Duration duration(String name, String text) {
        return read(name, text, "a duration as PT30M or P14D", Duration::parse);
    }

    static Money money(String name, String text) {
        return read(name, text, "an amount as EUR 4.90", Money::parse);
    }

    private static <T> T read(String name, String text, String form, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException notOfThatForm) {
            // the text itself stays out of the message: it may have been put into the wrong field
            throw new ConfigurationException(name, "is not " + form, "write it as " + form);
        }
    }
}
