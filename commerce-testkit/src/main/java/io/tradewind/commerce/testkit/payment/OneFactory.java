package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import java.net.URI;
import java.util.List;

/** A plugin made of one factory, for vendors who have not written theirs yet. */
record OneFactory(ProviderFactory<PaymentGateway> factory) implements CommercePlugin {
    @Override
    public PluginInfo info() {
        return new PluginInfo(factory.code(), "0", "not named", "not named", URI.create("about:blank"));
    }

    @Override
    public List<ProviderFactory<PaymentGateway>> payments() {
        return List.of(factory);
    }
}
