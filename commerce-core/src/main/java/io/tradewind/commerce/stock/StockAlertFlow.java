package io.tradewind.commerce.stock;

import static io.tradewind.commerce.stock.StockAlertMove.ASK;
import static io.tradewind.commerce.stock.StockAlertMove.LAPSE;
import static io.tradewind.commerce.stock.StockAlertMove.TELL;
import static io.tradewind.commerce.stock.StockAlertState.LAPSED;
import static io.tradewind.commerce.stock.StockAlertState.TOLD;
import static io.tradewind.commerce.stock.StockAlertState.WAITING;

import io.tradewind.commerce.flow.Flow;
import io.tradewind.commerce.spi.Internal;

/** The moves of a wish to hear of goods. */
@Internal
public final class StockAlertFlow {
    /** The table. */
    public static final Flow<StockAlertState, StockAlertMove> TABLE = Flow.of(
                    "stock-alert", StockAlertState.class, StockAlertMove.class)
            .birth(ASK, WAITING)
            .allow(TELL, TOLD, WAITING)
            .allow(LAPSE, LAPSED, WAITING)
            .build();

    private StockAlertFlow() {}
}
