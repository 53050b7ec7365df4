package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.testkit.reference.ReferenceGateway;
import io.tradewind.commerce.testkit.reference.ReferencePlugin;
import java.util.List;

/** A plugin that finds its own classes through the thread's class loader, which in a folder has others. */
public final class LooksThroughTheThread implements CommercePlugin {
    @Override
    public PluginInfo info() {
        return new ReferencePlugin().info();
    }

    @Override
    public List<ProviderFactory<PaymentGateway>> payments() {
        return List.of(ProviderFactory.of("reference", ReferencePlugin.FIELDS, Gateway::new));
    }

    private static final class Gateway extends ReferenceGateway {
        Gateway(ProviderContext context) {
            super(context);
        }

        @Override
        public PaymentResult authorize(AuthorizeRequest request) {
            try {
                ClassLoader thread = Thread.currentThread().getContextClassLoader();
                boolean own = Class.forName(Gateway.class.getName(), true, thread) == Gateway.class;
                return own ? super.authorize(request) : unknown("not a gateway");
            } catch (ClassNotFoundException elsewhere) {
                return unknown("no gateway");
            }
        }
    }
}
