package io.tradewind.commerce.payment;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import java.util.List;
import java.util.UUID;

/**
 * A refund somebody asks for.
 *
 * @param orderId the order
 * @param shares what it is for; their sum is refunded
 * @param reason for people, at most 500 characters
 * @param cause what brings it about, such as {@code return:…}; the same cause again returns the first refund
 * @param askedBy label of the member of staff whose doing it is, for what follows by itself from what people do; empty
 *     for whoever calls
 */
@Internal
public record NewRefund(UUID orderId, List<RefundShare> shares, String reason, String cause, String askedBy) {
    /** Copies the list. */
    public NewRefund {
        shares = List.copyOf(shares);
    }

    /** Whose doing it is what this scope does: the member of staff's label, or empty for everybody else. */
    public static String asker(Scope scope) {
        Actor actor = scope.actor();
        return actor.kind() == Actor.Kind.STAFF ? actor.label() : "";
    }
}
