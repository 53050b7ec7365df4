package io.tradewind.commerce.spi.example;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.FieldKind;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import java.net.URI;
import java.util.List;
import org.joda.money.Money;

/** Named in META-INF/services/io.tradewind.commerce.spi.CommercePlugin. */
public final class HouseAccountPlugin implements CommercePlugin {
    @Override
    public PluginInfo info() {
        return new PluginInfo("house-account", "1.0.0", "Mugs", "Apache-2.0", URI.create("https://mugs.example"));
    }

    @Override
    public List<ProviderFactory<PaymentGateway>> payments() {
        List<ConfigField> fields = List.of(ConfigField.required("limit", FieldKind.MONEY));
        return List.of(ProviderFactory.of(
                "house-account",
                fields,
                it -> new HouseAccount(Money.parse(it.settings().text("limit")))));
    }
}
