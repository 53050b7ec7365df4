package io.tradewind.commerce.internal.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.OptionalBinder;
import io.tradewind.commerce.internal.plugin.PluginHost;
import io.tradewind.commerce.plugin.PaymentFacts;
import io.tradewind.commerce.plugin.TrackingFacts;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;

/** Plugins, and who takes the news they bring. The takers set themselves with {@code OptionalBinder…setBinding()}. */
final class PluginBindings extends AbstractModule {
    private final PluginHost host;

    PluginBindings(PluginHost host) {
        this.host = host;
    }

    @Override
    protected void configure() {
        bind(PluginHost.class).toInstance(host);
        OptionalBinder.newOptionalBinder(binder(), PaymentFacts.class)
                .setDefault()
                .toInstance(new NoPayments());
        OptionalBinder.newOptionalBinder(binder(), TrackingFacts.class)
                .setDefault()
                .toInstance((account, notice) -> false);
    }

    private record NoPayments() implements PaymentFacts {
        @Override
        public boolean apply(String account, Notice<PaymentFact> notice) {
            return false;
        }

        @Override
        public void lookUp(String account, ProviderRef ref) {}
    }
}
