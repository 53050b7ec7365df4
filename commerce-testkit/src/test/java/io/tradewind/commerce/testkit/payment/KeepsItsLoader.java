package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.testkit.reference.ReferenceGateway;
import io.tradewind.commerce.testkit.reference.ReferencePlugin;
import java.util.List;

/** A plugin that asks the JVM to call it at its end, and so never goes away. */
public final class KeepsItsLoader implements CommercePlugin {
    @Override
    public PluginInfo info() {
        return new ReferencePlugin().info();
    }

    @Override
    public List<ProviderFactory<PaymentGateway>> payments() {
        return List.of(ProviderFactory.of("reference", ReferencePlugin.FIELDS, context -> {
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> context.log().log(System.Logger.Level.TRACE, "goodbye"), "bank-goodbye"));
            return new ReferenceGateway(context);
        }));
    }
}
