package io.tradewind.commerce.payment.offline;

import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.Settings;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** The driver collects the money; staff confirms it. Stays pending until then. Safe for use by many threads. */
final class CashOnDelivery implements PaymentGateway {
    private final ProviderContext context;
    private final PaymentProfile profile;
    private final Optional<Money> maximum;
    private final List<String> countries;
    private final Duration confirmWithin;

    CashOnDelivery(ProviderContext context) {
        Settings settings = context.settings();
        this.context = context;
        this.profile = ByHand.profile(settings);
        this.maximum = settings.find("maximum").map(it -> settings.money("maximum"));
        this.countries = settings.find("countries")
                .map(it -> Arrays.stream(it.split(",", -1)).map(String::strip).toList())
                .orElse(List.of());
        this.confirmWithin = settings.duration("confirmWithin");
    }

    @Override
    public PaymentProfile profile() {
        return profile;
    }

    @Override
    public PaymentResult authorize(AuthorizeRequest request) {
        return ByHand.refusal(profile, request).orElseGet(() -> collected(request));
    }

    private PaymentResult collected(AuthorizeRequest request) {
        boolean tooMuch = maximum.filter(it -> it.isSameCurrency(request.amount()))
                .map(request.amount()::isGreaterThan)
                .orElse(false);
        if (tooMuch) {
            return notPermitted("above-maximum");
        }
        Optional<String> country = request.checkout().shipTo().map(Address::country);
        if (!countries.isEmpty() && !country.map(countries::contains).orElse(false)) {
            return notPermitted("country");
        }
        ProviderRef ref = new ProviderRef("cash-" + request.call().id());
        return new PaymentResult.Pending(ref, context.clock().instant().plus(confirmWithin), Details.NONE);
    }

    private static PaymentResult notPermitted(String why) {
        return new PaymentResult.Declined(DeclineCode.NOT_PERMITTED, Retry.OTHER_INSTRUMENT, Details.code(why));
    }

    @Override
    public PaymentResult cancel(FollowUp request) {
        return ByHand.cancel(request);
    }

    @Override
    public PaymentResult refund(FollowUp request) {
        return ByHand.refund(context, request, confirmWithin);
    }

    @Override
    public StatusReport query(StatusQuery query) {
        return ByHand.NOBODY_TO_ASK;
    }
}
