package io.tradewind.commerce.launch;

import static io.tradewind.commerce.launch.SignUpMove.*;
import static io.tradewind.commerce.launch.SignUpState.*;

import io.tradewind.commerce.flow.Flow;
import io.tradewind.commerce.spi.Internal;

/** The moves of a sign-up. */
@Internal
public final class SignUpFlow {
    /** The table. */
    public static final Flow<SignUpState, SignUpMove> TABLE = Flow.of("sign-up", SignUpState.class, SignUpMove.class)
            .birth(SIGN_UP, UNCONFIRMED)
            .allow(CONFIRM, REGISTERED, UNCONFIRMED)
            .allow(INVITE, INVITED, REGISTERED)
            .allow(ORDER, ORDERED, INVITED)
            .allow(REOPEN, INVITED, ORDERED)
            .allow(LAPSE, LAPSED, INVITED, ORDERED)
            .allow(WITHDRAW, WITHDRAWN, UNCONFIRMED, REGISTERED, INVITED)
            .build();

    private SignUpFlow() {}
}
