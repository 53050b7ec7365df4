package io.tradewind.commerce.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the first start of the sample store leaves in its data folder, made once and copied for whoever begins there, which
 * is much faster than another first start. {@link StartTest} makes real ones.
 */
final class SampleFolder {
    private static final Path FILLED = fill();

    private SampleFolder() {}

    /** Puts a copy into an empty folder. */
    static Path in(Path data) {
        try {
            for (Path file : files(FILLED)) {
                Files.copy(file, data.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return data;
    }

    private static Path fill() {
        try {
            Path data = Files.createTempDirectory("sample-store");
            data.toFile().deleteOnExit();
            App.start(new AppConfig(0, data, Optional.empty())).close();
            files(data).forEach(it -> it.toFile().deleteOnExit());
            return data;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
