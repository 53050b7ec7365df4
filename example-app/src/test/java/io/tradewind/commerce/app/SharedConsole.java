package io.tradewind.commerce.app;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One store, and an administrator who is signed in, for all tests of the console that share it. */
final class SharedConsole implements BeforeAllCallback {
    @SuppressWarnings("NullAway.Init") // the extension opens it before any test asks
    private static Opened opened;

    private record Opened(ConsoleStore store, StaffBrowser staff, Path data) implements AutoCloseable {
        static Opened open() {
            try {
                Path data = Files.createTempDirectory("console");
                ConsoleStore store = ConsoleStore.open(data);
                return new Opened(store, StaffBrowser.signedIn(store.app), data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            store.close();
            try (Stream<Path> files = Files.walk(data)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        opened = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedConsole.class))
                .getOrComputeIfAbsent("console", key -> Opened.open(), Opened.class);
    }

    static ConsoleStore store() {
        return opened.store();
    }

    static StaffBrowser staff() {
        return opened.staff();
    }

    static Path data() {
        return opened.data();
    }
}
