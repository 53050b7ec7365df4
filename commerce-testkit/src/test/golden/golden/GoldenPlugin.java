package golden;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.FieldKind;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import java.net.URI;
import java.util.List;

/** Offers the gateway "golden", which keeps its money in memory. */
public final class GoldenPlugin implements CommercePlugin {
    @Override
    public PluginInfo info() {
        return new PluginInfo("golden", "1.0", "Tradewind", "Apache-2.0", URI.create("https://golden.example"));
    }

    @Override
    public List<ProviderFactory<PaymentGateway>> payments() {
        return List.of(ProviderFactory.of(
                "golden",
                List.of(
                        ConfigField.secret("key").withPatterns("test-\\w+", "live-\\w+"),
                        ConfigField.choice("mood", "calm", "stormy"),
                        ConfigField.optional("limit", FieldKind.MONEY),
                        ConfigField.endpoint("https://golden.example")),
                GoldenGateway::new));
    }
}
