package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.pricing.TaxLine;
import io.tradewind.commerce.store.StorePolicy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.joda.money.Money;

/**
 * The bill for an order: what the tax law of the European Union asks for, as far as the store knows it.
 *
 * @param seller who sells, from where, and the number at the tax office
 * @param supplied when the last goods left; empty while some are still here
 * @param givenBack what was paid back so far
 */
public record Invoice(
        Lang say, Order order, StorePolicy.Seller seller, Optional<Instant> supplied, Money givenBack, ZoneId zone) {
    /** The bill in that language; the shop must be one that may see the order's parcels and money. */
    public static Invoice of(Lang say, Shop staff, Order order) {
        List<Parcel> parcels = staff.fulfillment().of(order.id()).stream()
                .map(FulfillmentOrder::liveParcels)
                .flatMap(List::stream)
                .toList();
        boolean all = order.lines().stream().allMatch(it -> it.handedOver() >= it.wanted());
        Optional<Instant> last =
                parcels.stream().flatMap(it -> it.handedOverAt().stream()).max(Comparator.naturalOrder());
        return new Invoice(
                say,
                order,
                staff.store().policy().seller(),
                all ? last : Optional.empty(),
                staff.payments().money(order.id().value()).refunded(),
                staff.store().zone());
    }

    /** What it is called by those who keep books. */
    public String number() {
        return order.number();
    }

    /** When it was written, when the goods left or are to arrive, and the seller's number at the tax office. */
    public Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(say.t("invoice.number"), number());
        facts.put(say.t("invoice.date"), say.figures().fullDay(order.placedAt(), zone));
        supplied.ifPresentOrElse(
                at -> facts.put(say.t("invoice.supplied"), say.figures().fullDay(at, zone)),
                () -> facts.put(
                        say.t("invoice.supply"),
                        say.figures().fullDay(order.promise().latest(), zone)));
        if (!seller.taxNumber().isEmpty()) {
            facts.put(say.t("invoice.vat"), seller.taxNumber());
        }
        return facts;
    }

    /** A line: how many of what, at which price and rate. */
    public record Row(
            String quantity, String title, String sku, String details, String rate, String each, String sum) {}

    /** The lines of the order. */
    public List<Row> rows() {
        return order.lines().stream().map(this::row).toList();
    }

    private Row row(OrderLine line) {
        Money each = line.unitPrice().plus(line.unitExtras());
        return new Row(
                String.valueOf(line.quantity()),
                say.name(line.title()),
                line.sku().value(),
                details(line),
                rate(line),
                say.money(each),
                say.money(each.multipliedBy(line.quantity())));
    }

    /** How it was made, and how many of it were cancelled or came back since. */
    private String details(OrderLine line) {
        List<String> parts = new ArrayList<>(List.of(Words.details(say, line, zone)));
        if (line.cancelled() > 0) {
            parts.add(say.t("invoice.cancelled", line.cancelled()));
        }
        if (line.returned() > 0) {
            parts.add(say.t("invoice.returned", line.returned()));
        }
        return parts.stream().filter(it -> !it.isEmpty()).collect(Collectors.joining(" · "));
    }

    /** The rate of the bill that comes nearest to what the line's tax is of it; the line keeps the sum, not the rate. */
    private String rate(OrderLine line) {
        Money net = line.paid().minus(line.tax());
        BigDecimal share = net.isZero()
                ? BigDecimal.ZERO
                : line.tax()
                        .getAmount()
                        .multiply(BigDecimal.valueOf(100))
                        .divide(net.getAmount(), 4, RoundingMode.HALF_UP);
        return order.taxLines().stream()
                .min(Comparator.comparing(it -> it.percent().subtract(share).abs()))
                .map(it -> percent(it.percent()))
                .orElse("");
    }

    private String percent(BigDecimal percent) {
        return say.t("invoice.percent", percent.stripTrailingZeros().toPlainString());
    }

    /** What is added up, from the goods to what is to pay. */
    public Map<String, String> sums() {
        Map<String, String> sums = new LinkedHashMap<>();
        sums.put(say.t("sum.goods"), say.money(order.goods()));
        if (order.discount().isPositive()) {
            sums.put(
                    say.t("sum.code", order.code().orElse("")),
                    say.money(order.discount().negated()));
        }
        sums.put(say.t("invoice.delivery", say.core(order.shipping().label())), say.money(order.delivery()));
        if (order.addedTax().isPositive()) {
            sums.put(say.t("invoice.tax"), say.money(order.addedTax()));
        }
        return sums;
    }

    /** One rate: its name, what it is of, the tax, and both together. */
    public record TaxRow(String rate, String net, String tax, String gross) {}

    /** The tax by rate. */
    public List<TaxRow> taxes() {
        List<TaxRow> rows = new ArrayList<>();
        for (TaxLine it : order.taxLines()) {
            rows.add(new TaxRow(
                    percent(it.percent()),
                    say.money(it.base()),
                    say.money(it.tax()),
                    say.money(it.base().plus(it.tax()))));
        }
        return rows;
    }
}
