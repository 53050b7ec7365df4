package io.tradewind.commerce.payment;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * Payments as people see them: customers their own, staff all of the store. Bound to one store and actor; cheap to
 * make, safe for many threads.
 */
public final class Payments {
    private final Scope scope;
    private final Offers offers;
    private final PaymentReading reading;
    private final Refunds refunds;
    private final Receipts receipts;
    private final Review review;
    private final Asking asking;
    private final Outgoing outgoing;
    private final Taking taking;
    private final Disputes disputes;
    private final MoneyReading money;
    private final Cases cases;
    private final Instruments instruments;

    @Inject
    Payments(
            @Assisted Scope scope,
            Offers offers,
            PaymentReading reading,
            Refunds refunds,
            Receipts receipts,
            Review review,
            Asking asking,
            Outgoing outgoing,
            Taking taking,
            Disputes disputes,
            MoneyReading money,
            Cases cases,
            Instruments instruments) {
        this.scope = scope;
        this.offers = offers;
        this.reading = reading;
        this.refunds = refunds;
        this.receipts = receipts;
        this.review = review;
        this.asking = asking;
        this.outgoing = outgoing;
        this.taking = taking;
        this.disputes = disputes;
        this.money = money;
        this.cases = cases;
        this.instruments = instruments;
    }

    /**
     * The ways to pay that amount for an order that goes to that country, in the order they were configured: the
     * preferred one first.
     *
     * @param country of the delivery, ISO two-letter code
     */
    public List<PaymentMethod> methods(String country, Money amount) {
        Given.value("country", country);
        scope.minor(amount);
        return offers.of(country, amount);
    }

    /** The payments of an order, oldest first; none if it is not the caller's. */
    public List<Payment> of(UUID orderId) {
        Given.value("orderId", orderId);
        return reading.payments(scope, orderId);
    }

    /**
     * All about the money of an order: amounts, payments, refunds, facts, and what may go back now. For staff; costs the
     * same number of statements whatever there is.
     */
    public OrderMoney money(UUID orderId) {
        Given.value("orderId", orderId);
        return money.of(scope, orderId);
    }

    /** The refunds of an order, oldest first; none if it is not the caller's. */
    public List<Refund> refundsOf(UUID orderId) {
        Given.value("orderId", orderId);
        return reading.refunds(scope, orderId);
    }

    /** The instruments that providers keep for the caller and that can be paid with now, the latest first. */
    public List<KeptInstrument> saved() {
        return instruments.of(scope);
    }

    /**
     * Removes an own saved instrument: it can no longer be paid with, and its provider is told to forget it. Twice is once.
     */
    public void forget(UUID instrument) {
        Given.value("instrument", instrument);
        instruments.remove(scope, instrument);
    }

    /** The disputes about the payments of an order, oldest first. For staff. */
    public List<Dispute> disputesOf(UUID orderId) {
        Given.value("orderId", orderId);
        scope.require(Permission.PAYMENTS);
        return scope.tx().read("payments.disputes", handle -> disputes.of(handle, scope, orderId));
    }

    /**
     * Gives money back for an order, for nothing in particular. For staff; sent at once if they may refund and the order
     * then has no more back than the store's refund limit lets staff give alone, else it waits for somebody else.
     *
     * @param reason for people, 1 to 500 characters
     * @param key the caller's name for this wish, 1 to 80 characters, unique in the store; the same wish again returns
     *     the first refund
     * @throws CommerceException {@code KEY_REUSED} if the key was used for another order, amount or reason
     */
    public RefundAnswer refund(UUID orderId, Money amount, String reason, String key) {
        return refund(orderId, List.of(RefundShare.goodwill(amount)), reason, key);
    }

    /** Gives money back for parts of an order. For staff, as {@link #refund(UUID, Money, String, String)}. */
    public RefundAnswer refund(UUID orderId, List<RefundShare> shares, String reason, String key) {
        Given.value("orderId", orderId);
        Given.value("reason", reason);
        scope.require(Permission.ORDERS);
        NewRefund refund = new NewRefund(orderId, shares, reason, "staff:" + Given.key(key, 80), "");
        return scope.tx().write("payments.refund", handle -> refunds.propose(handle, scope, refund));
    }

    /**
     * Grants a refund that waits, and sends it. Who approves what a program asked for above the store's refund limit
     * answers for it from now on, and another person has to approve it.
     *
     * @throws CommerceException {@code FORBIDDEN} to whoever asked for it, and to a program above the store's refund limit;
     *     {@code CANNOT_MOVE} if it was decided before
     */
    public RefundAnswer approve(UUID refundId) {
        Given.value("refundId", refundId);
        scope.require(Permission.REFUNDS);
        return scope.tx().write("payments.approve", handle -> refunds.approve(handle, scope, refundId));
    }

    /** Does not grant a refund that waits; the money is no longer set aside. */
    public Refund refuse(UUID refundId, String reason) {
        Given.value("refundId", refundId);
        Given.value("reason", reason);
        scope.require(Permission.REFUNDS);
        return scope.tx().write("payments.refuse", handle -> refunds.refuse(handle, scope, refundId, reason));
    }

    /** Sends a failed refund again, with new operations. */
    public RefundAnswer retry(UUID refundId) {
        Given.value("refundId", refundId);
        scope.require(Permission.REFUNDS);
        return scope.tx().write("payments.retry", handle -> refunds.retry(handle, scope, refundId));
    }

    /**
     * Takes what is reserved for an order and not yet taken, such as after a capture was declined or where the store
     * takes money by hand. It is sent right after the commit; an order that was held because of it goes on by itself.
     *
     * @return what is being taken; zero if nothing is reserved that is not taken or being taken already
     */
    public Money capture(UUID orderId) {
        Given.value("orderId", orderId);
        scope.require(Permission.PAYMENTS);
        return scope.tx().write("payments.capture", handle -> outgoing.captureNow(handle, scope, orderId));
    }

    /**
     * Takes a part of what is reserved for an order. It is set aside at once and sent right after the commit, so that
     * parts taken at the same time never exceed what is reserved. Where the provider takes money once only, the rest is
     * given up.
     *
     * @param amount more than zero, at most what is reserved and not yet taken
     * @param key the caller's name for this wish, 1 to 70 characters, unique in the order; the same wish again takes
     *     nothing more
     * @throws CommerceException {@code KEY_REUSED} if the key was used for another amount
     */
    public ReservationAnswer capture(UUID orderId, Money amount, String key) {
        Given.value("orderId", orderId);
        scope.require(Permission.PAYMENTS);
        Given.key(key, 70);
        return scope.tx().write("payments.capture-part", handle -> taking.capture(handle, scope, orderId, amount, key));
    }

    /** Gives up what is reserved for an order and neither taken nor being taken. Twice is once. */
    public ReservationAnswer release(UUID orderId) {
        Given.value("orderId", orderId);
        scope.require(Permission.PAYMENTS);
        return scope.tx().write("payments.release", handle -> taking.release(handle, scope, orderId));
    }

    /**
     * Books money that a person says has arrived for a pay-later order. Parts add up; what is too much goes back.
     *
     * @param reference of the receipt, such as the line of the bank statement; the same one again is booked once
     */
    public ReceiptAnswer confirmReceipt(UUID orderId, Money amount, String reference) {
        Given.value("orderId", orderId);
        scope.require(Permission.PAYMENTS);
        return receipts.confirm(scope, orderId, amount, reference);
    }

    /** What waits for a decision of staff, oldest first, at most 200. */
    public List<ReviewTask> reviewQueue() {
        scope.require(Permission.PAYMENTS);
        return review.open(scope);
    }

    /**
     * What waits for a decision of staff, with what they may do about it, oldest first, 50 at a time.
     *
     * @param after what the page before gave as next; empty for the first page
     */
    public ReviewPage reviews(Optional<String> after) {
        return cases.page(scope, after);
    }

    /** How many decisions wait for staff. */
    public int reviewCount() {
        return cases.count(scope);
    }

    /**
     * Decides a case by one of its moves, of which each takes a right of its own.
     *
     * @param words the provider's reference or how it was settled, for moves that take words; at most 255 characters
     * @return false if it was decided before; nothing changes then
     * @throws CommerceException {@code CANNOT_MOVE} if the case does not allow the move, or it can have no effect now
     */
    public boolean decide(UUID taskId, ReviewMove move, String words) {
        Given.value("taskId", taskId);
        Given.value("words", words);
        return cases.decide(scope, taskId, move, words);
    }

    /** Asks the provider of an operation now, at most every two seconds. */
    public Operation askAgain(UUID operationId) {
        Given.value("operationId", operationId);
        scope.require(Permission.PAYMENTS);
        return reading.operation(
                asking.askSoon(scope, reading.place(scope, operationId)).now());
    }

    /** Ends a task with what staff found out. Repeating it changes nothing. */
    public void resolve(UUID taskId, Resolution resolution) {
        Given.value("taskId", taskId);
        scope.require(Permission.PAYMENTS);
        review.resolve(scope, taskId, resolution);
    }
}
