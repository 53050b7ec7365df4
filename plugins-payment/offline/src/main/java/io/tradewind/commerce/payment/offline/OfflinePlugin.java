package io.tradewind.commerce.payment.offline;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.FieldKind;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import java.net.URI;
import java.util.List;

/** Offers the payment gateways "cash-on-delivery" and "bank-transfer". */
public final class OfflinePlugin implements CommercePlugin {
    private static final List<ConfigField> CASH = List.of(
            ConfigField.optional("currencies", FieldKind.CURRENCIES),
            ConfigField.optional("countries", FieldKind.COUNTRIES),
            ConfigField.optional("maximum", FieldKind.MONEY),
            ConfigField.optional("confirmWithin", FieldKind.DURATION, "P14D"));

    private static final List<ConfigField> TRANSFER = List.of(
            ConfigField.required("iban", FieldKind.TEXT),
            ConfigField.required("holder", FieldKind.TEXT),
            ConfigField.optional("bic", FieldKind.TEXT).withPattern("[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?"),
            ConfigField.optional("bank", FieldKind.TEXT),
            ConfigField.optional("referencePrefix", FieldKind.TEXT, ""),
            ConfigField.optional("currencies", FieldKind.CURRENCIES),
            ConfigField.optional("payWithin", FieldKind.DURATION, "P14D"));

    /** Creates the plugin. */
    public OfflinePlugin() {}

    @Override
    public PluginInfo info() {
        return new PluginInfo(
                "payment-offline", "0.1.0", "Tradewind", "Apache-2.0", URI.create("https://tradewind.example/plugins"));
    }

    @Override
    public List<ProviderFactory<PaymentGateway>> payments() {
        return List.of(
                ProviderFactory.of("cash-on-delivery", CASH, CashOnDelivery::new),
                ProviderFactory.of("bank-transfer", TRANSFER, BankTransfer::new));
    }
}
