package io.tradewind.commerce.returns;

import static io.tradewind.commerce.returns.RemedyState.CANCELLED;
import static io.tradewind.commerce.returns.RemedyState.DONE;
import static io.tradewind.commerce.returns.RemedyState.FAILED;
import static io.tradewind.commerce.returns.RemedyState.PLANNED;
import static io.tradewind.commerce.returns.RemedyState.RUNNING;
import static io.tradewind.commerce.returns.RemedyState.WAITING;

import io.tradewind.commerce.flow.Flow;
import io.tradewind.commerce.spi.Internal;

/** The life of a remedy as a table. */
@Internal
public final class RemedyFlow {
    /** All moves. */
    public static final Flow<RemedyState, RemedyMove> FLOW = Flow.of("remedy", RemedyState.class, RemedyMove.class)
            .birth(RemedyMove.PLAN, PLANNED)
            .allow(RemedyMove.WAIT, WAITING, PLANNED)
            .allow(RemedyMove.RUN, RUNNING, PLANNED, WAITING, FAILED)
            .allow(RemedyMove.END, DONE, RUNNING)
            .allow(RemedyMove.FAIL, FAILED, RUNNING)
            .allow(RemedyMove.WITHDRAW, CANCELLED, PLANNED, WAITING)
            .build();

    private RemedyFlow() {}
}
