package io.tradewind.commerce.message;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Properties;

/** Reads UTF-8 property files that lie beside a class. */
final class WordFiles {
    private WordFiles() {}

    static Properties read(Class<?> beside, String name, Locale language) {
        String file = name + "_" + language.getLanguage() + ".properties";
        try (InputStream in = beside.getResourceAsStream(file)) {
            if (in == null) {
                throw new CommerceException(
                        ErrorCode.BAD_CONFIGURATION,
                        "There is no file " + file + " with the words of messages beside " + beside.getName() + ".");
            }
            Properties all = new Properties();
            all.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
