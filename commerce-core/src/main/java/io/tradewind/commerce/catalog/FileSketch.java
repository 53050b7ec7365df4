package io.tradewind.commerce.catalog;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.json.CsvRows;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * The header of a product file and what stands below it.
 *
 * @param samples for each header the first few cells with something in them
 */
record FileSketch(List<String> headers, List<List<String>> samples) {
    private static final int LOOKED_AT = 1_000_000;
    private static final int MOST_COLUMNS = 400;
    private static final int SAMPLES = 3;
    private static final int SHOWN = 60;

    /** Refuses a file that is no table. */
    static FileSketch of(byte[] file) {
        FileText text = FileText.read(new ByteArrayInputStream(file));
        text.error().ifPresent(it -> {
            throw bad(it.cure());
        });
        String start = text.text().substring(0, Math.min(text.text().length(), LOOKED_AT));
        List<List<String>> rows = new ArrayList<>();
        var unused = CsvRows.read(start, text.separator(), row -> {
            if (!row.cells().isEmpty()) {
                rows.add(row.cells());
            }
        });
        if (rows.isEmpty() || rows.get(0).stream().allMatch(String::isBlank)) {
            throw bad("The first line must name the columns, separated by commas, semicolons or tabs.");
        } else if (rows.get(0).size() > MOST_COLUMNS) {
            throw bad("It has " + rows.get(0).size() + " columns; at most " + MOST_COLUMNS + " are read.");
        }
        List<String> headers = rows.get(0).stream().map(FileSketch::shown).toList();
        List<List<String>> samples = new ArrayList<>();
        for (int i = 0; i < headers.size(); i++) {
            samples.add(samples(rows, i));
        }
        return new FileSketch(headers, samples);
    }

    private static List<String> samples(List<List<String>> rows, int column) {
        return rows.stream()
                .skip(1)
                .filter(it -> column < it.size() && !it.get(column).isBlank())
                .map(it -> shown(it.get(column)))
                .distinct()
                .limit(SAMPLES)
                .toList();
    }

    private static String shown(String cell) {
        String text = cell.strip();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 1) + "…";
    }

    private static CommerceException bad(String cure) {
        return new CommerceException(ErrorCode.BAD_ARGUMENT, "This is no file of products. " + cure);
    }

    /** Files with the same header are of one kind. */
    String kind() {
        String text = String.join("\u0001", headers).toLowerCase(Locale.ROOT);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
