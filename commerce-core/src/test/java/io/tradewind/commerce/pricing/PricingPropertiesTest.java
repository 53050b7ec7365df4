package io.tradewind.commerce.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.store.Store;
import io.tradewind.commerce.store.StoreSpec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** What must hold for every basket, tried on ten thousand random ones in currencies of 0 to 4 decimals. */
class PricingPropertiesTest {
    private static final List<String> CURRENCIES = List.of("JPY", "EUR", "KWD", "CLF");
    private static final List<String> CATEGORIES = List.of("standard", "reduced", "middle", "");

    private final Random random = new Random(42);

    @Test
    void the_currencies_have_0_2_3_and_4_decimals() {
        assertThat(CURRENCIES)
                .extracting(it -> CurrencyUnit.of(it).getDecimalPlaces())
                .containsExactly(0, 2, 3, 4);
    }

    @Test
    void parts_add_up_nothing_is_negative_and_the_order_of_lines_does_not_matter() {
        for (int round = 0; round < 10_000; round++) {
            Store store = store(CURRENCIES.get(round % CURRENCIES.size()));
            PriceRequest request = request(store.currency());

            PriceQuote quote = Pricing.quote(store, request);

            String basket = request + " in " + store.policy().pricesIncludeTax();
            assertAddsUp(quote, store.currency(), basket);
            assertNothingNegative(quote, basket);
            assertTaxedOncePerRate(quote, basket);
            assertSameWhenShuffled(store, request, quote, basket);
        }
    }

    private static void assertAddsUp(PriceQuote quote, CurrencyUnit currency, String basket) {
        Money lines = sum(quote.lines(), QuotedLine::total, currency);
        assertThat(quote.total()).as(basket).isEqualTo(lines.plus(quote.deliveryTotal()));
        assertThat(quote.goods()).as(basket).isEqualTo(sum(quote.lines(), QuotedLine::gross, currency));
        assertThat(quote.discount()).as(basket).isEqualTo(sum(quote.lines(), QuotedLine::discount, currency));
        Money taxes = sum(quote.lines(), QuotedLine::tax, currency).plus(quote.deliveryTax());
        assertThat(quote.tax()).as(basket).isEqualTo(taxes);
        assertThat(quote.tax()).as(basket).isEqualTo(sum(quote.taxLines(), TaxLine::tax, currency));
        for (QuotedLine line : quote.lines()) {
            Money shown = line.gross().minus(line.discount());
            assertThat(line.total()).as(basket).isEqualTo(quote.taxIncluded() ? shown : shown.plus(line.tax()));
        }
    }

    private static void assertNothingNegative(PriceQuote quote, String basket) {
        for (QuotedLine line : quote.lines()) {
            assertThat(line.discount().isLessThan(line.gross())
                            || line.discount().isEqual(line.gross()))
                    .as(basket)
                    .isTrue();
            assertThat(List.of(line.gross(), line.discount(), line.tax(), line.total(), line.net()))
                    .as(basket)
                    .noneMatch(Money::isNegative);
        }
        assertThat(quote.total().isNegative()).as(basket).isFalse();
    }

    private static void assertTaxedOncePerRate(PriceQuote quote, String basket) {
        for (TaxLine line : quote.taxLines()) {
            Money base = quote.taxIncluded() ? line.base().plus(line.tax()) : line.base();
            BigDecimal divisor = BigDecimal.valueOf(100).add(quote.taxIncluded() ? line.percent() : BigDecimal.ZERO);
            BigDecimal expected = base.getAmount()
                    .multiply(line.percent())
                    .divide(divisor, base.getCurrencyUnit().getDecimalPlaces(), RoundingMode.HALF_UP);
            assertThat(line.tax().getAmount()).as(basket).isEqualByComparingTo(expected);
        }
    }

    private void assertSameWhenShuffled(Store store, PriceRequest request, PriceQuote quote, String basket) {
        List<PriceLine> shuffled = new ArrayList<>(request.lines());
        Collections.shuffle(shuffled, random);
        PriceQuote again = Pricing.quote(
                store, new PriceRequest(shuffled, request.code(), request.delivery(), request.destinationCountry()));
        assertThat(again.total()).as(basket).isEqualTo(quote.total());
        assertThat(again.taxLines()).as(basket).isEqualTo(quote.taxLines());
        assertThat(again.lines()).as(basket).containsExactlyInAnyOrderElementsOf(quote.lines());
    }

    private Store store(String currency) {
        StoreSpec spec = new StoreSpec("mugs")
                .currency(currency)
                .country("DE")
                .tax("standard", "DE", "19")
                .tax("reduced", "DE", "7")
                .tax("middle", "DE", "8.1");
        return (random.nextBoolean() ? spec : spec.pricesExcludeTax()).build(1);
    }

    private PriceRequest request(CurrencyUnit currency) {
        List<PriceLine> lines = new ArrayList<>();
        int count = 1 + random.nextInt(9);
        for (int i = 0; i < count; i++) {
            lines.add(new PriceLine(
                    new UUID(random.nextLong(), random.nextLong()),
                    Sku.of("SKU-" + i),
                    1 + random.nextInt(12),
                    money(currency, random.nextInt(10) == 0 ? 1 : 20_000),
                    money(currency, random.nextInt(3) == 0 ? 500 : 1),
                    CATEGORIES.get(random.nextInt(CATEGORIES.size())),
                    random.nextInt(5) > 0));
        }
        Optional<Money> delivery = random.nextBoolean() ? Optional.of(money(currency, 2_000)) : Optional.empty();
        return new PriceRequest(lines, code(currency), delivery, random.nextInt(20) == 0 ? "CH" : "DE");
    }

    private Optional<CodeRule> code(CurrencyUnit currency) {
        Benefit benefit = random.nextBoolean()
                ? new Benefit.Percent(BigDecimal.valueOf(1 + random.nextInt(1_000_000), 4))
                : new Benefit.Fixed(Money.ofMinor(currency, 1 + random.nextInt(30_000)));
        Optional<Money> minimum = random.nextInt(4) == 0
                ? Optional.of(Money.ofMinor(currency, 1 + random.nextInt(50_000)))
                : Optional.empty();
        return random.nextInt(4) == 0
                ? Optional.empty()
                : Optional.of(new CodeRule("CODE", benefit, minimum, Optional.empty()));
    }

    private Money money(CurrencyUnit currency, int bound) {
        return Money.ofMinor(currency, random.nextInt(bound));
    }

    private static <T> Money sum(Collection<T> parts, Function<T, Money> amount, CurrencyUnit currency) {
        return parts.stream().map(amount).reduce(Money.zero(currency), Money::plus);
    }
}
