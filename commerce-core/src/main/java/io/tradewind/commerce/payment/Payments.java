package io.tradewind.commerce.payment;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;

/**
 * Payments as people see them: customers their own, staff all of the store. Bound to one store and actor; cheap to make.
 */
public final class Payments {
    private final Scope scope;

    @Inject
    Payments(@Assisted Scope scope) {
        this.scope = scope;
    }

    /** The ways to pay that amount, in the order they were configured. */
    public List<PaymentMethod> methods(String country, Money amount) {
        throw new UnsupportedOperationException("payment " + scope.storeId());
    }

    /** The payments of an order, oldest first; none if it is not the caller's. */
    public List<Payment> of(UUID orderId) {
        throw new UnsupportedOperationException("payment");
    }

    /** The refunds of an order, oldest first; none if it is not the caller's. */
    public List<Refund> refundsOf(UUID orderId) {
        throw new UnsupportedOperationException("payment");
    }

    /**
     * Gives money back for an order, for nothing in particular. For staff; sent at once if they may refund, else it
     * waits for finance.
     *
     * @param reason for people, 1 to 500 characters
     * @param key the same key again returns the first refund
     */
    public RefundAnswer refund(UUID orderId, Money amount, String reason, String key) {
        throw new UnsupportedOperationException("payment");
    }

    /** Gives money back for parts of an order. For staff, as {@link #refund(UUID, Money, String, String)}. */
    public RefundAnswer refund(UUID orderId, List<RefundShare> shares, String reason, String key) {
        throw new UnsupportedOperationException("payment");
    }

    /** Grants a refund that waits for finance, and sends it. */
    public Refund approve(UUID refundId) {
        throw new UnsupportedOperationException("payment");
    }

    /** Does not grant a refund that waits for finance; the money is no longer set aside. */
    public Refund refuse(UUID refundId, String reason) {
        throw new UnsupportedOperationException("payment");
    }

    /** Sends a failed refund again, with new operations. */
    public RefundAnswer retry(UUID refundId) {
        throw new UnsupportedOperationException("payment");
    }

    /**
     * Books money that a person says has arrived for a pay-later order. Parts add up; what is too much goes back.
     *
     * @param reference of the receipt, such as the line of the bank statement; the same one again is booked once
     */
    public ReceiptAnswer confirmReceipt(UUID orderId, Money amount, String reference) {
        throw new UnsupportedOperationException("payment");
    }

    /** What waits for a decision of staff, oldest first. */
    public List<ReviewTask> reviewQueue() {
        throw new UnsupportedOperationException("payment");
    }

    /** Asks the provider of an operation now. */
    public Operation askAgain(UUID operationId) {
        throw new UnsupportedOperationException("payment");
    }

    /** Ends a task with what staff found out. Repeating it changes nothing. */
    public void resolve(UUID taskId, Resolution resolution) {
        throw new UnsupportedOperationException("payment");
    }
}
