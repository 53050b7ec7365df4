package io.tradewind.commerce.payment.sandbox;

import io.tradewind.commerce.payment.sandbox.SandboxBook.Entry;
import io.tradewind.commerce.payment.sandbox.SandboxBook.State;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.OperationKind;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Keeps entries in a file, one line each, forced to the disk before the effect counts, so that a killed process can be
 * compared with its provider. Opened anew for each line: a file channel would be closed by the interrupt that ends a
 * late call.
 */
final class BookFile {
    private static final int FIELDS = 10;

    private final Path path;

    BookFile(Path path) {
        this.path = path;
    }

    List<Entry> read() {
        try {
            List<Entry> entries = new ArrayList<>();
            if (Files.exists(path)) {
                String text = Files.readString(path);
                int end = text.lastIndexOf('\n'); // what follows was being written when the process died
                for (String line : text.substring(0, end + 1).split("\n", -1)) {
                    String[] fields = line.split("\t", -1);
                    if (fields.length == FIELDS) {
                        entries.add(entry(fields));
                    }
                }
            }
            return entries;
        } catch (IOException cannotRead) {
            throw new UncheckedIOException(cannotRead);
        }
    }

    void append(Entry entry) {
        try (FileOutputStream out = new FileOutputStream(path.toFile(), true)) {
            out.write(line(entry).getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
        } catch (IOException cannotWrite) {
            throw new UncheckedIOException(cannotWrite);
        }
    }

    private static String line(Entry entry) {
        return String.join(
                        "\t",
                        String.valueOf(entry.number()),
                        entry.operation().map(OperationId::toString).orElse(""),
                        entry.kind().name(),
                        entry.payment().value(),
                        entry.own().value(),
                        entry.amount().toString(),
                        entry.state().name(),
                        URLEncoder.encode(entry.code(), StandardCharsets.UTF_8),
                        URLEncoder.encode(entry.reference(), StandardCharsets.UTF_8),
                        entry.at().toString())
                + "\n";
    }

    private static Entry entry(String[] fields) {
        return new Entry(
                Long.parseLong(fields[0]),
                fields[1].isEmpty() ? Optional.empty() : Optional.of(OperationId.parse(fields[1])),
                OperationKind.valueOf(fields[2]),
                new ProviderRef(fields[3]),
                new ProviderRef(fields[4]),
                Money.parse(fields[5]),
                State.valueOf(fields[6]),
                URLDecoder.decode(fields[7], StandardCharsets.UTF_8),
                URLDecoder.decode(fields[8], StandardCharsets.UTF_8),
                Instant.parse(fields[9]));
    }
}
