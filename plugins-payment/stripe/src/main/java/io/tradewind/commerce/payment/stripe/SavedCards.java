package io.tradewind.commerce.payment.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerPaymentMethodListParams;
import com.stripe.param.CustomerSearchParams;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.SavedInstrument;
import io.tradewind.commerce.spi.payment.SavedInstruments;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Payment methods that Stripe keeps for later. One is known by its customer and its own id, {@code cus_…/pm_…}: each kept
 * method has a customer of its own, made together with the payment that keeps it. Safe for use by many threads.
 */
final class SavedCards implements SavedInstruments {
    private static final String BUYER = "tradewind_buyer";
    private static final long MOST = 100;
    private static final Pattern REFERENCE = Pattern.compile("(cus_\\w+)/(pm_\\w+)");

    private final StripeApi api;
    private final Clock clock;

    SavedCards(StripeApi api, Clock clock) {
        this.api = api;
        this.clock = clock;
    }

    /** A kept method. */
    record Card(String customer, String method) {
        static Optional<Card> of(ProviderRef reference) {
            Matcher parts = REFERENCE.matcher(reference.value());
            return parts.matches() ? Optional.of(new Card(parts.group(1), parts.group(2))) : Optional.empty();
        }
    }

    /** Returns a new customer that the method of one payment is kept for; the same call gives the same one. */
    String customer(AuthorizeRequest request) throws StripeException {
        CustomerCreateParams params = CustomerCreateParams.builder()
                .putMetadata(BUYER, request.buyer().reference())
                .build();
        RequestOptions key = RequestOptions.builder()
                .setIdempotencyKey(request.call().id() + "-1")
                .build();
        return Unreadable.unless(
                api.until(request.call().deadline())
                        .v1()
                        .customers()
                        .create(params, key)
                        .getId(),
                "id");
    }

    /** Returns the method that an intent keeps, when it keeps one and Stripe has told which. */
    static Optional<SavedInstrument> of(PaymentIntent intent) {
        PaymentMethod method = intent.getPaymentMethodObject();
        return intent.getSetupFutureUsage() == null || intent.getCustomer() == null || method == null
                ? Optional.empty()
                : Optional.of(saved(intent.getCustomer(), method));
    }

    private static SavedInstrument saved(String customer, PaymentMethod method) {
        return new SavedInstrument(
                new ProviderRef(customer + "/" + Unreadable.unless(method.getId(), "id")),
                label(method),
                until(method));
    }

    private static String label(PaymentMethod method) {
        PaymentMethod.Card card = method.getCard();
        if (card == null || card.getBrand() == null) {
            return String.valueOf(method.getType());
        }
        String brand = card.getBrand().substring(0, 1).toUpperCase(Locale.ROOT)
                + card.getBrand().substring(1);
        return brand + " ending in " + card.getLast4();
    }

    private static Optional<YearMonth> until(PaymentMethod method) {
        PaymentMethod.Card card = method.getCard();
        return card == null || card.getExpYear() == null || card.getExpMonth() == null
                ? Optional.empty()
                : Optional.of(YearMonth.of(
                        card.getExpYear().intValue(), card.getExpMonth().intValue()));
    }

    /** Stripe's search for the buyer's customers is behind by up to a minute; the shop keeps a list of its own. */
    @Override
    public Answer<List<SavedInstrument>> list(ProviderRef buyer, Instant deadline) {
        return attempt(() -> {
            StripeClient client = api.until(deadline);
            List<SavedInstrument> kept = new ArrayList<>();
            for (Customer each : customers(client, buyer)) {
                String customer = Unreadable.unless(each.getId(), "id");
                CustomerPaymentMethodListParams all =
                        CustomerPaymentMethodListParams.builder().setLimit(MOST).build();
                Unreadable.unless(
                                client.v1()
                                        .customers()
                                        .paymentMethods()
                                        .list(customer, all)
                                        .getData(),
                                "data")
                        .forEach(method -> kept.add(saved(customer, method)));
            }
            return new Answer.Done<>(kept);
        });
    }

    private static List<Customer> customers(StripeClient client, ProviderRef buyer) throws StripeException {
        String quoted = buyer.value().replace("\\", "\\\\").replace("'", "\\'");
        CustomerSearchParams search = CustomerSearchParams.builder()
                .setQuery("metadata['" + BUYER + "']:'" + quoted + "'")
                .setLimit(MOST)
                .build();
        return Unreadable.unless(client.v1().customers().search(search).getData(), "data");
    }

    @Override
    public Answer<Cancelled> forget(Call call, ProviderRef instrument) {
        Optional<Card> card = Card.of(instrument);
        if (card.isEmpty()) {
            return new Answer.Rejected<>(RejectCode.NOT_FOUND, "no reference of a kept method");
        }
        return attempt(() -> {
            try {
                api.until(call.deadline())
                        .v1()
                        .paymentMethods()
                        .detach(card.get().method(), StripeApi.keyed(call.id()));
            } catch (InvalidRequestException notAttached) { // it is forgotten already
                return new Answer.Done<>(new Cancelled(clock.instant()));
            }
            return new Answer.Done<>(new Cancelled(clock.instant()));
        });
    }

    private static <T> Answer<T> attempt(Failures.Exchange<Answer<T>> exchange) {
        try {
            return exchange.run();
        } catch (AuthenticationException refused) {
            return new Answer.Rejected<>(RejectCode.BAD_CREDENTIALS, Failures.say(refused));
        } catch (InvalidRequestException ours) {
            return new Answer.Rejected<>(RejectCode.INVALID_REQUEST, Failures.say(ours));
        } catch (StripeException failed) {
            return new Answer.Unknown<>(Optional.empty(), Failures.say(failed));
        } catch (RuntimeException junk) { // as in Failures
            return new Answer.Unknown<>(Optional.empty(), "the answer cannot be read");
        }
    }
}
