package io.tradewind.commerce.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.flow.Flow;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** Tries every move in every state of a table. */
public final class FlowWalk {
    private FlowWalk() {}

    /** Fails unless each state allows just these moves; no state may be left out. */
    public static <S extends Enum<S>, M extends Enum<M>> void allowsJust(
            Flow<S, M> table, Class<M> moves, Map<S, Set<M>> expected) {
        S any = expected.keySet().iterator().next();
        assertThat(expected.keySet()).as(table.machine()).isEqualTo(EnumSet.allOf(any.getDeclaringClass()));
        expected.forEach((state, allowed) -> {
            EnumSet<M> found = EnumSet.allOf(moves);
            found.removeIf(move -> !table.allows(state, move));
            assertThat(found).as("%s in %s", table.machine(), state).isEqualTo(allowed);
        });
    }
}
