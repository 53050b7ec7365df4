package io.tradewind.commerce.shipping.tablerate;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.FieldKind;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.shipping.Carrier;
import java.net.URI;
import java.util.List;

/**
 * Offers the carrier "table-rate".
 *
 * <p>Each rate is a setting named by its destination: a country as {@code DE}, a country and the beginnings of its
 * postcodes as {@code DE:10,11,12}, or {@code *} for everywhere else. The value is a price, possibly in steps of weight,
 * and what differs from the account's other settings:
 *
 * <pre>{@code
 * DE        EUR 4.90
 * AT        EUR 9.90 to 2kg, EUR 12.90 to 10kg; free above EUR 100.00; 2-3 days
 * DE:04     EUR 5.90; 0 days
 * }</pre>
 *
 * <p>With {@code daysAhead}, up to 10, buyers may choose one of so many later days instead of the first, where the way
 * takes a known number of days, such as {@code 1 day}.
 */
public final class TableRatePlugin implements CommercePlugin {
    static final List<ConfigField> FIELDS = List.of(
            ConfigField.family("rates", "\\*|[A-Z]{2}(:[0-9A-Za-z ,-]+)?", FieldKind.TEXT),
            ConfigField.optional("service", FieldKind.TEXT, "standard"),
            ConfigField.optional("transit", FieldKind.TEXT, "1-2").withPattern("[0-9]{1,2}(-[0-9]{1,2})?"),
            ConfigField.optional("freeAbove", FieldKind.MONEY),
            ConfigField.optional("deliveryDays", FieldKind.TEXT, "MON,TUE,WED,THU,FRI,SAT")
                    .withPattern("(MON|TUE|WED|THU|FRI|SAT|SUN)(,(MON|TUE|WED|THU|FRI|SAT|SUN))*")
                    .asAdvanced(),
            ConfigField.optional("daysAhead", FieldKind.INTEGER, "0").withPattern("[0-9]|10"),
            ConfigField.optional("zone", FieldKind.TEXT, "Europe/Berlin").asAdvanced(),
            ConfigField.optional("validFor", FieldKind.DURATION, "P14D").asAdvanced());

    /** Creates the plugin. */
    public TableRatePlugin() {}

    @Override
    public PluginInfo info() {
        return new PluginInfo(
                "shipping-table-rate",
                "0.1.0",
                "Tradewind",
                "Apache-2.0",
                URI.create("https://tradewind.example/plugins"));
    }

    @Override
    public List<ProviderFactory<Carrier>> carriers() {
        return List.of(ProviderFactory.of("table-rate", FIELDS, TableRateCarrier::new));
    }
}
