package io.tradewind.commerce.payment;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.payment.Evidence.Origin;
import io.tradewind.commerce.payment.Learning.Learnt;
import io.tradewind.commerce.payment.OperationStore.Place;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/** Asks providers what became of operations. Changes nothing there, except where only a repeated call can tell. */
@Singleton
final class Asking {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final Gateways gateways;
    private final OperationStore operations;
    private final Learning learning;
    private final Sender sender;
    private final World world;

    @Inject
    Asking(Gateways gateways, OperationStore operations, Learning learning, Sender sender, World world) {
        this.gateways = gateways;
        this.operations = operations;
        this.learning = learning;
        this.sender = sender;
        this.world = world;
    }

    /**
     * What asking came to.
     *
     * @param silent why nothing was heard; empty if something was, or there is nothing to ask about
     */
    record Asked(Loaded now, Optional<String> silent) {}

    /** Asks now unless it was asked within the last two seconds, and folds the answer. */
    Asked askSoon(Scope scope, Place place) {
        Loaded it = load(scope, place);
        OperationRow operation = it.operation();
        Instant last = operation.askedAt();
        Instant lease = operation.leaseUntil();
        if (!operation.state().isUndecided()
                || operation.sentAt() == null
                || it.payment().payLater()) {
            return new Asked(it, Optional.empty());
        } else if (lease != null && lease.isAfter(world.now())) {
            return new Asked(it, Optional.of("its call is still out"));
        } else if (last != null && last.plus(PAUSE).isAfter(world.now())) {
            return new Asked(it, Optional.of("the provider was asked a moment ago"));
        }
        return ask(scope, it);
    }

    /** Asks and folds the answer. */
    Asked ask(Scope scope, Loaded it) {
        Place place = Learning.place(it);
        PaymentProfile profile = gateways.kept(it.operation().account()).profile();
        if (it.payment().payLater() && it.operation().isAttempt()) {
            return heard(learning.learn(scope, place, (handle, now) -> new Evidence.NotFound(true), null));
        }
        StatusReport report = gateways.kept(it.operation().account()).query(query(it));
        if (report instanceof StatusReport.Found found) {
            return heard(learning.learn(scope, place, Learning.said(found.outcome(), Origin.QUERY), null));
        } else if (report instanceof StatusReport.NotFound) {
            boolean settled = !world.now().isBefore(lastSentAt(it.operation()).plus(profile.settleWindow()));
            Learnt learnt = learning.learn(scope, place, (handle, now) -> new Evidence.NotFound(settled), null);
            return settled ? heard(learnt) : new Asked(learnt.now(), Optional.of("the provider does not know it yet"));
        }
        String why = report instanceof StatusReport.Unavailable unavailable ? unavailable.why() : "";
        Learnt learnt = learning.learn(scope, place, (handle, now) -> new Evidence.Silence(why), null);
        Loaded now = learnt.now();
        if (mayResend(now, profile)) {
            now = sender.resend(scope, place).map(Learnt::now).orElse(now);
        }
        boolean moved = now.operation().state() != it.operation().state();
        return new Asked(now, moved ? Optional.empty() : Optional.of("the provider does not say: " + why));
    }

    private static Asked heard(Learnt learnt) {
        return new Asked(learnt.now(), Optional.empty());
    }

    Loaded load(Scope scope, Place place) {
        return scope.tx()
                .read("payments.load", handle -> operations.find(handle, scope.storeId(), place.id()))
                .orElseThrow(() -> CommerceException.notFound("operation"));
    }

    /** Only where asking cannot tell, and the provider would know the key again for sure. */
    private boolean mayResend(Loaded it, PaymentProfile profile) {
        OperationRow operation = it.operation();
        Duration kept = profile.keyRetention().get(operation.kind());
        if (operation.state() != OperationState.UNKNOWN
                || kept == null
                || !profile.can(PaymentCapability.KEYED)
                || (operation.isAttempt() && !isAwaited(it))) {
            return false;
        }
        Duration safe = kept.multipliedBy(9).dividedBy(10);
        return world.now().isBefore(sentAt(operation).plus(safe));
    }

    /**
     * True if the provider's first answer to an attempt was lost and its buyer still waits for it. Later it would
     * surprise the buyer, and then a person decides.
     */
    private boolean isAwaited(Loaded it) {
        OperationRow operation = it.operation();
        Instant lost = operation.unknownSince();
        return operation.activeKey() != null
                && !operation.request().isEmpty()
                && !Renewals.isRenewal(operation)
                && it.payment().ref() == null
                && !it.payment().unwanted()
                && lost != null
                && AskSchedule.mayGoAgain(lost, operation.sends(), world.now());
    }

    private StatusQuery query(Loaded it) {
        OperationRow operation = it.operation();
        Money amount = it.payment().money(operation.amount());
        return new StatusQuery(
                new OperationId(operation.id()),
                operation.kind(),
                Optional.ofNullable(it.payment().ref()).map(ProviderRef::new),
                Optional.ofNullable(operation.ref()).map(ProviderRef::new),
                amount,
                sentAt(operation),
                world.now().plus(DEADLINE));
    }

    /** When it was certainly sent for the last time: what was sent again was lost later than it was first sent. */
    private static Instant lastSentAt(OperationRow operation) {
        Instant lost = operation.unknownSince();
        Instant first = sentAt(operation);
        return operation.sends() > 1 && lost != null && lost.isAfter(first) ? lost : first;
    }

    private static Instant sentAt(OperationRow operation) {
        Instant sent = operation.sentAt();
        return sent == null ? operation.createdAt() : sent;
    }
}
