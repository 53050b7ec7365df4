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
        Instant createdAt,
        @Nullable UUID instrumentId,
        boolean keepsInstrument) {

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

    /** A payment of its own for what is reserved of this one. */
    PaymentRow renewed(UUID newId, long newAmount, Instant at) {
        return new PaymentRow(
                storeId,
                newId,
                checkoutId,
                tender,
                1,
                account,
                provider,
                null,
                ownerKey,
                currency,
                quoteHash,
                newAmount,
                Position.ZERO,
                null,
                false,
                false,
                false,
                at,
                instrumentId,
                false);
    }

    PaymentRow with(Position now) {
        return copy(now, ref);
    }

    PaymentRow with(String newRef) {
        return copy(position, newRef);
    }

    /** The same row one version on. */
    PaymentRow saved() {
        return new PaymentRow(
                storeId,
                id,
                checkoutId,
                tender,
                version + 1,
                account,
                provider,
                ref,
                ownerKey,
                currency,
                quoteHash,
                amount,
                position,
                captureLimit,
                payLater,
                unwanted,
                disputed,
                createdAt,
                instrumentId,
                keepsInstrument);
    }

    private PaymentRow copy(Position now, @Nullable String newRef) {
        return new PaymentRow(
                storeId,
                id,
                checkoutId,
                tender,
                version,
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
                createdAt,
                instrumentId,
                keepsInstrument);
    }
}
