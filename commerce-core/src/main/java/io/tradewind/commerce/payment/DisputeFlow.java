package io.tradewind.commerce.payment;

import static io.tradewind.commerce.payment.DisputeMove.GO_ON;
import static io.tradewind.commerce.payment.DisputeMove.HEAR;
import static io.tradewind.commerce.payment.DisputeMove.LOSE;
import static io.tradewind.commerce.payment.DisputeMove.WIN;
import static io.tradewind.commerce.spi.payment.DisputeStage.INQUIRY;
import static io.tradewind.commerce.spi.payment.DisputeStage.LOST;
import static io.tradewind.commerce.spi.payment.DisputeStage.OPENED;
import static io.tradewind.commerce.spi.payment.DisputeStage.UNDER_REVIEW;
import static io.tradewind.commerce.spi.payment.DisputeStage.WON;

import io.tradewind.commerce.flow.Flow;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.payment.DisputeStage;

/** The life of a dispute, as a table. It may be heard of at any stage first, and banks change their minds. */
@Internal
public final class DisputeFlow {
    /** The table. */
    public static final Flow<DisputeStage, DisputeMove> TABLE = Flow.of(
                    "dispute", DisputeStage.class, DisputeMove.class)
            .birth(HEAR, INQUIRY)
            .birth(HEAR, OPENED)
            .birth(HEAR, UNDER_REVIEW)
            .birth(HEAR, WON)
            .birth(HEAR, LOST)
            .allow(GO_ON, OPENED, INQUIRY)
            .allow(GO_ON, UNDER_REVIEW, INQUIRY, OPENED)
            .allow(WIN, WON, INQUIRY, OPENED, UNDER_REVIEW, LOST)
            .allow(LOSE, LOST, INQUIRY, OPENED, UNDER_REVIEW, WON)
            .build();

    private DisputeFlow() {}
}
