package io.tradewind.commerce.payment;

import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.plugin.Bounds;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.CompleteRequest;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.SavedInstrument;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.payment.StoredCredential;
import java.math.RoundingMode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;

/**
 * A provider that keeps a book of what really happened, per operation, and can be told how to behave next: lose its
 * answer, lie, wait for the buyer. Refuses to be called inside a transaction. Safe for many threads.
 */
final class BookGateway implements Gateways.Gateway {
    /** How it answers the next call. */
    enum Mood {
        APPROVE,
        DECLINE,
        REJECT,
        NOT_SENT,
        /** The effect happens, the answer is lost. */
        LOSE_ANSWER,
        /** The request is lost, which nobody can tell from the former. */
        LOSE_REQUEST,
        /** The effect happens, and the process that asked for it dies. */
        CRASH,
        PENDING,
        ACTION,
        /** The page for the buyer is made, the answer that has its address is lost. */
        LOSE_ACTION,
        LIE_AMOUNT,
        LIE_CURRENCY,
        LIE_EFFECT,
        STEAL_REFERENCE
    }

    /** What really happened. */
    record Effected(OperationKind kind, Money amount, ProviderRef ref) {}

    final Map<UUID, List<Effected>> book = new LinkedHashMap<>();
    final Map<UUID, PaymentResult> answers = new LinkedHashMap<>();
    final List<String> calls = new ArrayList<>();
    boolean answersQueries = true;
    Answer<Cancelled> forgetting = new Answer.Done<>(new Cancelled(Instant.EPOCH));
    final List<AuthorizeRequest> authorizations = new ArrayList<>();
    String stolen = "";
    /** Runs at the end of the next call with an effect, before its answer is back. */
    Runnable meanwhile = () -> {};

    private final Tx tx;
    private final Clock clock;
    private final Deque<Mood> moods = new ArrayDeque<>();
    private PaymentProfile profile = PaymentProfiles.builder()
            .can(
                    PaymentCapability.AUTHORIZE,
                    PaymentCapability.PURCHASE,
                    PaymentCapability.PARTIAL_CAPTURE,
                    PaymentCapability.CANCEL,
                    PaymentCapability.PARTIAL_REFUND,
                    PaymentCapability.MULTI_REFUND,
                    PaymentCapability.KEYED,
                    PaymentCapability.QUERY_BY_OPERATION,
                    PaymentCapability.REDIRECT)
            .currencies("EUR")
            .keptFor(Duration.ofDays(1))
            .settleWindow(Duration.ofSeconds(20))
            .build();

    BookGateway(Tx tx, Clock clock) {
        this.tx = tx;
        this.clock = clock;
    }

    /** Behaves so at the next calls, one after the other; afterwards it approves. */
    synchronized BookGateway next(Mood... more) {
        moods.addAll(List.of(more));
        return this;
    }

    void profile(PaymentProfile now) {
        profile = now;
    }

    /** Nothing may be sent again, for it would be done again. */
    void keepsNoKeys() {
        profile = new PaymentProfile(
                profile.capabilities(),
                profile.currencies(),
                profile.units(),
                Map.of(),
                profile.settleWindow(),
                profile.authorizationLife());
    }

    /** Claims more. */
    void can(PaymentCapability... more) {
        Set<PaymentCapability> all = new HashSet<>(profile.capabilities());
        all.addAll(List.of(more));
        profile = new PaymentProfile(
                all,
                profile.currencies(),
                profile.units(),
                profile.keyRetention(),
                profile.settleWindow(),
                profile.authorizationLife());
    }

    /** How often an operation had an effect. */
    synchronized int effects(UUID operation) {
        return book.getOrDefault(operation, List.of()).size();
    }

    /** What all operations of a kind moved. */
    synchronized Money sum(OperationKind kind) {
        return book.values().stream()
                .flatMap(List::stream)
                .filter(it -> it.kind() == kind)
                .map(Effected::amount)
                .reduce(Money.parse("EUR 0.00"), Money::plus);
    }

    /** The buyer or bank says yes to something that was waiting. */
    synchronized void settle(UUID operation, OperationKind kind, Money amount) {
        answers.put(operation, happen(operation, kind, amount));
    }

    /** The buyer gives up, the page is too old, the bank says no. */
    synchronized void settle(UUID operation, PaymentResult result) {
        answers.put(operation, result);
    }

    @Override
    public String code() {
        return "book";
    }

    @Override
    public PaymentProfile profile() {
        return profile;
    }

    @Override
    public Bounds bounds() {
        return Bounds.NONE;
    }

    @Override
    public boolean available() {
        return true;
    }

    @Override
    public PaymentResult authorize(AuthorizeRequest request) {
        OperationKind kind =
                request.capture() == CaptureMode.AT_ONCE ? OperationKind.PURCHASE : OperationKind.AUTHORIZE;
        synchronized (this) {
            authorizations.add(request);
        }
        PaymentResult result = effect("authorize", request.call().id(), kind, request.amount());
        boolean keeps = request.use() == StoredCredential.SAVE_FOR_LATER;
        return keeps && result instanceof PaymentResult.Approved it
                ? it.keeping(new SavedInstrument(
                        new ProviderRef("card-of-" + request.buyer().reference()),
                        "Visa ending in 4242",
                        Optional.of(YearMonth.of(2028, 5))))
                : result;
    }

    @Override
    public synchronized PaymentResult complete(CompleteRequest request) {
        tx.assertNone("complete");
        calls.add("complete " + request.call().id());
        UUID id = request.call().id().value();
        PaymentResult known = answers.get(id);
        if (!(known instanceof PaymentResult.ActionRequired)) {
            return known;
        }
        answers.remove(id);
        return effect("complete", request.call().id(), OperationKind.PURCHASE, request.amount());
    }

    @Override
    public PaymentResult capture(FollowUp request) {
        return effect("capture", request.call().id(), OperationKind.CAPTURE, request.amount());
    }

    @Override
    public PaymentResult cancel(FollowUp request) {
        return effect("cancel", request.call().id(), OperationKind.CANCEL, request.amount());
    }

    @Override
    public PaymentResult refund(FollowUp request) {
        return effect("refund", request.call().id(), OperationKind.REFUND, request.amount());
    }

    @Override
    public synchronized Answer<Cancelled> forget(Call call, ProviderRef instrument) {
        tx.assertNone("forget");
        calls.add("forget " + instrument);
        return forgetting;
    }

    @Override
    public synchronized StatusReport query(StatusQuery query) {
        tx.assertNone("query");
        calls.add("query " + query.operation());
        if (!answersQueries) {
            return new StatusReport.Unavailable("down");
        }
        PaymentResult known = answers.get(query.operation().value());
        Money zero = Money.zero(query.amount().getCurrencyUnit());
        return known == null
                ? new StatusReport.NotFound()
                : new StatusReport.Found(known, new StatusReport.Totals(zero, zero, zero));
    }

    private PaymentResult effect(String name, OperationId id, OperationKind kind, Money amount) {
        PaymentResult result = once(name, id, kind, amount);
        Runnable work = meanwhile;
        meanwhile = () -> {};
        work.run();
        return result;
    }

    /** The same key twice: one effect, the same answer. */
    private synchronized PaymentResult once(String name, OperationId id, OperationKind kind, Money amount) {
        tx.assertNone(name);
        calls.add(name + " " + id);
        PaymentResult known = answers.get(id.value());
        if (known != null) {
            return known;
        }
        Mood mood = moods.isEmpty() ? Mood.APPROVE : moods.poll();
        ProviderRef ref = ref(id.value(), kind);
        Optional<PaymentResult> kept = switch (mood) {
            case APPROVE, LOSE_ANSWER, CRASH -> Optional.of(happen(id.value(), kind, amount));
            case DECLINE ->
                Optional.of(new PaymentResult.Declined(
                        DeclineCode.INSUFFICIENT_FUNDS, Retry.OTHER_INSTRUMENT, Details.code("51")));
            case PENDING ->
                Optional.of(new PaymentResult.Pending(ref, clock.instant().plus(Duration.ofMinutes(5)), Details.NONE));
            case ACTION, LOSE_ACTION ->
                Optional.of(new PaymentResult.ActionRequired(
                        ref,
                        new NextAction.Redirect("GET", URI.create("https://bank.example/3ds"), Map.of()),
                        clock.instant().plus(Duration.ofMinutes(30)),
                        Details.NONE));
            case LIE_AMOUNT ->
                Optional.of(new PaymentResult.Approved(
                        ref, amount.dividedBy(2, RoundingMode.DOWN), effect(kind), Details.NONE));
            case LIE_CURRENCY ->
                Optional.of(new PaymentResult.Approved(
                        ref, Money.parse("USD " + amount.getAmount()), effect(kind), Details.NONE));
            case LIE_EFFECT -> Optional.of(new PaymentResult.Approved(ref, amount, Effect.VERIFIED, Details.NONE));
            case STEAL_REFERENCE ->
                Optional.of(new PaymentResult.Approved(new ProviderRef(stolen), amount, effect(kind), Details.NONE));
            case REJECT, NOT_SENT, LOSE_REQUEST -> Optional.empty();
        };
        kept.ifPresent(it -> answers.put(id.value(), it));
        return switch (mood) {
            case LOSE_ANSWER, LOSE_REQUEST, LOSE_ACTION ->
                new PaymentResult.Unknown(Optional.empty(), "time-out", Details.NONE);
            case CRASH -> throw new IllegalStateException("killed, as it were");
            case NOT_SENT -> new PaymentResult.NotSent("connection refused");
            case REJECT -> new PaymentResult.Rejected(RejectCode.BAD_CREDENTIALS, "401", Details.NONE);
            default -> kept.orElseThrow();
        };
    }

    private PaymentResult happen(UUID id, OperationKind kind, Money amount) {
        ProviderRef ref = ref(id, kind);
        book.computeIfAbsent(id, it -> new ArrayList<>()).add(new Effected(kind, amount, ref));
        return new PaymentResult.Approved(ref, amount, effect(kind), Details.NONE);
    }

    private static ProviderRef ref(UUID id, OperationKind kind) {
        return new ProviderRef(
                (kind == OperationKind.PURCHASE || kind == OperationKind.AUTHORIZE ? "pay-" : "op-") + id);
    }

    private static Effect effect(OperationKind kind) {
        return Judge.effect(kind);
    }
}
