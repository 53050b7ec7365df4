package io.tradewind.commerce.payment.sandbox;

import io.tradewind.commerce.spi.payment.OperationKind;

/** The calls of a gateway that can be scripted with {@link SandboxBook#next} and {@link SandboxBook#always}. */
public enum SandboxCall {
    /** An authorisation, with or without capture. */
    AUTHORIZE,
    /** The way back from the bank's page. */
    COMPLETE,
    /** A capture. */
    CAPTURE,
    /** A cancel. */
    CANCEL,
    /** A refund. */
    REFUND,
    /** A raise of what is reserved. */
    INCREMENT,
    /** A question; knows "approve" (the truth), "unavailable", "not-found", "throw", "null" and "hang". */
    QUERY;

    static SandboxCall of(OperationKind kind) {
        return switch (kind) {
            case AUTHORIZE, PURCHASE -> AUTHORIZE;
            case CAPTURE -> CAPTURE;
            case CANCEL -> CANCEL;
            case REFUND -> REFUND;
            case INCREMENT -> INCREMENT;
        };
    }
}
