package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.testkit.reference.ReferenceHarness;
import io.tradewind.commerce.testkit.reference.ReferencePlugin;
import java.util.List;
import java.util.function.Function;

/**
 * A gateway with one mistake.
 *
 * @param name what the mistake is
 * @param rule the rule that must catch it
 * @param harness how the kit uses it
 */
record Mutant(String name, String rule, PaymentHarness harness) {
    static Mutant of(String name, String rule, Function<ProviderContext, PaymentGateway> maker) {
        return with(name, rule, ReferencePlugin.FIELDS, maker);
    }

    static Mutant with(
            String name, String rule, List<ConfigField> fields, Function<ProviderContext, PaymentGateway> maker) {
        return new Mutant(name, rule, new ReferenceHarness(new ReferencePlugin(fields, maker)));
    }

    /** A plugin whose mistake only shows in a folder of its own. */
    static Mutant in(String name, String rule, Class<? extends CommercePlugin> plugin) {
        return new Mutant(name, rule, new FolderHarness(plugin));
    }
}
