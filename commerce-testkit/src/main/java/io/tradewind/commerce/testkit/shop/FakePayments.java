package io.tradewind.commerce.testkit.shop;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * A bank that approves everything unless it is told otherwise, and keeps a book of the money it holds. Safe for many
 * threads.
 */
public final class FakePayments implements CommercePlugin, PaymentGateway {
    /** Its code, for {@code .payment("card", FakePayments.CODE)}. */
    public static final String CODE = "fake-payments";

    private final Set<String> currencies;
    private final Map<OperationId, PaymentResult.Approved> book = new LinkedHashMap<>();
    private final Deque<Next> coming = new ArrayDeque<>();

    /** What it does with a call that moves money. */
    public enum Next {
        /** It happens. */
        APPROVE,
        /** It does not happen, and the bank says so. */
        DECLINE,
        /** It happens, and the answer is lost; asked later, the bank says that it happened. */
        LOSE_ANSWER,
        /** The question is lost; asked later, the bank knows nothing of it. */
        LOSE_QUESTION
    }

    /** A bank for these currencies. */
    public FakePayments(Set<String> currencies) {
        this.currencies = Set.copyOf(currencies);
    }

    /** The next calls that move money are answered like that, in this order; then it approves again. */
    public synchronized void next(Next... answers) {
        coming.addAll(List.of(answers));
    }

    /** What it has taken and not given back. */
    public synchronized Money holds(CurrencyUnit currency) {
        Money sum = Money.zero(currency);
        for (PaymentResult.Approved it : book.values()) {
            if (it.amount().getCurrencyUnit().equals(currency)) {
                sum = it.effect() == Effect.CAPTURED
                        ? sum.plus(it.amount())
                        : it.effect() == Effect.REFUNDED ? sum.minus(it.amount()) : sum;
            }
        }
        return sum;
    }

    @Override
    public PluginInfo info() {
        return new PluginInfo(CODE, "1.0.0", "Tradewind", "Apache-2.0", URI.create("https://tradewind.example"));
    }

    @Override
    public List<ProviderFactory<PaymentGateway>> payments() {
        return List.of(ProviderFactory.of(CODE, List.of(), context -> this));
    }

    @Override
    public PaymentProfile profile() {
        return PaymentProfiles.builder()
                .can(
                        PaymentCapability.AUTHORIZE,
                        PaymentCapability.PURCHASE,
                        PaymentCapability.CANCEL,
                        PaymentCapability.CLIENT_TOKEN,
                        PaymentCapability.PARTIAL_CAPTURE,
                        PaymentCapability.PARTIAL_REFUND,
                        PaymentCapability.MULTI_REFUND,
                        PaymentCapability.KEYED,
                        PaymentCapability.QUERY_BY_OPERATION)
                .currencies(currencies.toArray(String[]::new))
                .keptFor(Duration.ofDays(1))
                .build();
    }

    @Override
    public PaymentResult authorize(AuthorizeRequest request) {
        Effect effect = request.capture() == CaptureMode.AT_ONCE ? Effect.CAPTURED : Effect.AUTHORIZED;
        OperationId id = request.call().id();
        return move(id, new ProviderRef("fake-" + id), request.amount(), effect);
    }

    @Override
    public PaymentResult capture(FollowUp request) {
        return move(request.call().id(), request.payment(), request.amount(), Effect.CAPTURED);
    }

    @Override
    public PaymentResult cancel(FollowUp request) {
        return move(request.call().id(), request.payment(), request.amount(), Effect.CANCELLED);
    }

    @Override
    public PaymentResult refund(FollowUp request) {
        OperationId id = request.call().id();
        return move(id, new ProviderRef("fake-" + id), request.amount(), Effect.REFUNDED);
    }

    @Override
    public synchronized StatusReport query(StatusQuery query) {
        PaymentResult.Approved known = book.get(query.operation());
        return known == null
                ? new StatusReport.NotFound()
                : new StatusReport.Found(
                        known,
                        new StatusReport.Totals(
                                known.amount(), known.amount(), known.amount().withAmount(0)));
    }

    private synchronized PaymentResult move(OperationId id, ProviderRef ref, Money amount, Effect effect) {
        PaymentResult.Approved done = book.get(id);
        if (done != null) {
            return done;
        }
        Next next = coming.isEmpty() ? Next.APPROVE : coming.poll();
        if (next == Next.DECLINE) {
            return new PaymentResult.Declined(DeclineCode.INSUFFICIENT_FUNDS, Retry.LATER, Details.NONE);
        } else if (next == Next.LOSE_QUESTION) {
            return lost();
        }
        PaymentResult.Approved approved = new PaymentResult.Approved(ref, amount, effect, Details.NONE);
        book.put(id, approved);
        return next == Next.LOSE_ANSWER ? lost() : approved;
    }

    private static PaymentResult lost() {
        return new PaymentResult.Unknown(Optional.empty(), "the line broke", Details.NONE);
    }
}
