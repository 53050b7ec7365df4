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

    /** Asks now unless it was asked within the last two seconds, and folds the answer. */
    Loaded askSoon(Scope scope, Place place) {
        Loaded it = load(scope, place);
        Instant last = it.operation().askedAt();
        boolean fresh = last != null && last.plus(PAUSE).isAfter(world.now());
        boolean sent = it.operation().sentAt() != null;
        boolean calling = it.operation().leaseUntil() != null
                && it.operation().leaseUntil().isAfter(world.now());
        return !it.operation().state().isUndecided()
                        || fresh
                        || !sent
                        || calling
                        || it.payment().payLater()
                ? it
                : ask(scope, it).now();
    }

    /** Asks and folds the answer. */
    Learnt ask(Scope scope, Loaded it) {
        Place place = Learning.place(it);
        PaymentProfile profile = gateways.kept(it.operation().account()).profile();
        if (it.payment().payLater() && it.operation().isAttempt()) {
            return learning.learn(scope, place, (handle, now) -> new Evidence.NotFound(true), null);
        }
        StatusReport report = gateways.kept(it.operation().account()).query(query(it));
        if (report instanceof StatusReport.Found found) {
            return learning.learn(scope, place, Learning.said(found.outcome(), Origin.QUERY), null);
        } else if (report instanceof StatusReport.NotFound) {
            boolean settled = !world.now().isBefore(lastSentAt(it.operation()).plus(profile.settleWindow()));
            return learning.learn(scope, place, (handle, now) -> new Evidence.NotFound(settled), null);
        }
        String why = report instanceof StatusReport.Unavailable unavailable ? unavailable.why() : "";
        Learnt learnt = learning.learn(scope, place, (handle, now) -> new Evidence.Silence(why), null);
        return mayResend(learnt.now().operation(), profile) ? sender.resend(scope, learnt.now()) : learnt;
    }

    Loaded load(Scope scope, Place place) {
        return scope.tx()
                .read("payments.load", handle -> operations.find(handle, scope.storeId(), place.id()))
                .orElseThrow(() -> CommerceException.notFound("operation"));
    }

    /** Only where asking cannot tell, and the provider would know the key again for sure. */
    private boolean mayResend(OperationRow operation, PaymentProfile profile) {
        Duration kept = profile.keyRetention().get(operation.kind());
        if (operation.state() != OperationState.UNKNOWN
                || operation.isAttempt()
                || kept == null
                || !profile.can(PaymentCapability.KEYED)) {
            return false;
        }
        Duration safe = kept.multipliedBy(9).dividedBy(10);
        return world.now().isBefore(sentAt(operation).plus(safe));
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
