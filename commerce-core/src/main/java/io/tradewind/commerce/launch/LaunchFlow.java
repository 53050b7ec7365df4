package io.tradewind.commerce.launch;

import static io.tradewind.commerce.launch.LaunchMove.*;
import static io.tradewind.commerce.launch.LaunchState.*;

import io.tradewind.commerce.flow.Flow;
import io.tradewind.commerce.spi.Internal;

/** The moves of a launch. */
@Internal
public final class LaunchFlow {
    /** The table. */
    public static final Flow<LaunchState, LaunchMove> TABLE = Flow.of("launch", LaunchState.class, LaunchMove.class)
            .birth(CREATE, DRAFT)
            .allow(ANNOUNCE, ANNOUNCED, DRAFT)
            .allow(OPEN, SELLING, ANNOUNCED)
            .allow(END, ENDED, SELLING)
            .allow(CANCEL, CANCELLED, DRAFT, ANNOUNCED, SELLING)
            .build();

    private LaunchFlow() {}
}
