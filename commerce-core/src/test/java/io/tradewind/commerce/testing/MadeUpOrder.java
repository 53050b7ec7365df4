package io.tradewind.commerce.testing;

import io.tradewind.commerce.delivery.Promise;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.order.Shipping;
import io.tradewind.commerce.pricing.TaxLine;
import io.tradewind.commerce.spi.Address;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/** Orders that no shop has placed, for what is worked out from their lines. */
public final class MadeUpOrder {
    private MadeUpOrder() {}

    /** Of those lines, for that sum. */
    public static OrderRow of(List<OrderLine> lines, Money total, List<TaxLine> taxes) {
        Money zero = Money.zero(total.getCurrencyUnit());
        Instant now = Instant.parse("2026-01-15T09:00:00Z");
        Promise promise = new Promise(now, now, ZoneOffset.UTC, false, "");
        return new OrderRow(
                new UUID(7, 7),
                "R-1",
                1,
                OrderState.PLACED,
                "guest:x",
                zero,
                zero,
                zero,
                zero,
                zero,
                total,
                zero,
                zero,
                "",
                false,
                false,
                "card",
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                new Address("Ada", List.of("Am Markt 1"), "Berlin", "", "10115", "DE"),
                new Shipping("parcel", "standard", "", "", zero, promise, false, null, null, null),
                now,
                taxes,
                now,
                lines,
                List.of());
    }
}
