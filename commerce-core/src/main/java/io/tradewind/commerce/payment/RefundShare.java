package io.tradewind.commerce.payment;

import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * One refunded amount and what it is for.
 *
 * @param kind what it is for
 * @param lineId the order line, for a line
 * @param amount how much, tax included; positive
 */
public record RefundShare(ShareKind kind, Optional<UUID> lineId, Money amount) {
    /** For units of a line. */
    public static RefundShare line(UUID lineId, Money amount) {
        return new RefundShare(ShareKind.LINE, Optional.of(lineId), amount);
    }

    /** For delivery. */
    public static RefundShare delivery(Money amount) {
        return new RefundShare(ShareKind.DELIVERY, Optional.empty(), amount);
    }

    /** For nothing in particular. */
    public static RefundShare goodwill(Money amount) {
        return new RefundShare(ShareKind.GOODWILL, Optional.empty(), amount);
    }

    /** Money that was never owed. */
    static RefundShare surplus(Money amount) {
        return new RefundShare(ShareKind.SURPLUS, Optional.empty(), amount);
    }
}
