package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.payment.OperationKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of table payment_operation. Amounts in minor units of the payment's currency.
 *
 * @param received what part receipts have brought so far
 * @param setAside what this operation holds in a pending amount of its payment
 * @param dueAt when a job looks at it; null for never
 * @param asks how often the provider was asked since it became unknown
 */
record OperationRow(
        UUID id,
        UUID paymentId,
        UUID checkoutId,
        String account,
        OperationKind kind,
        OperationState state,
        int version,
        @Nullable String activeKey,
        long amount,
        long received,
        long setAside,
        String cause,
        String request,
        @Nullable String ref,
        String action,
        @Nullable Instant actionExpiresAt,
        String code,
        String retry,
        String note,
        @Nullable Instant leaseUntil,
        @Nullable Instant dueAt,
        int asks,
        @Nullable Instant askedAt,
        int sends,
        @Nullable Instant sentAt,
        @Nullable Instant unknownSince,
        Instant createdAt) {

    /** An attempt that nobody has begun to send. */
    static OperationRow prepared(
            UUID id, PaymentRow payment, OperationKind kind, String cause, String request, Instant now) {
        return new OperationRow(
                id,
                payment.id(),
                payment.checkoutId(),
                payment.account(),
                kind,
                OperationState.PREPARED,
                1,
                payment.checkoutId() + ":" + payment.tender(),
                payment.amount(),
                0,
                0,
                cause,
                request,
                null,
                "",
                null,
                "",
                "",
                "",
                null,
                now,
                0,
                null,
                0,
                null,
                null,
                now);
    }

    boolean isAttempt() {
        return kind == OperationKind.AUTHORIZE || kind == OperationKind.PURCHASE;
    }
}
