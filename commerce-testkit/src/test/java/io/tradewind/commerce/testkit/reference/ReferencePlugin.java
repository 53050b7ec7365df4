package io.tradewind.commerce.testkit.reference;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.FieldKind;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import java.net.URI;
import java.util.List;
import java.util.function.Function;

/** Offers the gateway "reference", which does everything right, or one with a small mistake. */
public final class ReferencePlugin implements CommercePlugin {
    public static final List<ConfigField> FIELDS = List.of(
            ConfigField.secret("apiKey").withPatterns("sk_test_\\w+", "sk_live_\\w+"),
            ConfigField.required("merchant", FieldKind.TEXT),
            ConfigField.rotatingSecret("webhookSecret"),
            ConfigField.endpoint("https://api.bank.example/v1/"));

    private final List<ConfigField> fields;
    private final Function<ProviderContext, PaymentGateway> maker;

    public ReferencePlugin() {
        this(FIELDS, ReferenceGateway::new);
    }

    public ReferencePlugin(List<ConfigField> fields, Function<ProviderContext, PaymentGateway> maker) {
        this.fields = fields;
        this.maker = maker;
    }

    @Override
    public PluginInfo info() {
        return new PluginInfo(
                "payment-reference", "1.0.0", "Tradewind", "Apache-2.0", URI.create("https://tradewind.example"));
    }

    @Override
    public List<ProviderFactory<PaymentGateway>> payments() {
        return List.of(ProviderFactory.of("reference", fields, maker));
    }
}
