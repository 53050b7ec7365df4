package io.tradewind.commerce.payment;

import java.time.Instant;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** A row of table payment: the position of one payment at one provider. Amounts in minor units of its currency. */
record PaymentRow(
        int storeId,
        UUID id,
        UUID checkoutId,
        int tender,
        int version,
        String account,
        String provider,
        @Nullable String ref,
        String ownerKey,
        CurrencyUnit currency,
        String quoteHash,
        long amount,
        Position position,
        @Nullable Long captureLimit,
        boolean payLater,
        boolean unwanted,
        boolean disputed,
        Instant createdAt) {

    /** The amounts that facts and set-asides change. */
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

        /** Reserved, and neither taken, given up nor set aside for a capture. */
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

    Money money(long minor) {
        return Money.ofMinor(currency, minor);
    }

    /** What may still be captured: what is open, within the limit that a cancellation may have set. */
    long capturable() {
        long open = position.open();
        if (captureLimit == null) {
            return open;
        }
        return Math.max(0, Math.min(open, captureLimit - position.captured() - position.capturePending()));
    }

    PaymentRow with(Position now, @Nullable String newRef) {
        return new PaymentRow(
                storeId,
                id,
                checkoutId,
                tender,
                version + 1,
                account,
                provider,
                newRef,
                ownerKey,
                currency,
                quoteHash,
                amount,
                now,
                captureLimit,
                payLater,
                unwanted,
                disputed,
                createdAt);
    }
}
