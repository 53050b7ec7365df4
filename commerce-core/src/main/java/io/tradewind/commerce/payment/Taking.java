package io.tradewind.commerce.payment;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/**
 * Takes parts of what is reserved and gives up the rest. Every amount is set aside on the payment before
 * anything is sent, so that no two wishes can have the same money. Safe for many threads.
 */
@Singleton
final class Taking {
    private static final String KEY = "staff:";

    private final PaymentStore payments;
    private final OperationStore operations;
    private final FollowUps followUps;
    private final Outgoing outgoing;
    private final Gateways gateways;
    private final Provider<UnpaidOrders> unpaid;
    private final Outbox outbox;

    @Inject
    Taking(
            PaymentStore payments,
            OperationStore operations,
            FollowUps followUps,
            Outgoing outgoing,
            Gateways gateways,
            Provider<UnpaidOrders> unpaid,
            Outbox outbox) {
        this.payments = payments;
        this.operations = operations;
        this.followUps = followUps;
        this.outgoing = outgoing;
        this.gateways = gateways;
        this.unpaid = unpaid;
        this.outbox = outbox;
    }

    /** Takes that much, of the oldest payments first. The same key again takes nothing more. */
    ReservationAnswer capture(Handle handle, Scope scope, UUID order, Money amount, String key) {
        long wanted = scope.minor(amount);
        if (wanted <= 0) {
            throw CommerceException.badArgument("amount", amount, "what is taken is positive");
        }
        List<PaymentRow> rows = lock(handle, scope, order);
        if (isKnown(handle, scope, order, KEY + key, wanted)) {
            return new ReservationAnswer.Sent(scope.money(0));
        }
        List<PaymentRow> sources = rows.stream()
                .filter(it -> !it.unwanted() && it.capturable() > 0)
                .toList();
        long most = sources.stream().mapToLong(PaymentRow::capturable).sum();
        if (wanted > most) {
            return refused(
                    "capture-exceeds-reserved",
                    "At most " + scope.money(most) + " can be taken now.",
                    scope.money(most));
        }
        Map<PaymentRow, Long> parts = new LinkedHashMap<>();
        long left = wanted;
        for (PaymentRow payment : sources) {
            long here = Math.min(left, payment.capturable());
            if (here > 0) {
                Optional<ReservationAnswer> unable = unable(payment, here);
                if (unable.isPresent()) {
                    return unable.get();
                }
                parts.put(payment, here);
                left -= here;
            }
        }
        List<Change> changes = new ArrayList<>();
        parts.forEach((payment, here) -> {
            if (!payments.setAsideForCapture(handle, scope.storeId(), payment.id(), here)) {
                throw new IllegalStateException("cannot set aside " + here + " of locked payment " + payment.id());
            }
            followUps.write(handle, payment, OperationKind.CAPTURE, here, here, KEY + key, changes);
        });
        outbox.record(handle, scope, changes);
        return new ReservationAnswer.Sent(amount);
    }

    /** Gives up what is reserved and neither taken nor being taken; an order that is not paid any more waits. */
    ReservationAnswer release(Handle handle, Scope scope, UUID order) {
        List<PaymentRow> rows = lock(handle, scope, order);
        List<PaymentRow> open = rows.stream()
                .filter(it -> !it.payLater() && it.position().open() > 0)
                .toList();
        for (PaymentRow payment : open) {
            if (!can(payment, PaymentCapability.CANCEL)) {
                return refused(
                        "release-unsupported",
                        "'" + payment.account() + "' cannot give a reservation up; it ends by itself.",
                        scope.money(0));
            }
        }
        long sum = open.stream().mapToLong(it -> it.position().open()).sum();
        long keep = rows.stream()
                .mapToLong(it -> it.position().net() + it.position().capturePending())
                .sum();
        if (sum > 0) {
            List<Change> changes =
                    new ArrayList<>(outgoing.keep(handle, scope, order, scope.money(keep), "released by staff"));
            changes.addAll(
                    unpaid.get().left(handle, scope, order, scope.money(keep), "the reserved money was given up"));
            outbox.record(handle, scope, changes);
        }
        return new ReservationAnswer.Sent(scope.money(sum));
    }

    private List<PaymentRow> lock(Handle handle, Scope scope, UUID order) {
        List<PaymentRow> rows = payments.lock(handle, scope.storeId(), order);
        if (rows.isEmpty()) {
            throw CommerceException.notFound("payment");
        }
        return rows;
    }

    /** A key stands for one wish. */
    private boolean isKnown(Handle handle, Scope scope, UUID order, String cause, long amount) {
        long before = operations.of(handle, scope.storeId(), List.of(order)).stream()
                .filter(it -> it.cause().equals(cause))
                .mapToLong(OperationRow::amount)
                .sum();
        if (before != 0 && before != amount) {
            throw new CommerceException(
                    ErrorCode.KEY_REUSED, "The key was used to take " + scope.money(before) + " for this order.");
        }
        return before != 0;
    }

    /** A provider that captures once, or only all, is not asked for more. */
    private Optional<ReservationAnswer> unable(PaymentRow payment, long amount) {
        Position position = payment.position();
        boolean part = amount < position.authorized() - position.cancelled();
        boolean further = position.captured() + position.capturePending() > 0;
        if (further && !can(payment, PaymentCapability.MULTI_CAPTURE)) {
            return Optional.of(refused(
                    "capture-once", "'" + payment.account() + "' takes reserved money once only.", payment.money(0)));
        } else if (part && !can(payment, PaymentCapability.PARTIAL_CAPTURE)) {
            return Optional.of(refused(
                    "capture-whole",
                    "'" + payment.account() + "' takes all that is reserved or nothing.",
                    payment.money(payment.capturable())));
        }
        return Optional.empty();
    }

    private boolean can(PaymentRow payment, PaymentCapability capability) {
        return gateways.kept(payment.account()).profile().can(capability);
    }

    private static ReservationAnswer refused(String code, String message, Money most) {
        return new ReservationAnswer.Refused(Refusal.of(code, "amount", message), most);
    }
}
