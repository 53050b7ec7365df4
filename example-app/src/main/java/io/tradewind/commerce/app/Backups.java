package io.tradewind.commerce.app;

import io.tradewind.commerce.Commerce;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies of everything the store keeps in its data folder, while it is open: one at each start and each day, the newest
 * fourteen are kept. What lies in PostgreSQL is left to PostgreSQL's own tools.
 */
final class Backups implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Backups.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final int KEPT = 14;

    private final Commerce commerce;
    private final AppConfig config;
    private final Path folder;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "backups");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Copies into that folder.
     *
     * @throws IllegalArgumentException if nothing can be written there
     */
    Backups(Commerce commerce, AppConfig config, Path folder) {
        this.commerce = commerce;
        this.config = config;
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IllegalArgumentException("BACKUP_DIR is '" + folder + "': this folder cannot be made", e);
        }
        if (!Files.isWritable(folder)) {
            throw new IllegalArgumentException("BACKUP_DIR is '" + folder + "': nothing can be written there");
        }
    }

    /** Makes the first one soon, and one each day. */
    void start() {
        var unused = clock.scheduleAtFixedRate(this::quietly, 1, TimeUnit.DAYS.toMinutes(1), TimeUnit.MINUTES);
    }

    private void quietly() {
        try {
            log.info("The backup {} is written", make());
        } catch (RuntimeException e) {
            log.error("The backup into {} failed; it is tried again tomorrow and at the next start", folder, e);
        }
    }

    /** Writes a copy now; it has its name once it is whole. */
    synchronized Path make() {
        Path whole = folder.resolve("shop-" + STAMP.format(Instant.now()) + ".zip");
        Path draft = folder.resolve("draft.zip");
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(draft);
            if (config.database().isEmpty()) {
                commerce.backup(draft);
            }
            addFiles(draft);
            if (draft.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------")); // it holds keys
            }
            Files.move(draft, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            forget();
            return whole;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keys, settings and pictures: everything but the database, of which there is a sound copy already. */
    private void addFiles(Path draft) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + draft.toUri()), Map.of("create", "true"));
                Stream<Path> files = Files.walk(config.data())) {
            for (Path each : files.filter(Files::isRegularFile)
                    .filter(it -> !it.getFileName().toString().endsWith(".db"))
                    .filter(it -> !it.startsWith(folder))
                    .toList()) {
                Path target =
                        zip.getPath(config.data().relativize(each).toString().replace('\\', '/'));
                if (target.getParent() != null) {
                    Files.createDirectories(target.getParent());
                }
                Files.copy(each, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void forget() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> ours = files.filter(it -> it.getFileName().toString().matches("shop-\\d{8}-\\d{6}\\.zip"))
                    .sorted()
                    .toList();
            for (Path old : ours.subList(0, Math.max(0, ours.size() - KEPT))) {
                Files.delete(old);
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
