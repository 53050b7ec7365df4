package io.tradewind.commerce.payment;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** Keeps refunds of lines and delivery within what was paid for them. The order's payments are locked meanwhile. */
@Singleton
final class RefundBounds {
    /** The state of shares that no longer count. */
    static final String FREED = "FREED";

    private final RefundStore store;
    private final Provider<RefundLimits> limits;

    @Inject
    RefundBounds(RefundStore store, Provider<RefundLimits> limits) {
        this.store = store;
        this.limits = limits;
    }

    Optional<Refusal> check(Handle handle, Scope scope, NewRefund refund) {
        return check(
                handle,
                scope,
                refund.orderId(),
                refund.shares().stream()
                        .map(share -> new RefundStore.Granted(
                                share.kind(), share.lineId().orElse(null), scope.minor(share.amount())))
                        .toList());
    }

    /** Why these shares are too much, on top of what was granted before; empty if they are not. */
    Optional<Refusal> check(Handle handle, Scope scope, UUID order, List<RefundStore.Granted> shares) {
        if (shares.stream().noneMatch(RefundBounds::isBound)) {
            return Optional.empty();
        }
        RefundLimits.Limits paid = limits.get().of(handle, scope, order);
        Map<String, Long> granted = new HashMap<>();
        store.granted(handle, scope.storeId(), order).forEach(it -> granted.merge(key(it), it.amount(), Long::sum));
        for (RefundStore.Granted share : shares) {
            if (!isBound(share)) {
                continue;
            }
            Money most = share.line() == null
                    ? paid.delivery()
                    : paid.lines()
                            .getOrDefault(share.line(), Money.zero(scope.store().currency()));
            long now = granted.merge(key(share), share.amount(), Long::sum);
            if (now > scope.minor(most)) {
                Money left = scope.money(Math.max(0, scope.minor(most) - (now - share.amount())));
                return Optional.of(Refusal.of(
                        "refund-exceeds-paid",
                        share.line() == null ? "delivery" : "line " + share.line(),
                        "Of this " + (share.line() == null ? "delivery" : "line") + " " + left
                                + " can still be refunded."));
            }
        }
        return Optional.empty();
    }

    static Refusal tooMuch(Money most) {
        return Refusal.of("refund-exceeds-captured", "amount", "At most " + most + " can be refunded now.");
    }

    static CommerceException cannot(RefundMove move, Refund refund) {
        return new CommerceException(
                ErrorCode.CANNOT_MOVE,
                "Refund " + refund.id() + " is " + refund.state() + ": cannot " + move + "; allowed: "
                        + RefundFlow.TABLE.moves(refund.state()) + ".");
    }

    private static boolean isBound(RefundStore.Granted share) {
        return share.kind() == ShareKind.LINE || share.kind() == ShareKind.DELIVERY;
    }

    private static String key(RefundStore.Granted share) {
        return share.kind() + ":" + share.line();
    }
}
