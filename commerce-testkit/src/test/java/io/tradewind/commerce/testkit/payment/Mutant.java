package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.testkit.reference.ReferencePlugin;
import java.util.List;
import java.util.function.Function;

/**
 * A gateway with one mistake.
 *
 * @param name what the mistake is
 * @param rule the rule that must catch it
 * @param fields its settings
 * @param maker makes it
 */
record Mutant(String name, String rule, List<ConfigField> fields, Function<ProviderContext, PaymentGateway> maker) {
    static Mutant of(String name, String rule, Function<ProviderContext, PaymentGateway> maker) {
        return new Mutant(name, rule, ReferencePlugin.FIELDS, maker);
    }

    ReferencePlugin plugin() {
        return new ReferencePlugin(fields, maker);
    }
}
