package io.tradewind.commerce.internal.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.dataformat.csv.CsvFactory;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;
import tools.jackson.dataformat.csv.CsvSchema;

/**
 * Reads rows of comma-separated text one after another: quotes, doubled quotes and line breaks inside cells, every kind
 * of line end. Safe for many threads.
 */
public final class CsvRows {
    /** Most characters of a cell; a longer one breaks the reading off. */
    public static final int LONGEST_CELL = 16_000_000;

    private static final CsvMapper MAPPER = CsvMapper.builder(CsvFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(LONGEST_CELL)
                            .build())
                    .build())
            .enable(CsvReadFeature.WRAP_AS_ARRAY)
            .build();

    private CsvRows() {}

    /**
     * A row.
     *
     * @param line where it begins, counted from 1
     * @param cells as they are, without their quotes; empty for an empty line
     */
    public record Row(int line, List<String> cells) {}

    /**
     * Where the text stopped being rows.
     *
     * @param row what was read of the row, and where that row begins
     * @param line where it broke off
     * @param problem what is wrong there
     */
    public record Break(Row row, int line, String problem) {}

    /** Hands on each row; what comes back says where it broke off, if it did. */
    public static Optional<Break> read(String text, char separator, Consumer<Row> each) {
        CsvSchema schema = CsvSchema.emptySchema().withColumnSeparator(separator);
        List<String> cells = new ArrayList<>();
        int line = 1;
        boolean inside = false;
        try (JsonParser parser = MAPPER.reader().with(schema).createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY) {
                    cells = new ArrayList<>();
                    line = parser.currentLocation().getLineNr();
                    inside = true;
                } else if (token == JsonToken.END_ARRAY) {
                    if (inside) {
                        each.accept(new Row(line, List.copyOf(cells)));
                    }
                    inside = false;
                } else if (inside) {
                    cells.add(parser.getString());
                }
            }
            return Optional.empty();
        } catch (JacksonException e) {
            int at = e.getLocation() == null ? line : e.getLocation().getLineNr();
            int begun = inside ? line : at;
            return Optional.of(new Break(new Row(begun, List.copyOf(cells)), at, e.getOriginalMessage()));
        }
    }
}
