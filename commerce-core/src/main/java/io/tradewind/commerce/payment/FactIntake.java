package io.tradewind.commerce.payment;

import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.payment.Evidence.Origin;
import io.tradewind.commerce.payment.Learning.Learnt;
import io.tradewind.commerce.payment.OperationStore.Place;
import io.tradewind.commerce.payment.PaymentStore.Found;
import io.tradewind.commerce.plugin.PaymentFacts;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Takes news from providers. What is about an operation of ours goes through the one fold; what nobody here asked for is
 * written down as money that moved outside, with a task. Safe for many threads.
 */
@Internal
@Singleton
public final class FactIntake implements PaymentFacts {
    private final PaymentStore payments;
    private final OperationStore operations;
    private final Learning learning;
    private final Asking asking;
    private final Gateways gateways;
    private final Aftermath aftermath;
    private final OutsideMoney outside;
    private final Disputes disputes;
    private final Scopes scopes;
    private final Tx tx;

    @Inject
    FactIntake(
            PaymentStore payments,
            OperationStore operations,
            Learning learning,
            Asking asking,
            Gateways gateways,
            Aftermath aftermath,
            OutsideMoney outside,
            Disputes disputes,
            Scopes scopes,
            Tx tx) {
        this.payments = payments;
        this.operations = operations;
        this.learning = learning;
        this.asking = asking;
        this.gateways = gateways;
        this.aftermath = aftermath;
        this.outside = outside;
        this.disputes = disputes;
        this.scopes = scopes;
        this.tx = tx;
    }

    @Override
    public boolean apply(String account, Notice<PaymentFact> notice) {
        if (notice.fact() instanceof PaymentFact.Outcome outcome) {
            return outcome(account, outcome);
        } else if (notice.fact() instanceof PaymentFact.Dispute dispute) {
            return dispute(account, dispute, notice.occurredAt());
        }
        throw new IllegalArgumentException("no way to take in " + notice.fact().getClass());
    }

    @Override
    public Optional<String> lookUp(String account, ProviderRef ref) {
        Set<Place> places = new LinkedHashSet<>(
                tx.read("payments.ref", handle -> operations.byReference(handle, account, ref.value())));
        for (Found found : tx.read("payments.ref", handle -> payments.byReference(handle, account, ref.value()))) {
            places.addAll(undecided(found));
        }
        List<String> silent = new ArrayList<>();
        for (Place place : places) {
            scope(place.storeId())
                    .flatMap(scope -> asking.askSoon(scope, place).silent())
                    .ifPresent(silent::add);
        }
        return silent.stream().findFirst();
    }

    private boolean outcome(String account, PaymentFact.Outcome outcome) {
        Optional<Place> ours = ours(account, outcome);
        if (ours.isPresent()) {
            Optional<Scope> scope = scope(ours.get().storeId());
            scope.ifPresent(it -> fold(it, account, ours.get(), outcome.result()));
            return scope.isPresent();
        }
        List<Found> found = tx.read(
                "payments.ref",
                handle ->
                        payments.byReference(handle, account, outcome.payment().value()));
        if (found.isEmpty()) {
            return false;
        }
        Optional<Scope> scope = scope(found.get(0).storeId());
        if (scope.isEmpty()) {
            return false;
        }
        if (!(outcome.result() instanceof PaymentResult.Approved approved)) {
            return true; // nothing of ours, and nothing happened
        }
        boolean mayBeOurs = askAll(scope.get(), found.get(0));
        return !mayBeOurs && outside(scope.get(), found.get(0), outcome, approved);
    }

    private void fold(Scope scope, String account, Place place, PaymentResult result) {
        boolean last = gateways.kept(account).profile().can(PaymentCapability.OUTCOME_BY_WEBHOOK);
        Origin origin = last ? Origin.LAST_WORD : Origin.NOTICE;
        Learnt learnt = learning.learn(scope, place, Learning.said(result, origin), null);
        if (learnt.ask()) {
            asking.ask(scope, learnt.now());
        }
    }

    /** The operation a fact is about: by its id, else by the reference that it had of the provider. */
    private Optional<Place> ours(String account, PaymentFact.Outcome outcome) {
        return tx.read("payments.fact", handle -> {
            Optional<Place> byId = outcome.operation()
                    .flatMap(id -> operations.whereIs(handle, id.value()))
                    .filter(place -> place.kind() == outcome.kind() || (place.isAttempt() && isAttempt(outcome.kind())))
                    .filter(place -> operations
                            .find(handle, place.storeId(), place.id())
                            .filter(it -> it.operation().account().equals(account))
                            .isPresent());
            if (byId.isPresent()) {
                return byId;
            }
            boolean attempt = isAttempt(outcome.kind());
            String ref = attempt
                    ? outcome.payment().value()
                    : Steps.reference(outcome.result()).map(ProviderRef::value).orElse("");
            return operations.byReference(handle, account, ref).stream()
                    .filter(place -> attempt ? place.isAttempt() : place.kind() == outcome.kind())
                    .findFirst();
        });
    }

    private static boolean isAttempt(OperationKind kind) {
        return kind == OperationKind.AUTHORIZE || kind == OperationKind.PURCHASE;
    }

    /**
     * Asks about everything undecided of a payment.
     *
     * @return true if something stays undecided: news of that payment may still turn out to be about it
     */
    private boolean askAll(Scope scope, Found found) {
        boolean undecided = false;
        for (Place place : undecided(found)) {
            Loaded now = asking.askSoon(scope, place).now();
            undecided |= now.operation().state().isUndecided() && !now.payment().payLater();
        }
        return undecided;
    }

    private List<Place> undecided(Found found) {
        return tx.read("payments.open", handle -> operations.undecided(handle, found.storeId(), found.id()));
    }

    private boolean outside(Scope scope, Found found, PaymentFact.Outcome outcome, PaymentResult.Approved approved) {
        return scope.tx().write("payments.outside", handle -> {
            PaymentRow payment =
                    payments.lockOne(handle, scope.storeId(), found.id()).orElseThrow();
            String key = "ext:" + approved.ref();
            List<FactKind> kinds = List.of(FactKind.CAPTURED, FactKind.CANCELLED, FactKind.REFUNDED);
            if (payments.knows(handle, scope.storeId(), payment.account(), kinds, key)
                    || isOurs(handle, scope, payment, approved.ref(), outcome.kind())) {
                return true;
            }
            UUID task = aftermath.outside(handle, scope, payment);
            if (approved.amount().getCurrencyUnit().equals(payment.currency())) {
                long amount = approved.amount().getAmountMinorLong();
                outside.book(
                        handle,
                        scope,
                        payment,
                        Booking.outside(payment.position(), outcome.kind(), amount),
                        key,
                        approved.ref().value(),
                        task);
            }
            return true;
        });
    }

    /** While we asked, the operation may have learnt its reference. */
    private boolean isOurs(Handle handle, Scope scope, PaymentRow payment, ProviderRef ref, OperationKind kind) {
        return operations.ofPayment(handle, scope.storeId(), payment.id()).stream()
                .anyMatch(it -> it.kind() == kind && ref.value().equals(it.ref()));
    }

    private boolean dispute(String account, PaymentFact.Dispute dispute, Instant occurredAt) {
        List<Found> found = tx.read(
                "payments.ref",
                handle ->
                        payments.byReference(handle, account, dispute.payment().value()));
        if (found.isEmpty() || scope(found.get(0).storeId()).isEmpty()) {
            return false;
        }
        Scope scope = scope(found.get(0).storeId()).orElseThrow();
        return scope.tx().write("payments.dispute", handle -> {
            disputes.hear(handle, scope, found.get(0).id(), dispute, occurredAt);
            return true;
        });
    }

    private Optional<Scope> scope(int storeId) {
        return scopes.knows(storeId) ? Optional.of(scopes.system(storeId, "payments")) : Optional.empty();
    }
}
