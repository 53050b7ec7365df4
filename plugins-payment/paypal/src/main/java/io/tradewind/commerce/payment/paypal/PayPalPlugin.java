package io.tradewind.commerce.payment.paypal;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import java.net.URI;
import java.util.List;

/** Offers the payment gateway "paypal". */
public final class PayPalPlugin implements CommercePlugin {
    /** For the service loader. */
    public PayPalPlugin() {}

    @Override
    public PluginInfo info() {
        return new PluginInfo(
                "payment-paypal", "0.1.0", "Tradewind", "Apache-2.0", URI.create("https://tradewind.example/plugins"));
    }

    @Override
    public List<ProviderFactory<PaymentGateway>> payments() {
        return List.of(ProviderFactory.of(
                "paypal", PayPalSettings.FIELDS, context -> new PayPalGateway(context, PayPalSettings.of(context))));
    }
}
