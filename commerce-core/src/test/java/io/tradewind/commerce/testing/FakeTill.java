package io.tradewind.commerce.testing;

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
import org.joda.money.Money;

/**
 * A gateway ({@code fake-till}) that approves everything and counts what it took and gave back, and another ({@code
 * fake-later}) where people pay later. Safe for many threads.
 */
public final class FakeTill implements CommercePlugin {
    public static final String CODE = "fake-till";
    public static final String LATER = "fake-later";

    private final Map<OperationId, PaymentResult> book = new LinkedHashMap<>();
    private final Map<String, Long> taken = new LinkedHashMap<>();

    private final Deque<Answering> captures = new ArrayDeque<>();
    private int captureCalls;

    /** How it answers a capture. */
    public enum Answering {
        TAKE,
        DECLINE,
        /** It takes the money, and the answer is lost. */
        LOSE_ANSWER,
        /** The request is lost, which nobody can tell from the former. */
        LOSE_REQUEST
    }

    /** The next captures are answered like that, in this order; then it takes again. */
    public synchronized void nextCapture(Answering... coming) {
        captures.addAll(List.of(coming));
    }

    /** How often it was told to take reserved money. */
    public synchronized int captureCalls() {
        return captureCalls;
    }

    private synchronized PaymentResult capture(FollowUp request) {
        captureCalls++;
        Answering answering = captures.isEmpty() ? Answering.TAKE : captures.poll();
        if (answering == Answering.DECLINE) {
            return new PaymentResult.Declined(DeclineCode.INSUFFICIENT_FUNDS, Retry.LATER, Details.NONE);
        } else if (answering == Answering.LOSE_REQUEST) {
            return new PaymentResult.Unknown(Optional.empty(), "the line broke", Details.NONE);
        }
        PaymentResult taken = once(request.call().id(), request.payment(), request.amount(), Effect.CAPTURED, 1);
        return answering == Answering.TAKE
                ? taken
                : new PaymentResult.Unknown(Optional.empty(), "the line broke", Details.NONE);
    }

    /** What it holds in all, in minor units. */
    public synchronized long holds() {
        return taken.values().stream().mapToLong(it -> it).sum();
    }

    @Override
    public PluginInfo info() {
        return new PluginInfo("fake-till", "1.0.0", "Tests", "Apache-2.0", URI.create("https://tests.example"));
    }

    @Override
    public List<ProviderFactory<PaymentGateway>> payments() {
        return List.of(
                ProviderFactory.of(CODE, List.of(), context -> new Till()),
                ProviderFactory.of(LATER, List.of(), context -> new Later()));
    }

    private synchronized PaymentResult once(
            OperationId id, ProviderRef payment, Money amount, Effect effect, long sign) {
        return book.computeIfAbsent(id, it -> {
            taken.merge(payment.value(), sign * amount.getAmountMinorLong(), Math::addExact);
            ProviderRef ref =
                    effect == Effect.CAPTURED || effect == Effect.AUTHORIZED ? payment : new ProviderRef("till-" + id);
            return new PaymentResult.Approved(ref, amount, effect, Details.NONE);
        });
    }

    private final class Till implements PaymentGateway {
        @Override
        public PaymentProfile profile() {
            return PaymentProfiles.builder()
                    .can(
                            PaymentCapability.AUTHORIZE,
                            PaymentCapability.PURCHASE,
                            PaymentCapability.CANCEL,
                            PaymentCapability.CLIENT_TOKEN,
                            PaymentCapability.PARTIAL_REFUND,
                            PaymentCapability.MULTI_REFUND,
                            PaymentCapability.KEYED,
                            PaymentCapability.QUERY_BY_OPERATION)
                    .currencies("EUR")
                    .keptFor(Duration.ofDays(1))
                    .build();
        }

        @Override
        public PaymentResult authorize(AuthorizeRequest request) {
            boolean atOnce = request.capture() == CaptureMode.AT_ONCE;
            return once(
                    request.call().id(),
                    new ProviderRef("till-" + request.call().id()),
                    request.amount(),
                    atOnce ? Effect.CAPTURED : Effect.AUTHORIZED,
                    atOnce ? 1 : 0);
        }

        @Override
        public PaymentResult capture(FollowUp request) {
            return FakeTill.this.capture(request);
        }

        @Override
        public PaymentResult cancel(FollowUp request) {
            return once(request.call().id(), request.payment(), request.amount(), Effect.CANCELLED, 0);
        }

        @Override
        public PaymentResult refund(FollowUp request) {
            return once(request.call().id(), request.payment(), request.amount(), Effect.REFUNDED, -1);
        }

        @Override
        public StatusReport query(StatusQuery query) {
            synchronized (FakeTill.this) {
                PaymentResult known = book.get(query.operation());
                if (known instanceof PaymentResult.Approved it) {
                    Money zero = it.amount().withAmount(0);
                    return new StatusReport.Found(it, new StatusReport.Totals(it.amount(), it.amount(), zero));
                }
                return new StatusReport.NotFound();
            }
        }
    }

    private static final class Later implements PaymentGateway {
        @Override
        public PaymentProfile profile() {
            return PaymentProfiles.offline();
        }

        @Override
        public PaymentResult authorize(AuthorizeRequest request) {
            return new PaymentResult.Pending(
                    new ProviderRef("later-" + request.call().id()),
                    request.call().deadline(),
                    Details.NONE);
        }

        @Override
        public StatusReport query(StatusQuery query) {
            return new StatusReport.Unavailable("people pay by hand");
        }
    }
}
