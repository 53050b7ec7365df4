package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.testkit.reference.ReferenceGateway;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.joda.money.Money;
import tools.jackson.databind.JsonNode;

/** Mistakes about the life of a payment, about declines and about questions. */
final class BrokenLives {
    static final List<Mutant> ALL = List.of(
            Mutant.of("captures-everything", "PAY-LIFE-4", CapturesEverything::new),
            Mutant.of("full-refund-always", "PAY-LIFE-6", FullRefundAlways::new),
            Mutant.of("action-is-approved", "PAY-LIFE-8", ActionIsApproved::new),
            Mutant.of("pending-is-approved", "PAY-LIFE-9", PendingIsApproved::new),
            Mutant.of("pending-is-declined", "PAY-LIFE-9", PendingIsDeclined::new),
            Mutant.of("bad-key-is-declined", "PAY-DECL-3", BadKeyIsDeclined::new),
            Mutant.of("all-declines-other", "PAY-DECL-1", AllDeclinesOther::new),
            Mutant.of("query-not-found-on-error", "PAY-QRY-3", QueryNotFoundOnError::new),
            Mutant.of("query-latest", "PAY-QRY-2", QueryLatest::new),
            Mutant.of("query-resends", "PAY-QRY-4", QueryResends::new),
            Mutant.of("takes-what-is-to-be-reserved", "PAY-LIFE-1", TakesAtOnce::new),
            Mutant.of("reserves-what-is-to-be-taken", "PAY-LIFE-2", ReservesOnly::new),
            Mutant.of("one-capture-only", "PAY-LIFE-3", OneCaptureOnly::new),
            Mutant.of("cancel-is-refund", "PAY-LIFE-5", CancelIsRefund::new),
            Mutant.of("refunds-what-is-left", "PAY-LIFE-7", RefundsWhatIsLeft::new),
            Mutant.of("checks-with-a-cent", "PAY-LIFE-10", ChecksWithACent::new),
            Mutant.of("own-code-for-declines", "PAY-DECL-2", OwnCodeForDeclines::new),
            Mutant.of("finds-by-reference-only", "PAY-QRY-1", FindsByReferenceOnly::new),
            Mutant.of("totals-of-one-refund", "PAY-QRY-5", TotalsOfOneRefund::new));

    private BrokenLives() {}

    private static FollowUp whole(FollowUp request) {
        return new FollowUp(
                request.call(), request.payment(), request.open(), request.open(), true, request.lines(), "");
    }

    private static final class CapturesEverything extends ReferenceGateway {
        CapturesEverything(ProviderContext context) {
            super(context);
        }

        @Override
        public PaymentResult capture(FollowUp request) {
            return super.capture(whole(request));
        }
    }

    private static final class FullRefundAlways extends ReferenceGateway {
        FullRefundAlways(ProviderContext context) {
            super(context);
        }

        @Override
        public PaymentResult refund(FollowUp request) {
            return super.refund(whole(request));
        }
    }

    private static final class ActionIsApproved extends ReferenceGateway {
        ActionIsApproved(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult action(Sent sent, JsonNode json) {
            return new PaymentResult.Approved(ref(json), sent.amount(), Effect.CAPTURED, Details.NONE);
        }
    }

    private static final class PendingIsApproved extends ReferenceGateway {
        PendingIsApproved(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult pending(Sent sent, JsonNode json) {
            return new PaymentResult.Approved(ref(json), sent.amount(), Effect.CAPTURED, Details.NONE);
        }
    }

    private static final class PendingIsDeclined extends ReferenceGateway {
        PendingIsDeclined(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult pending(Sent sent, JsonNode json) {
            return no(DeclineCode.OTHER, Retry.LATER, "pending");
        }
    }

    private static final class BadKeyIsDeclined extends ReferenceGateway {
        BadKeyIsDeclined(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult badKey() {
            return no(DeclineCode.DO_NOT_HONOR, Retry.NEVER, "401");
        }
    }

    private static final class AllDeclinesOther extends ReferenceGateway {
        AllDeclinesOther(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult declined(String code) {
            return no(DeclineCode.OTHER, Retry.OTHER_INSTRUMENT, code);
        }
    }

    private static final class QueryNotFoundOnError extends ReferenceGateway {
        QueryNotFoundOnError(ProviderContext context) {
            super(context);
        }

        @Override
        protected StatusReport unavailable(String why) {
            return new StatusReport.NotFound();
        }
    }

    private static final class QueryLatest extends ReferenceGateway {
        QueryLatest(ProviderContext context) {
            super(context);
        }

        @Override
        protected String question(StatusQuery query) {
            return query.payment().map(it -> "payments/" + it).orElse(super.question(query));
        }
    }

    private static final class QueryResends extends ReferenceGateway {
        QueryResends(ProviderContext context) {
            super(context);
        }

        @Override
        public StatusReport query(StatusQuery query) {
            StatusReport report = super.query(query);
            if (report instanceof StatusReport.NotFound && query.payment().isPresent()) {
                Call call = new Call(query.operation(), query.deadline(), 2, Map.of());
                FollowUp again =
                        new FollowUp(call, query.payment().get(), query.amount(), query.amount(), true, List.of(), "");
                PaymentResult result = switch (query.kind()) {
                    case REFUND -> refund(again);
                    case CANCEL -> cancel(again);
                    default -> capture(again);
                };
                return result instanceof PaymentResult.Approved ? super.query(query) : report;
            }
            return report;
        }
    }

    private static final class TakesAtOnce extends ReferenceGateway {
        TakesAtOnce(ProviderContext context) {
            super(context);
        }

        @Override
        protected HttpCall post(String path, Map<String, Object> body, Instant deadline) {
            body.computeIfPresent("capture", (name, asked) -> true);
            return super.post(path, body, deadline);
        }
    }

    private static final class ReservesOnly extends ReferenceGateway {
        ReservesOnly(ProviderContext context) {
            super(context);
        }

        @Override
        protected HttpCall post(String path, Map<String, Object> body, Instant deadline) {
            body.computeIfPresent("capture", (name, asked) -> false);
            return super.post(path, body, deadline);
        }
    }

    private static final class OneCaptureOnly extends ReferenceGateway {
        private final Set<ProviderRef> taken = ConcurrentHashMap.newKeySet();

        OneCaptureOnly(ProviderContext context) {
            super(context);
        }

        @Override
        public PaymentResult capture(FollowUp request) {
            return taken.add(request.payment()) ? super.capture(request) : PaymentResult.unsupported("second capture");
        }
    }

    private static final class CancelIsRefund extends ReferenceGateway {
        CancelIsRefund(ProviderContext context) {
            super(context);
        }

        @Override
        public PaymentResult cancel(FollowUp request) {
            return super.refund(request);
        }
    }

    private static final class RefundsWhatIsLeft extends ReferenceGateway {
        RefundsWhatIsLeft(ProviderContext context) {
            super(context);
        }

        @Override
        public PaymentResult refund(FollowUp request) {
            return super.refund(request.amount().isGreaterThan(request.open()) ? whole(request) : request);
        }
    }

    private static final class ChecksWithACent extends ReferenceGateway {
        ChecksWithACent(ProviderContext context) {
            super(context);
        }

        @Override
        protected long minor(Money amount) {
            return Math.max(1, super.minor(amount));
        }
    }

    private static final class OwnCodeForDeclines extends ReferenceGateway {
        OwnCodeForDeclines(ProviderContext context) {
            super(context);
        }

        @Override
        protected PaymentResult declined(String code) {
            PaymentResult.Declined told = (PaymentResult.Declined) super.declined(code);
            return no(told.code(), told.retry(), told.code().name());
        }
    }

    private static final class FindsByReferenceOnly extends ReferenceGateway {
        FindsByReferenceOnly(ProviderContext context) {
            super(context);
        }

        @Override
        public StatusReport query(StatusQuery query) {
            return query.own().isEmpty() ? unavailable("no reference") : super.query(query);
        }
    }

    private static final class TotalsOfOneRefund extends ReferenceGateway {
        TotalsOfOneRefund(ProviderContext context) {
            super(context);
        }

        @Override
        public StatusReport query(StatusQuery query) {
            StatusReport report = super.query(query);
            return report instanceof StatusReport.Found it && query.kind() == OperationKind.REFUND
                    ? new StatusReport.Found(
                            it.outcome(),
                            new StatusReport.Totals(
                                    it.totals().authorized(), it.totals().captured(), query.amount()))
                    : report;
        }
    }
}
