package ${package};

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import java.net.URI;
import java.util.List;

/** Offers the payment gateway "${code}": named in META-INF/services, found by the shop, switched on by its settings. */
public final class ${name}Plugin implements CommercePlugin {
    static final List<ConfigField> FIELDS = List.of(
            ConfigField.secret("apiKey").withPatterns("test_.+", "live_.+"),
            ConfigField.endpoint("https://api.${code}.example"));

    @Override
    public PluginInfo info() {
        return new PluginInfo(
                "payment-${code}", "${version}", "${groupId}", "Apache-2.0", URI.create("https://${code}.example"));
    }

    @Override
    public List<ProviderFactory<PaymentGateway>> payments() {
        return List.of(ProviderFactory.of("${code}", FIELDS, ${name}Gateway::new));
    }
}
