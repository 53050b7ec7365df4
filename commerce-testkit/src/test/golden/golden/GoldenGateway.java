package golden;

import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.CompleteRequest;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.payment.StoredCredential;
import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/** A provider in the plugin's own process. Tokens say what becomes of a payment: ok, no, later, page. */
final class GoldenGateway implements PaymentGateway {
    private record Done(Money amount, PaymentResult result) {}

    private final ProviderContext context;
    private final Secret key;
    private final Map<OperationId, Done> done = new HashMap<>();
    private final Map<ProviderRef, StatusReport.Totals> totals = new HashMap<>();

    GoldenGateway(ProviderContext context) {
        this.context = context;
        this.key = context.settings().secret("key");
        context.log().log(System.Logger.Level.DEBUG, "golden " + context.account() + " for " + context.webhookUrl());
    }

    @Override
    public PaymentProfile profile() {
        return PaymentProfiles.builder()
                .can(
                        PaymentCapability.AUTHORIZE,
                        PaymentCapability.PURCHASE,
                        PaymentCapability.PARTIAL_CAPTURE,
                        PaymentCapability.MULTI_CAPTURE,
                        PaymentCapability.CANCEL,
                        PaymentCapability.PARTIAL_REFUND,
                        PaymentCapability.MULTI_REFUND,
                        PaymentCapability.KEYED,
                        PaymentCapability.QUERY_BY_OPERATION,
                        PaymentCapability.REDIRECT,
                        PaymentCapability.CLIENT_TOKEN)
                .currencies("EUR", "JPY", "KWD")
                .keptFor(Duration.ofDays(30))
                .settleWindow(Duration.ZERO)
                .authorizationLife(Duration.ofDays(7))
                .build();
    }

    @Override
    public synchronized PaymentResult authorize(AuthorizeRequest request) {
        boolean token = request.instrument() instanceof Instrument.ClientToken;
        if (!token || request.use() != StoredCredential.NONE) {
            return PaymentResult.unsupported("only tokens");
        } else if (!request.amount().isPositive() || !profile().takes(request.amount())) {
            return rejected(RejectCode.INVALID_REQUEST, "cannot move " + request.amount());
        }
        String word = ((Instrument.ClientToken) request.instrument()).token().value();
        return once(request.call().id(), request.amount(), () -> open(request, word));
    }

    private PaymentResult open(AuthorizeRequest request, String word) {
        ProviderRef ref = new ProviderRef("golden-" + request.call().id());
        Instant soon = context.clock().instant().plus(Duration.ofMinutes(30));
        return switch (word) {
            case "ok" -> opened(ref, request.amount(), request.capture());
            case "no" -> new PaymentResult.Declined(
                    DeclineCode.INSUFFICIENT_FUNDS, Retry.OTHER_INSTRUMENT, Details.code("empty").with("bank", "b7"));
            case "later" -> new PaymentResult.Pending(ref, soon, Details.NONE);
            case "page" -> new PaymentResult.ActionRequired(
                    ref,
                    new NextAction.Redirect("GET", URI.create("https://golden.example/" + ref), Map.of()),
                    soon,
                    Details.NONE);
            default -> rejected(RejectCode.INVALID_REQUEST, "no such token");
        };
    }

    private PaymentResult opened(ProviderRef ref, Money amount, CaptureMode mode) {
        Money zero = Money.zero(amount.getCurrencyUnit());
        boolean atOnce = mode == CaptureMode.AT_ONCE;
        totals.put(ref, new StatusReport.Totals(amount, atOnce ? amount : zero, zero));
        return new PaymentResult.Approved(ref, amount, atOnce ? Effect.CAPTURED : Effect.AUTHORIZED, Details.NONE);
    }

    @Override
    public synchronized PaymentResult complete(CompleteRequest request) {
        Done before = done.get(request.call().id());
        if (before == null) {
            return rejected(RejectCode.NOT_FOUND, "no such payment");
        } else if (!(before.result() instanceof PaymentResult.ActionRequired)) {
            return before.result();
        }
        PaymentResult result = request.parameter("paid").filter("yes"::equals).isPresent()
                ? opened(request.payment(), request.amount(), CaptureMode.AT_ONCE)
                : new PaymentResult.Declined(
                        DeclineCode.AUTHENTICATION_FAILED, Retry.AFTER_AUTHENTICATION, Details.NONE);
        done.put(request.call().id(), new Done(request.amount(), result));
        return result;
    }

    @Override
    public synchronized PaymentResult capture(FollowUp request) {
        return onTop(request, Effect.CAPTURED, it -> it.authorized().minus(it.captured()), (it, amount) ->
                new StatusReport.Totals(it.authorized(), it.captured().plus(amount), it.refunded()));
    }

    @Override
    public synchronized PaymentResult cancel(FollowUp request) {
        return onTop(request, Effect.CANCELLED, it -> it.authorized().minus(it.captured()), (it, amount) ->
                new StatusReport.Totals(it.authorized().minus(amount), it.captured(), it.refunded()));
    }

    @Override
    public synchronized PaymentResult refund(FollowUp request) {
        return onTop(request, Effect.REFUNDED, it -> it.captured().minus(it.refunded()), (it, amount) ->
                new StatusReport.Totals(it.authorized(), it.captured(), it.refunded().plus(amount)));
    }

    private interface Room {
        Money of(StatusReport.Totals totals);
    }

    private interface Move {
        StatusReport.Totals by(StatusReport.Totals totals, Money amount);
    }

    private PaymentResult onTop(FollowUp request, Effect effect, Room room, Move move) {
        StatusReport.Totals before = totals.get(request.payment());
        if (before == null) {
            return rejected(RejectCode.NOT_FOUND, "no such payment");
        }
        return once(request.call().id(), request.amount(), () -> {
            if (room.of(before).isLessThan(request.amount())) {
                return rejected(RejectCode.AMOUNT_EXCEEDS, "not that much: " + request.reason());
            }
            totals.put(request.payment(), move.by(before, request.amount()));
            ProviderRef own = new ProviderRef(effect + "-" + request.call().id());
            return new PaymentResult.Approved(own, request.amount(), effect, Details.NONE);
        });
    }

    private interface Act {
        PaymentResult run();
    }

    private PaymentResult once(OperationId id, Money amount, Act act) {
        Done before = done.get(id);
        if (before != null) {
            return before.amount().equals(amount) ? before.result() : rejected(RejectCode.KEY_REUSED, "sent before");
        }
        PaymentResult result = act.run();
        if (!(result instanceof PaymentResult.Rejected)) {
            done.put(id, new Done(amount, result));
        }
        return result;
    }

    private static PaymentResult rejected(RejectCode code, String why) {
        return new PaymentResult.Rejected(code, why, Details.NONE);
    }

    @Override
    public synchronized StatusReport query(StatusQuery query) {
        Done it = done.get(query.operation());
        if (it == null) {
            return new StatusReport.NotFound();
        }
        boolean opening = query.kind() == OperationKind.AUTHORIZE || query.kind() == OperationKind.PURCHASE;
        Optional<ProviderRef> payment =
                opening ? Optional.of(new ProviderRef("golden-" + query.operation())) : query.payment();
        Money zero = Money.zero(query.amount().getCurrencyUnit());
        return new StatusReport.Found(
                it.result(),
                payment.map(totals::get).orElseGet(() -> new StatusReport.Totals(zero, zero, zero)));
    }

    @Override
    public WebhookOutcome<PaymentFact> receive(WebhookEnvelope envelope) {
        boolean signed = envelope.header("Golden-Key").filter(key::matches).isPresent();
        return signed
                ? new WebhookOutcome.Accepted<>(List.of(), Reply.ok())
                : new WebhookOutcome.NotSupported<>();
    }

    @Override
    public Health health(Instant deadline) {
        boolean live = context.environment() == Environment.LIVE;
        return live ? Health.down(Duration.ZERO, "for tests only") : Health.up(Duration.ZERO);
    }

    @Override
    public synchronized void close() {
        done.clear();
    }
}
