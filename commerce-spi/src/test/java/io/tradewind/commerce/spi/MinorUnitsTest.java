package io.tradewind.commerce.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MinorUnitsTest {
    static Stream<CurrencyUnit> currencies() {
        return CurrencyUnit.registeredCurrencies().stream().filter(it -> !it.isPseudoCurrency());
    }

    @ParameterizedTest
    @CsvSource({
        "EUR 12.50, 1250, 12.50",
        "EUR 0.01, 1, 0.01",
        "EUR -3.00, -300, -3.00",
        "JPY 12, 12, 12",
        "KWD 1.250, 1250, 1.250",
        "CLF 1.2345, 12345, 1.2345"
    })
    void amounts_become_whole_minor_units_and_decimal_text(Money amount, long minor, String decimal) {
        assertThat(MinorUnits.STANDARD.minor(amount)).isEqualTo(minor);
        assertThat(MinorUnits.STANDARD.decimal(amount)).isEqualTo(decimal);
        assertThat(MinorUnits.STANDARD.money(amount.getCurrencyUnit(), minor)).isEqualTo(amount);
        assertThat(MinorUnits.STANDARD.money(amount.getCurrencyUnit(), decimal)).isEqualTo(amount);
    }

    @ParameterizedTest
    @MethodSource("currencies")
    void every_currency_survives_the_way_out_and_back(CurrencyUnit currency) {
        Random random = new Random(currency.getCode().hashCode());
        assertThat(MinorUnits.STANDARD.decimals(currency)).isBetween(0, 4);
        for (int i = 0; i < 100; i++) {
            long minor = random.nextLong() / 1000;
            Money amount = MinorUnits.STANDARD.money(currency, minor);
            assertThat(MinorUnits.STANDARD.minor(amount)).isEqualTo(minor);
            assertThat(amount.getAmountMinor()).isEqualTo(BigDecimal.valueOf(minor));
            assertThat(MinorUnits.STANDARD.money(currency, MinorUnits.STANDARD.decimal(amount)))
                    .isEqualTo(amount);
        }
    }

    @Test
    void a_provider_may_want_more_decimals_than_the_currency_has() {
        MinorUnits units = MinorUnits.STANDARD.except("ISK", 2).except("UGX", 2);
        assertThat(units.minor(Money.parse("ISK 500"))).isEqualTo(50_000);
        assertThat(units.decimal(Money.parse("ISK 500"))).isEqualTo("500.00");
        assertThat(units.money(CurrencyUnit.of("ISK"), 50_000)).isEqualTo(Money.parse("ISK 500"));
        assertThatThrownBy(() -> units.money(CurrencyUnit.of("ISK"), 50_050)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void a_provider_may_take_fewer_decimals_and_then_refuses_what_it_cannot_say() {
        MinorUnits units = MinorUnits.STANDARD.except("HUF", 0);
        assertThat(units.minor(Money.parse("HUF 1250.00"))).isEqualTo(1250);
        assertThat(units.canSay(Money.parse("HUF 1250.50"))).isFalse();
        assertThatThrownBy(() -> units.minor(Money.parse("HUF 1250.50"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> units.decimal(Money.parse("HUF 1250.50"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> units.money(CurrencyUnit.of("HUF"), "1250.5")).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void what_does_not_fit_or_has_no_minor_unit_is_refused() {
        assertThatThrownBy(() -> MinorUnits.STANDARD.minor(Money.parse("EUR 99999999999999999999.00")))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> MinorUnits.STANDARD.decimals(CurrencyUnit.of("XAU")))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> MinorUnits.STANDARD.except("EUR", -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
