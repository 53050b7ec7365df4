package io.tradewind.commerce.payment;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Knows when giving money back takes two people: as soon as staff alone would have given back more of one order than the
 * store's limit, however many refunds and people that took. The order's payments are locked meanwhile.
 */
@Singleton
final class SecondPerson {
    private final RefundStore store;

    @Inject
    SecondPerson(RefundStore store) {
        this.store = store;
    }

    /** True if so much more by that asker takes another person. What nobody of the staff asked for never does. */
    boolean isNeeded(Handle handle, Scope scope, String asker, UUID order, long more) {
        return asker.startsWith("staff:")
                && scope.store()
                        .policy()
                        .refundLimit()
                        .filter(limit -> store.alone(handle, scope.storeId(), order) + more > scope.minor(limit))
                        .isPresent();
    }

    /** True if the refund was asked for by a program: then nobody has answered for it yet. */
    static boolean isProgram(Refund refund) {
        return refund.proposedBy().startsWith("staff:key:");
    }

    /** Nobody approves what they asked for, and a program no refund that takes two people. */
    static void require(Refund refund, Actor approver, boolean needed) {
        if (!refund.mayBeApprovedBy(approver)) {
            throw new CommerceException(
                    ErrorCode.FORBIDDEN,
                    "Refund " + refund.id() + " was asked for by " + approver.label() + ": somebody else has to approve"
                            + " it.");
        } else if (needed && approver.isProgram()) {
            throw new CommerceException(
                    ErrorCode.FORBIDDEN,
                    "Refund " + refund.id() + " of " + refund.amount() + " takes two people; a program is none.");
        }
    }
}
