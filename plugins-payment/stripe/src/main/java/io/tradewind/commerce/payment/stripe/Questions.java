package io.tradewind.commerce.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.StripeCollection;
import com.stripe.param.PaymentIntentRetrieveParams;
import com.stripe.param.PaymentIntentSearchParams;
import com.stripe.param.RefundListParams;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import java.util.List;
import java.util.Optional;

/**
 * Asks Stripe what became of an operation. By reference where one is known: those answers are never behind. An opening
 * without reference is searched by its metadata, which may lag; refunds are listed with their payment.
 */
final class Questions {
    private static final String CHARGE = "latest_charge";
    private static final long MOST_REFUNDS = 100;

    private final StripeApi api;
    private final Answers answers;

    Questions(StripeApi api, Answers answers) {
        this.api = api;
        this.answers = answers;
    }

    StatusReport ask(StatusQuery query) {
        try {
            return switch (query.kind()) {
                case AUTHORIZE, PURCHASE -> opening(query);
                case CAPTURE, CANCEL -> onTop(query);
                case REFUND -> refund(query);
                case INCREMENT -> new StatusReport.Unavailable("this plugin raises no authorisation");
            };
        } catch (StripeException failed) {
            return new StatusReport.Unavailable(Failures.say(failed));
        } catch (RuntimeException junk) { // as in Failures
            return new StatusReport.Unavailable("the answer cannot be read");
        }
    }

    PaymentIntent intent(StripeClient client, ProviderRef ref) throws StripeException {
        return client.v1()
                .paymentIntents()
                .retrieve(
                        ref.value(),
                        PaymentIntentRetrieveParams.builder()
                                .addExpand(CHARGE)
                                .addExpand("payment_method")
                                .build());
    }

    private StatusReport opening(StatusQuery query) throws StripeException {
        StripeClient client = api.until(query.deadline());
        Optional<ProviderRef> ref = query.own().or(query::payment);
        if (ref.isPresent()) {
            PaymentIntent intent = intent(client, ref.get());
            return Answers.isOf(query.operation(), intent.getMetadata(), Answers.OPERATION)
                    ? found(answers.opening(intent), intent)
                    : new StatusReport.Unavailable(ref.get() + " belongs to another operation");
        }
        PaymentIntentSearchParams search = PaymentIntentSearchParams.builder()
                .setQuery("metadata['" + Answers.OPERATION + "']:'" + query.operation() + "'")
                .setLimit(1L)
                .addExpand("data." + CHARGE)
                .build();
        List<PaymentIntent> hits =
                Unreadable.unless(client.v1().paymentIntents().search(search).getData(), "data");
        if (hits.isEmpty()) {
            return new StatusReport.NotFound();
        }
        PaymentIntent intent = hits.get(0);
        if (!Answers.isOf(query.operation(), intent.getMetadata(), Answers.OPERATION)) {
            throw new Unreadable("a search that finds another operation");
        }
        return found(answers.opening(intent), intent);
    }

    private StatusReport onTop(StatusQuery query) throws StripeException {
        if (query.payment().isEmpty()) {
            return new StatusReport.Unavailable("a " + query.kind() + " is asked about by its payment");
        }
        PaymentIntent intent =
                intent(api.until(query.deadline()), query.payment().get());
        String status = Unreadable.unless(intent.getStatus(), "status");
        return switch (query.kind()) {
            case CAPTURE ->
                Answers.isOf(query.operation(), intent.getMetadata(), Answers.CAPTURE)
                                && (status.equals("succeeded") || status.equals("processing"))
                        ? found(answers.captured(intent), intent)
                        : new StatusReport.NotFound();
            default ->
                status.equals("canceled") || Answers.isRestGivenUp(intent)
                        ? found(answers.cancelled(intent), intent)
                        : new StatusReport.NotFound();
        };
    }

    private StatusReport refund(StatusQuery query) throws StripeException {
        StripeClient client = api.until(query.deadline());
        Optional<Refund> refund;
        if (query.own().isPresent()) {
            refund =
                    Optional.of(client.v1().refunds().retrieve(query.own().get().value()));
        } else if (query.payment().isPresent()) {
            StripeCollection<Refund> page = client.v1()
                    .refunds()
                    .list(RefundListParams.builder()
                            .setPaymentIntent(query.payment().get().value())
                            .setLimit(MOST_REFUNDS)
                            .build());
            refund = Unreadable.unless(page.getData(), "data").stream()
                    .filter(it -> Answers.isOf(query.operation(), it.getMetadata(), Answers.OPERATION))
                    .findFirst();
            if (refund.isEmpty()) {
                return Boolean.FALSE.equals(page.getHasMore())
                        ? new StatusReport.NotFound()
                        : new StatusReport.Unavailable("more than " + MOST_REFUNDS + " refunds of one payment");
            }
        } else {
            return new StatusReport.Unavailable("a REFUND is asked about by its payment or its own reference");
        }
        Refund known = refund.get();
        if (!Answers.isOf(query.operation(), known.getMetadata(), Answers.OPERATION)) {
            return new StatusReport.Unavailable(known.getId() + " belongs to another operation");
        }
        ProviderRef payment = query.payment()
                .orElseGet(() -> new ProviderRef(Unreadable.unless(known.getPaymentIntent(), "payment_intent")));
        return found(answers.refund(known), intent(client, payment));
    }

    private static StatusReport found(PaymentResult outcome, PaymentIntent intent) {
        return new StatusReport.Found(outcome, Answers.totals(intent));
    }
}
