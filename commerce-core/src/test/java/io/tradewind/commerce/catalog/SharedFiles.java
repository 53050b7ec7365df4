package io.tradewind.commerce.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Real product files that are not part of the project. They are looked for where {@code TRADEWIND_DATA} says (system
 * property or environment), else in {@code ../shared/data} beside the project.
 */
final class SharedFiles {
    private SharedFiles() {}

    static Optional<byte[]> find(String name) {
        return places().map(it -> it.resolve("shopify").resolve(name))
                .filter(Files::isReadable)
                .findFirst()
                .map(SharedFiles::read);
    }

    private static Stream<Path> places() {
        return Stream.of(
                        System.getProperty("TRADEWIND_DATA"),
                        System.getenv("TRADEWIND_DATA"),
                        "../../shared/data", // seen from the module
                        "../shared/data") // seen from the root
                .filter(Objects::nonNull)
                .map(Path::of);
    }

    static byte[] sample() {
        try (InputStream in = Objects.requireNonNull(SharedFiles.class.getResourceAsStream("sample-products.csv"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
