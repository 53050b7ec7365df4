package io.tradewind.commerce.shipping.sandbox;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.FieldKind;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.shipping.Carrier;
import java.net.URI;
import java.util.List;

/**
 * Offers the carrier "sandbox" with the services "express" and "standard".
 *
 * <p>Found by the service loader it starts with an empty book; a test hands in its own, which it can inspect and which
 * survives the shop. A parcel to one of the postcodes 99901 to 99910 brings a {@link Fault} with it.
 */
public final class SandboxCarrierPlugin implements CommercePlugin {
    static final List<ConfigField> FIELDS = List.of(
            ConfigField.optional("countries", FieldKind.COUNTRIES),
            ConfigField.optional("zone", FieldKind.TEXT, "Europe/Berlin"),
            ConfigField.choice("fault", Fault.words()).asAdvanced(),
            ConfigField.choice("progress", "pushed", "clock"),
            ConfigField.optional("handedOverAfter", FieldKind.DURATION, "PT2H").asAdvanced(),
            ConfigField.optional("inTransitAfter", FieldKind.DURATION, "PT6H").asAdvanced(),
            ConfigField.optional("outForDeliveryAfter", FieldKind.DURATION, "PT18H")
                    .asAdvanced(),
            ConfigField.optional("deliveredAfter", FieldKind.DURATION, "PT22H").asAdvanced(),
            ConfigField.optional("validFor", FieldKind.DURATION, "P7D").asAdvanced(),
            ConfigField.optional("hangBeyond", FieldKind.DURATION, "PT30S").asAdvanced(),
            ConfigField.rotatingSecret("webhookSecret").asOptional());

    private final SandboxCarrierBook book;

    /** Creates the plugin with an empty book. */
    public SandboxCarrierPlugin() {
        this(new SandboxCarrierBook());
    }

    /** Creates the plugin with a book of your own. */
    public SandboxCarrierPlugin(SandboxCarrierBook book) {
        this.book = book;
    }

    /** Returns the book. */
    public SandboxCarrierBook book() {
        return book;
    }

    @Override
    public PluginInfo info() {
        return new PluginInfo(
                "shipping-sandbox",
                "0.1.0",
                "Tradewind",
                "Apache-2.0",
                URI.create("https://tradewind.example/plugins"));
    }

    @Override
    public List<ProviderFactory<Carrier>> carriers() {
        return List.of(ProviderFactory.of("sandbox", FIELDS, this::create));
    }

    private Carrier create(ProviderContext context) {
        if (context.environment() == Environment.LIVE) {
            throw new ConfigurationException(
                    "environment", "is LIVE, and the sandbox moves no parcels", "use it in TEST only");
        }
        return new SandboxCarrier(context, book);
    }
}
