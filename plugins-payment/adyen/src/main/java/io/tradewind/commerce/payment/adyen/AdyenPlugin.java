package io.tradewind.commerce.payment.adyen;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import java.net.URI;
import java.util.List;

/** Offers the payment gateway "adyen". */
public final class AdyenPlugin implements CommercePlugin {
    /** For the service loader. */
    public AdyenPlugin() {}

    @Override
    public PluginInfo info() {
        return new PluginInfo(
                "payment-adyen", "0.1.0", "Tradewind", "Apache-2.0", URI.create("https://tradewind.example/plugins"));
    }

    @Override
    public List<ProviderFactory<PaymentGateway>> payments() {
        return List.of(ProviderFactory.of(
                "adyen",
                AdyenSettings.FIELDS,
                context -> new AdyenGateway(context, AdyenSettings.of(context.settings(), context.environment()))));
    }
}
