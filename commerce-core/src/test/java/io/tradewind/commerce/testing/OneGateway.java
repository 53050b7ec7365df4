package io.tradewind.commerce.testing;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import java.net.URI;
import java.util.List;

/** A plugin that offers one payment gateway without settings. */
public record OneGateway(String code, PaymentGateway gateway) implements CommercePlugin {
    @Override
    public PluginInfo info() {
        return new PluginInfo(code, "1.0.0", "tests", "MIT", URI.create("https://example.org"));
    }

    @Override
    public List<ProviderFactory<PaymentGateway>> payments() {
        return List.of(ProviderFactory.of(code, List.of(), context -> gateway));
    }
}
