package io.tradewind.commerce.payment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.event.PaymentDisputed;
import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Keeps what banks say about disputed payments. Each stage counts once however often and in whatever order it is told;
 * money is booked as charged back when a dispute is lost, and comes back if the bank changes its mind. Safe for many
 * threads.
 */
@Singleton
final class Disputes {
    private final DisputeStore store;
    private final PaymentStore payments;
    private final OutsideMoney outside;
    private final Tasks tasks;
    private final Outbox outbox;
    private final World world;

    @Inject
    Disputes(DisputeStore store, PaymentStore payments, OutsideMoney outside, Tasks tasks, Outbox outbox, World world) {
        this.store = store;
        this.payments = payments;
        this.outside = outside;
        this.tasks = tasks;
        this.outbox = outbox;
        this.world = world;
    }

    /** Takes news of a dispute about that payment in. */
    void hear(Handle handle, Scope scope, UUID paymentId, PaymentFact.Dispute news, Instant occurredAt) {
        PaymentRow payment =
                payments.lockOne(handle, scope.storeId(), paymentId).orElseThrow();
        Optional<DisputeRow> known = store.lock(
                handle, scope.storeId(), payment.account(), news.dispute().value());
        if (known.isEmpty()) {
            begin(handle, scope, payment, news, occurredAt);
        } else if (leads(known.get(), news.stage(), occurredAt)) {
            goOn(handle, scope, payment, known.get(), news, occurredAt);
        } else if (known.get().stage() == news.stage()) {
            news.answerBy().ifPresent(by -> store.answerBy(handle, known.get(), by));
        }
    }

    /** The disputes about the payments of an order, oldest first. */
    List<Dispute> of(Handle handle, Scope scope, UUID order) {
        return store.of(handle, scope.storeId(), order).stream()
                .map(DisputeRow::dispute)
                .toList();
    }

    /** News that is older than what is known changes nothing; a decision is changed only by a later one. */
    private static boolean leads(DisputeRow row, DisputeStage to, Instant occurredAt) {
        boolean listed = DisputeFlow.TABLE.steps().stream()
                .anyMatch(it -> it.to() == to && it.from().equals(Optional.of(row.stage())));
        return listed && (row.dispute().isOpen() || occurredAt.isAfter(row.heardAt()));
    }

    private void begin(Handle handle, Scope scope, PaymentRow payment, PaymentFact.Dispute news, Instant occurredAt) {
        DisputeRow row = new DisputeRow(
                scope.storeId(),
                world.id(),
                payment.id(),
                payment.checkoutId(),
                payment.account(),
                news.dispute().value(),
                news.stage(),
                1,
                news.amount(),
                charged(payment, news),
                news.answerBy().orElse(null),
                occurredAt,
                world.now());
        store.insert(handle, row);
        follow(handle, scope, payment, "", 0, row);
    }

    private void goOn(
            Handle handle,
            Scope scope,
            PaymentRow payment,
            DisputeRow before,
            PaymentFact.Dispute news,
            Instant occurredAt) {
        DisputeRow row = before.heard(news, charged(payment, news), occurredAt);
        if (!store.move(handle, row)) {
            throw new IllegalStateException("dispute " + row.id() + " was moved while its payment is locked");
        }
        follow(handle, scope, payment, before.stage().name(), before.charged(), row);
    }

    /** What a bank has taken back for good. */
    private static long charged(PaymentRow payment, PaymentFact.Dispute news) {
        boolean mine = news.amount().getCurrencyUnit().equals(payment.currency());
        return news.stage() == DisputeStage.LOST && mine ? news.amount().getAmountMinorLong() : 0;
    }

    private void follow(
            Handle handle, Scope scope, PaymentRow payment, String from, long chargedBefore, DisputeRow row) {
        UUID task = task(handle, scope, row);
        payments.disputed(handle, scope.storeId(), payment.id(), store.anyOpen(handle, scope.storeId(), payment.id()));
        long difference = row.charged() - chargedBefore;
        if (difference != 0) {
            outside.book(
                    handle,
                    scope,
                    payment,
                    Booking.chargedBack(payment.position(), difference),
                    "dispute:" + row.id() + ":" + row.version(),
                    row.ref(),
                    task);
        }
        outbox.record(handle, scope, List.of(change(scope, payment, from, row)));
    }

    /** Staff are told of each stage anew; what was to be done at the last one is over. */
    private UUID task(Handle handle, Scope scope, DisputeRow row) {
        List<TaskKind> kinds = List.of(TaskKind.DISPUTE);
        tasks.settled(handle, scope, row.id(), kinds, "the dispute went on: " + row.stage());
        UUID task = tasks.open(handle, scope, TaskKind.DISPUTE, row.id(), row.checkoutId(), words(row));
        if (row.stage() == DisputeStage.WON && row.version() > 1) {
            tasks.settled(handle, scope, row.id(), kinds, "the bank decided for the shop");
        }
        return task;
    }

    private static String words(DisputeRow row) {
        String what = "The buyer's bank disputes " + row.amount() + " through '" + row.account() + "', dispute "
                + row.ref() + ": ";
        return what
                + switch (row.stage()) {
                    case INQUIRY -> "it asks for information; answer at the provider before it becomes a dispute.";
                    case OPENED ->
                        "hand evidence in at the provider"
                                + Optional.ofNullable(row.answerBy())
                                        .map(by -> " by " + by)
                                        .orElse("") + ".";
                    case UNDER_REVIEW -> "the evidence is being judged.";
                    case WON -> "decided for the shop.";
                    case LOST -> "lost; the money is gone, decide about what has not been sent yet.";
                };
    }

    private Change change(Scope scope, PaymentRow payment, String from, DisputeRow row) {
        PaymentDisputed event = new PaymentDisputed(
                scope.store().code(),
                row.paymentId(),
                row.ref(),
                payment.unwanted() ? Optional.empty() : Optional.of(row.checkoutId()),
                row.stage(),
                row.amount(),
                Optional.ofNullable(row.answerBy()),
                world.now(),
                scope.actor().label());
        return Change.of(
                        DisputeFlow.TABLE.machine(),
                        row.id(),
                        row.version(),
                        from,
                        row.stage().name(),
                        row.checkoutId(),
                        event)
                .noting(row.amount() + " " + row.ref());
    }
}
