package io.tradewind.commerce.app.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The one script of others that the shop's pages use, out of its webjar. */
final class Library {
    private static final String POM = "/META-INF/maven/org.webjars.npm/htmx.org/pom.properties";

    private Library() {}

    /** The bytes of htmx. */
    static byte[] htmx() {
        Properties pom = new Properties();
        try (InputStream in = open(POM)) {
            pom.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String path = "/META-INF/resources/webjars/htmx.org/" + pom.getProperty("version") + "/dist/htmx.min.js";
        try (InputStream in = open(path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String path) {
        InputStream in = Library.class.getResourceAsStream(path);
        if (in == null) {
            throw new IllegalStateException(path + " is missing: htmx.org belongs on the class path");
        }
        return in;
    }
}
