package io.tradewind.commerce.health;

import io.tradewind.commerce.flow.Flow;
import io.tradewind.commerce.internal.db.SqlErrors;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.spi.Internal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * Writes the transition tables into the database, where the invariants compare them with the recorded history. Rows of
 * older versions of the library stay, as history made by them does.
 */
@Internal
public final class FlowBook {
    private static final String ALL = """
            select machine, from_state, to_state
            from commerce.transition
            """;

    private static final String ADD = """
            insert into commerce.transition (machine, from_state, to_state)
            values (:machine, :from, :to)
            """;

    private static final int TRIES = 5;

    private record Line(String machine, String from, String to) {}

    private FlowBook() {}

    /** Adds what is missing. */
    public static void write(Tx tx, Collection<Flow<?, ?>> flows) {
        List<Line> wanted = new ArrayList<>();
        for (Flow<?, ?> flow : flows) {
            flow.transitions().forEach(it -> wanted.add(new Line(flow.machine(), it.getKey(), it.getValue())));
        }
        for (int attempt = 1; ; attempt++) {
            try {
                tx.write("flows.write", handle -> add(handle, wanted));
                return;
            } catch (RuntimeException e) { // another process may start at the same moment
                if (!SqlErrors.isDuplicate(e) || attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static int add(Handle handle, List<Line> wanted) {
        Set<Line> known = new HashSet<>(handle.createQuery(ALL)
                .map((rs, context) ->
                        new Line(rs.getString("machine"), rs.getString("from_state"), rs.getString("to_state")))
                .list());
        PreparedBatch batch = handle.prepareBatch(ADD);
        for (Line line : wanted) {
            if (known.add(line)) {
                batch.bind("machine", line.machine())
                        .bind("from", line.from())
                        .bind("to", line.to())
                        .add();
            }
        }
        return batch.size() == 0 ? 0 : batch.execute().length;
    }
}
