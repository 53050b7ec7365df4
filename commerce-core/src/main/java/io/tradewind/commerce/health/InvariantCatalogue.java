package io.tradewind.commerce.health;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All invariants: those written in {@code invariants.sql}, and one per state machine saying that the state of a subject
 * is where its last recorded move led.
 */
final class InvariantCatalogue {
    private static final String FILE = "invariants.sql";
    private static final Pattern HEAD = Pattern.compile("^-- (INV-[A-Z]+-\\d+): (.+)$", Pattern.MULTILINE);

    private static final String LAST_MOVE = """
            select s.id
            from commerce.${table} s
            where not exists (
              select 1
              from commerce.history h
              where h.store_id = s.store_id and h.subject_id = s.id and h.machine = '${machine}'
                and h.to_state = s.${column}
                and h.seq = (
                  select max(l.seq)
                  from commerce.history l
                  where l.store_id = s.store_id and l.subject_id = s.id and l.machine = '${machine}'))
            """;

    private InvariantCatalogue() {}

    static List<Invariant> all() {
        List<Invariant> all = new ArrayList<>(written(text()));
        for (Machines.Machine it : Machines.ALL) {
            all.add(new Invariant(
                    "INV-ORDER-4 " + it.flow().machine(),
                    "the state is where the last recorded move led",
                    LAST_MOVE
                            .replace("${table}", it.table())
                            .replace("${column}", it.column())
                            .replace("${machine}", it.flow().machine())));
        }
        return List.copyOf(all);
    }

    private static List<Invariant> written(String text) {
        List<Invariant> all = new ArrayList<>();
        Matcher head = HEAD.matcher(text);
        boolean more = head.find();
        while (more) {
            String id = head.group(1);
            String rule = head.group(2);
            int from = head.end();
            more = head.find();
            all.add(new Invariant(
                    id,
                    rule,
                    text.substring(from, more ? head.start() : text.length()).strip()));
        }
        return all;
    }

    private static String text() {
        try (InputStream in = InvariantCatalogue.class.getResourceAsStream(FILE)) {
            return new String(Objects.requireNonNull(in, FILE).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
