package io.tradewind.commerce.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.store.Store;
import io.tradewind.commerce.store.StoreSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PricingTest {
    private static final CodeRule LENA10 =
            new CodeRule("LENA10", new Benefit.Percent(new BigDecimal("10")), Optional.empty(), Optional.of("lena"));

    private final Store store = german().build(1);

    @Test
    void the_reference_basket_costs_66_50_today_and_189_00_at_release() {
        PriceQuote today = quote(
                store,
                LENA10,
                "4.90",
                new PriceLine(UUID.randomUUID(), Sku.of("TB-750-MOS"), 1, eur("39.00"), eur("4.00"), "standard"),
                line("HR-250-WB", 2, "12.50", "reduced"));
        PriceQuote atRelease = quote(
                store,
                LENA10,
                null,
                new PriceLine(UUID.randomUUID(), Sku.of("HALO"), 1, eur("189.00"), eur("0.00"), "standard", false));

        assertThat(today.goods()).isEqualTo(eur("68.00"));
        assertThat(today.discount()).as("gift wrap is not discounted").isEqualTo(eur("6.40"));
        assertThat(today.total()).isEqualTo(eur("66.50"));
        assertThat(atRelease.total()).as("a pre-order is not discounted").isEqualTo(eur("189.00"));
        assertThat(today.tax().plus(atRelease.tax())).isEqualTo(eur("38.68"));
        assertThat(today.taxLines())
                .containsExactly(
                        new TaxLine("VAT 19 %", new BigDecimal("19"), eur("36.97"), eur("7.03")),
                        new TaxLine("VAT 7 %", new BigDecimal("7"), eur("21.03"), eur("1.47")));
        assertThat(atRelease.tax()).isEqualTo(eur("30.18"));
    }

    @Test
    void the_reference_order_costs_113_40_with_14_51_and_1_47_of_tax_in_it() {
        PriceQuote order = quote(
                store,
                LENA10,
                "0.00",
                line("TB-750-MOS", 1, "39.00", "standard"),
                line("HR-250-WB", 2, "12.50", "reduced"),
                line("FP-3-INK-M", 1, "62.00", "standard"));

        assertThat(order.goods()).isEqualTo(eur("126.00"));
        assertThat(order.discount()).isEqualTo(eur("12.60"));
        assertThat(order.total()).isEqualTo(eur("113.40"));
        assertThat(order.taxLines()).extracting(TaxLine::tax).containsExactly(eur("14.51"), eur("1.47"));
    }

    @Test
    void the_reference_return_refunds_43_20_and_116_10_with_25_43_of_tax_in_it() {
        PriceLine scarf = line("LS-PLU", 1, "48.00", "standard");
        PriceLine speaker = line("SS-SND", 1, "129.00", "standard");

        PriceQuote back = quote(store, LENA10, null, scarf, speaker);

        assertThat(back.line(scarf.lineId()).total()).isEqualTo(eur("43.20"));
        assertThat(back.line(speaker.lineId()).total()).isEqualTo(eur("116.10"));
        assertThat(back.total()).isEqualTo(eur("159.30"));
        assertThat(back.tax()).isEqualTo(eur("25.43"));
    }

    @Test
    void taxes_are_added_where_prices_are_net_also_on_the_delivery() {
        Store net = german().pricesExcludeTax().build(1);
        PriceLine mug = line("MUG", 3, "9.99", "standard");

        PriceQuote quote = quote(net, null, "4.90", mug);

        assertThat(quote.taxIncluded()).isFalse();
        assertThat(quote.tax()).as("19 % of 34.87").isEqualTo(eur("6.63"));
        assertThat(quote.deliveryTax()).isEqualTo(eur("0.93"));
        assertThat(quote.deliveryTotal()).isEqualTo(eur("5.83"));
        assertThat(quote.line(mug.lineId()).net()).isEqualTo(eur("29.97"));
        assertThat(quote.line(mug.lineId()).total()).isEqualTo(eur("35.67"));
        assertThat(quote.total()).isEqualTo(eur("41.50"));
    }

    @Test
    void a_fixed_code_takes_no_more_than_the_goods_cost() {
        CodeRule ten = new CodeRule("TEN", new Benefit.Fixed(eur("10.00")), Optional.empty(), Optional.empty());

        PriceQuote quote = quote(store, ten, "4.90", line("A", 1, "3.00", "standard"), line("B", 1, "4.00", "reduced"));

        assertThat(quote.discount()).isEqualTo(eur("7.00"));
        assertThat(quote.total()).isEqualTo(eur("4.90"));
        assertThat(quote.lines()).extracting(QuotedLine::total).containsOnly(eur("0.00"));
        assertThat(quote.taxLines()).hasSize(1);
    }

    @Test
    void a_code_with_a_minimum_does_nothing_below_it() {
        CodeRule rule =
                new CodeRule("TEN", new Benefit.Fixed(eur("10.00")), Optional.of(eur("40.00")), Optional.empty());

        assertThat(quote(store, rule, null, line("A", 1, "39.99", "standard")).discount())
                .isEqualTo(eur("0.00"));
        assertThat(quote(store, rule, null, line("A", 1, "40.00", "standard")).discount())
                .isEqualTo(eur("10.00"));
    }

    @Test
    void an_unknown_category_is_taxed_at_the_standard_rate_and_an_untaxed_line_or_country_is_not() {
        PriceQuote home = quote(store, null, null, line("A", 1, "11.90", "luxury"), line("B", 1, "5.00", ""));
        assertThat(home.tax()).isEqualTo(eur("1.90"));

        PriceQuote abroad = Pricing.quote(
                store,
                new PriceRequest(
                        List.of(line("A", 1, "11.90", "standard")), Optional.empty(), Optional.of(eur("9.00")), "CH"));
        assertThat(abroad.tax()).isEqualTo(eur("0.00"));
        assertThat(abroad.taxLines()).isEmpty();
    }

    @Test
    void an_empty_basket_costs_nothing() {
        PriceQuote quote = quote(store, LENA10, null);

        assertThat(quote.total()).isEqualTo(eur("0.00"));
        assertThat(quote.lines()).isEmpty();
    }

    @Test
    void wrong_numbers_and_currencies_are_refused() {
        assertThatThrownBy(() -> line("A", 0, "1.00", "")).hasMessageContaining("quantity");
        assertThatThrownBy(() -> line("A", 1, "-1.00", "")).hasMessageContaining("unit price");
        PriceLine yen = new PriceLine(
                UUID.randomUUID(), Sku.of("A"), 1, Money.parse("JPY 100"), Money.parse("JPY 0"), "standard");
        assertThatThrownBy(() -> quote(store, null, null, yen))
                .isInstanceOfSatisfying(
                        CommerceException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.CURRENCY_DIFFERS));
        PriceLine twice = line("A", 1, "1.00", "");
        assertThatThrownBy(() -> quote(store, null, null, twice, twice)).hasMessageContaining("line id");
    }

    static StoreSpec german() {
        return new StoreSpec("mugs")
                .currency("EUR")
                .country("DE")
                .tax("standard", "DE", "19")
                .tax("reduced", "DE", "7");
    }

    private static PriceQuote quote(
            Store store, @Nullable CodeRule code, @Nullable String delivery, PriceLine... lines) {
        return Pricing.quote(
                store,
                new PriceRequest(
                        List.of(lines),
                        Optional.ofNullable(code),
                        Optional.ofNullable(delivery).map(PricingTest::eur),
                        "DE"));
    }

    private static PriceLine line(String sku, int quantity, String price, String category) {
        return new PriceLine(UUID.randomUUID(), Sku.of(sku), quantity, eur(price), eur("0.00"), category);
    }

    private static Money eur(String amount) {
        return Money.parse("EUR " + amount);
    }
}
