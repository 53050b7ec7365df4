package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.payment.OperationKind;

/**
 * The amounts of a payment that facts and set-asides change, in minor units. Immutable.
 *
 * @param capturePending set aside for captures and cancellations on their way
 * @param refundPending set aside for refunds
 * @param extCaptured taken outside this library
 * @param extRefunded given back outside this library
 */
record Position(
        long authorized,
        long cancelled,
        long captured,
        long capturePending,
        long refunded,
        long refundPending,
        long extCaptured,
        long extRefunded,
        long chargedBack) {
    static final Position ZERO = new Position(0, 0, 0, 0, 0, 0, 0, 0, 0);

    /** What one fact changes. */
    static Position of(FactKind kind, long amount, boolean outside) {
        return switch (kind) {
            case AUTHORIZED -> new Position(amount, 0, 0, 0, 0, 0, 0, 0, 0);
            case CANCELLED -> new Position(0, amount, 0, 0, 0, 0, 0, 0, 0);
            case CAPTURED ->
                outside ? new Position(0, 0, 0, 0, 0, 0, amount, 0, 0) : new Position(0, 0, amount, 0, 0, 0, 0, 0, 0);
            case REFUNDED ->
                outside ? new Position(0, 0, 0, 0, 0, 0, 0, amount, 0) : new Position(0, 0, 0, 0, amount, 0, 0, 0, 0);
            case CHARGED_BACK -> new Position(0, 0, 0, 0, 0, 0, 0, 0, amount);
        };
    }

    /** What setting an amount aside for an operation changes. */
    static Position aside(OperationKind kind, long amount) {
        return switch (kind) {
            case CAPTURE, CANCEL -> new Position(0, 0, 0, amount, 0, 0, 0, 0, 0);
            case REFUND -> new Position(0, 0, 0, 0, 0, amount, 0, 0, 0);
            case AUTHORIZE, PURCHASE, INCREMENT -> ZERO;
        };
    }

    Position plus(Position more) {
        return new Position(
                authorized + more.authorized,
                cancelled + more.cancelled,
                captured + more.captured,
                capturePending + more.capturePending,
                refunded + more.refunded,
                refundPending + more.refundPending,
                extCaptured + more.extCaptured,
                extRefunded + more.extRefunded,
                chargedBack + more.chargedBack);
    }

    /** Reserved, and neither taken, given up nor set aside. */
    long open() {
        return authorized - cancelled - captured - capturePending;
    }

    /** What is really held. */
    long net() {
        return captured + extCaptured - refunded - extRefunded - chargedBack;
    }

    /** What is held or may still be taken. */
    long secured() {
        return authorized + extCaptured - cancelled - refunded - extRefunded - chargedBack;
    }

    /** What may be set aside for a refund now. */
    long refundable() {
        return Math.max(0, Math.min(captured - refunded, net()) - refundPending);
    }

    /** True if these amounts are possible for money that only we move. */
    boolean fits() {
        return cancelled >= 0
                && captured >= 0
                && capturePending >= 0
                && refunded >= 0
                && refundPending >= 0
                && captured + capturePending + cancelled <= authorized
                && refunded + refundPending <= captured;
    }
}
