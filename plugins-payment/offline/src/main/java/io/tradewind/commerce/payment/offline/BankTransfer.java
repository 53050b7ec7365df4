package io.tradewind.commerce.payment.offline;

import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.Settings;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The buyer transfers the money and quotes a reference; staff confirms the receipt. Stays pending until then. Safe for
 * use by many threads.
 */
final class BankTransfer implements PaymentGateway {
    private final ProviderContext context;
    private final PaymentProfile profile;
    private final Duration payWithin;
    private final String prefix;
    private final Map<String, String> account = new LinkedHashMap<>();

    BankTransfer(ProviderContext context) {
        Settings settings = context.settings();
        this.context = context;
        this.profile = ByHand.profile(settings);
        this.payWithin = settings.duration("payWithin");
        this.prefix = settings.text("referencePrefix");
        String iban = Iban.compact(settings.text("iban"));
        if (!Iban.valid(iban)) {
            throw new ConfigurationException(
                    "iban", "is not an IBAN", "check its digits; the two after the country are a check sum");
        }
        account.put("holder", settings.text("holder"));
        account.put("iban", Iban.grouped(iban));
        settings.find("bic").ifPresent(it -> account.put("bic", it));
        settings.find("bank").ifPresent(it -> account.put("bank", it));
    }

    @Override
    public PaymentProfile profile() {
        return profile;
    }

    @Override
    public PaymentResult authorize(AuthorizeRequest request) {
        return ByHand.refusal(profile, request).orElseGet(() -> instructions(request));
    }

    private PaymentResult instructions(AuthorizeRequest request) {
        Map<String, String> lines = new LinkedHashMap<>(account);
        lines.put("amount", request.amount().toString());
        lines.put("reference", (prefix + " " + request.checkout().reference()).strip());
        return new PaymentResult.Pending(
                new ProviderRef("transfer-" + request.call().id()),
                context.clock().instant().plus(payWithin),
                Details.NONE,
                Optional.of(new NextAction.ShowInstructions(lines)));
    }

    @Override
    public PaymentResult cancel(FollowUp request) {
        return ByHand.cancel(request);
    }

    @Override
    public PaymentResult refund(FollowUp request) {
        return ByHand.refund(context, request, payWithin);
    }

    @Override
    public StatusReport query(StatusQuery query) {
        return ByHand.NOBODY_TO_ASK;
    }
}
