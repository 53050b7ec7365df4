package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.order.CreditNote;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.pricing.TaxLine;
import io.tradewind.commerce.store.Store;
import io.tradewind.commerce.store.StorePolicy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/**
 * The bill for an order, or what it counts less by: what the tax law of the European Union asks for, as far as the store
 * knows it. It says what was known when it was issued and never changes; what happens afterwards is a paper of its own.
 *
 * @param credit true for a credit note
 * @param number what it is called by those who keep books
 * @param seller who sells, from where, and the number at the tax office
 * @param facts when it was issued and what it is about
 * @param sums what is added up, from the goods to the total
 * @param taxes by rate
 */
public record Invoice(
        Lang say,
        boolean credit,
        String number,
        Order order,
        StorePolicy.Seller seller,
        Map<String, String> facts,
        List<Row> rows,
        Map<String, String> sums,
        Money total,
        List<TaxRow> taxes) {
    /** A line: how many of what, at which price and rate. */
    public record Row(
            String quantity, String title, String sku, String details, String rate, String each, String sum) {}

    /** One rate: its name, what it is of, the tax, and both together. */
    public record TaxRow(String rate, String net, String tax, String gross) {}

    /** The bill of an order in that language. */
    public static Invoice of(Lang say, Store store, Order order) {
        Rates rates = new Rates(say, order);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(say.t("invoice.number"), order.number());
        facts.put(say.t("invoice.date"), say.figures().fullDay(order.placedAt(), store.zone()));
        facts.put(say.t("invoice.supply"), say.figures().fullDay(order.promise().latest(), store.zone()));
        return new Invoice(
                say,
                false,
                order.number(),
                order,
                store.policy().seller(),
                taxNumber(facts, say, store),
                order.lines().stream().map(it -> row(rates, it, store.zone())).toList(),
                sums(say, order),
                order.total(),
                rates.rows(order.taxLines()));
    }

    /** What the bill of an order counts less by, in that language. */
    public static Invoice of(Lang say, Store store, Order order, CreditNote note) {
        Rates rates = new Rates(say, order);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(say.t("credit.number"), note.number());
        facts.put(say.t("credit.date"), say.figures().fullDay(note.issuedAt(), store.zone()));
        facts.put(say.t("credit.of"), order.number());
        facts.put(say.t("invoice.date"), say.figures().fullDay(order.placedAt(), store.zone()));
        return new Invoice(
                say,
                true,
                note.number(),
                order,
                store.policy().seller(),
                taxNumber(facts, say, store),
                note.lines().stream().map(it -> row(rates, it)).toList(),
                Map.of(),
                note.total(),
                rates.rows(note.taxLines()));
    }

    /** What kind of paper it is. */
    public String word() {
        return say.t(credit ? "credit" : "invoice");
    }

    /** The same with its number. */
    public String title() {
        return say.t(credit ? "credit.title" : "invoice.title", number);
    }

    /** The name of its file, without an ending. */
    public String file() {
        return (credit ? "credit-note-" : "invoice-") + number;
    }

    /** What its total is called. */
    public String totalWord() {
        return say.t(credit ? "credit.total" : "sum.total");
    }

    private static Map<String, String> taxNumber(Map<String, String> facts, Lang say, Store store) {
        String number = store.policy().seller().taxNumber();
        if (!number.isEmpty()) {
            facts.put(say.t("invoice.vat"), number);
        }
        return facts;
    }

    private static Row row(Rates rates, OrderLine line, ZoneId zone) {
        Lang say = rates.say();
        Money each = line.unitPrice().plus(line.unitExtras());
        return new Row(
                String.valueOf(line.quantity()),
                say.name(line.title()),
                line.sku().value(),
                Words.details(say, line, zone),
                rates.of(line),
                say.money(each),
                say.money(each.multipliedBy(line.quantity())));
    }

    private static Row row(Rates rates, CreditNote.Line it) {
        Lang say = rates.say();
        Optional<OrderLine> line = rates.line(it);
        String title = switch (it.about()) {
            case LINE -> line.map(of -> say.name(of.title())).orElse("");
            case DELIVERY ->
                say.t("invoice.delivery", say.core(rates.order().shipping().label()));
            case REDUCTION -> say.t("credit.reduction");
        };
        return new Row(
                it.units() == 0 ? "" : String.valueOf(it.units()),
                title,
                line.map(of -> of.sku().value()).orElse(""),
                line.map(of -> say.names(of.variantName())).orElse(""),
                line.map(rates::of).orElse(""),
                "",
                say.money(it.amount()));
    }

    private static Map<String, String> sums(Lang say, Order order) {
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

    /** The tax rates of an order in words. */
    private record Rates(Lang say, Order order) {
        Optional<OrderLine> line(CreditNote.Line it) {
            return order.lines().stream()
                    .filter(of -> it.lineId().filter(of.id()::equals).isPresent())
                    .findFirst();
        }

        /** The rate of the bill nearest to what the line's tax is of it; the line keeps the sum, not the rate. */
        String of(OrderLine line) {
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

        List<TaxRow> rows(List<TaxLine> lines) {
            return lines.stream()
                    .map(it -> new TaxRow(
                            percent(it.percent()),
                            say.money(it.base()),
                            say.money(it.tax()),
                            say.money(it.base().plus(it.tax()))))
                    .toList();
        }

        private String percent(BigDecimal percent) {
            return say.t("invoice.percent", percent.stripTrailingZeros().toPlainString());
        }
    }
}
