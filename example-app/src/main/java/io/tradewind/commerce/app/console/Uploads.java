package io.tradewind.commerce.app.console;

import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.catalog.ImportOptions;
import io.tradewind.commerce.catalog.ImportReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;

/** Product files between their trial run and their import: the last few, for an hour. Safe for many threads. */
final class Uploads {
    private static final int MOST = 4;
    private static final Duration KEPT = Duration.ofHours(1);

    private final Deque<Upload> files = new ArrayDeque<>();

    /**
     * A file that was sent.
     *
     * @param report what would happen, or what has
     * @param done true once it was taken in
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Upload(
            UUID id, String name, byte[] bytes, ImportOptions options, ImportReport report, boolean done, Instant at) {
        Upload finished(ImportReport result) {
            return new Upload(id, name, bytes, options, result, true, at);
        }
    }

    synchronized void keep(Upload upload) {
        files.removeIf(it ->
                it.id().equals(upload.id()) || it.at().isBefore(StoreClock.now().minus(KEPT)));
        while (files.size() >= MOST) {
            files.removeFirst();
        }
        files.addLast(upload);
    }

    synchronized Optional<Upload> find(UUID id) {
        return files.stream().filter(it -> it.id().equals(id)).findFirst();
    }
}
