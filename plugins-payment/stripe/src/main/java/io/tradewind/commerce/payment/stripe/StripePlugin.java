package io.tradewind.commerce.payment.stripe;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import java.net.URI;
import java.util.List;

/** Offers the payment gateway "stripe". */
public final class StripePlugin implements CommercePlugin {
    /** For the service loader. */
    public StripePlugin() {}

    @Override
    public PluginInfo info() {
        return new PluginInfo(
                "payment-stripe", "0.1.0", "Tradewind", "Apache-2.0", URI.create("https://tradewind.example/plugins"));
    }

    @Override
    public List<ProviderFactory<PaymentGateway>> payments() {
        return List.of(ProviderFactory.of(
                "stripe",
                StripeSettings.FIELDS,
                context -> new StripeGateway(context, StripeSettings.of(context.settings()))));
    }
}
