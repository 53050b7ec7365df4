package io.tradewind.commerce.payment;

import io.tradewind.commerce.access.Actor;
import java.time.Instant;
import java.util.UUID;
import org.joda.money.Money;

/**
 * Money on its way back to a buyer. Immutable.
 *
 * @param id the refund
 * @param orderId the order
 * @param state where it stands
 * @param amount how much, positive
 * @param reason why, for people
 * @param proposedBy who asked for it
 * @param approvedBy who granted it; empty until then
 * @param createdAt when it was asked for
 */
public record Refund(
        UUID id,
        UUID orderId,
        RefundState state,
        Money amount,
        String reason,
        String proposedBy,
        String approvedBy,
        Instant createdAt) {
    /** True if it waits and that actor is not who asked for it; whoever approves needs the right to refund besides. */
    public boolean mayBeApprovedBy(Actor actor) {
        return state == RefundState.PROPOSED && !proposedBy.equals(actor.label());
    }

    /** The copy in another state. */
    Refund in(RefundState now) {
        return new Refund(id, orderId, now, amount, reason, proposedBy, approvedBy, createdAt);
    }

    /** The copy that this actor granted. */
    Refund by(Actor approver) {
        return new Refund(id, orderId, state, amount, reason, proposedBy, approver.label(), createdAt);
    }

    /** The copy that this actor asks for. */
    Refund proposedBy(Actor asker) {
        return new Refund(id, orderId, state, amount, reason, asker.label(), approvedBy, createdAt);
    }
}
