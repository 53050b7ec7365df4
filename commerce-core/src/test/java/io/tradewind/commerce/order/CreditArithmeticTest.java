package io.tradewind.commerce.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.cart.Personalisation;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.order.CreditNote.About;
import io.tradewind.commerce.pricing.TaxLine;
import io.tradewind.commerce.testing.MadeUpOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class CreditArithmeticTest {
    private static final List<String> CURRENCIES = List.of("JPY", "EUR", "KWD");
    private static final List<String> RATES = List.of("19", "7", "5.5");

    @Test
    void whatever_is_credited_in_whatever_parts_adds_up_to_the_invoice_and_its_tax_rate_by_rate() {
        Random random = new Random(20261126);
        for (int run = 0; run < 2_000; run++) {
            CurrencyUnit currency = CurrencyUnit.of(CURRENCIES.get(random.nextInt(CURRENCIES.size())));
            OrderRow order = order(random, currency);
            List<CreditNote> notes = new ArrayList<>();
            while (true) {
                CreditArithmetic arithmetic = new CreditArithmetic(order, notes);
                if (arithmetic.left() == 0) {
                    break;
                }
                List<CreditNote.Line> lines = new ArrayList<>();
                if (notes.size() > 8) {
                    lines.add(line(About.REDUCTION, Optional.empty(), arithmetic.left(), currency));
                    arithmetic.rest();
                } else {
                    for (int i = 0; i <= random.nextInt(3); i++) {
                        arithmetic.credit(some(random, order)).ifPresent(lines::add);
                    }
                }
                Money total = sum(lines, currency);
                List<TaxLine> taxes = arithmetic.taxes();
                assertThat(taxes)
                        .as("run " + run)
                        .allMatch(it -> !it.tax().isNegative() && !it.base().isNegative());
                assertThat(gross(taxes, currency).isGreaterThan(total)).isFalse();
                notes.add(new CreditNote(
                        new OrderId(order.id()), "C", order.number(), order.placedAt(), lines, total, taxes));
            }
            assertThat(notes.stream().map(CreditNote::total).reduce(Money.zero(currency), Money::plus))
                    .as("run " + run)
                    .isEqualTo(order.total());
            for (TaxLine rate : order.taxLines()) {
                List<TaxLine> credited = notes.stream()
                        .flatMap(it -> it.taxLines().stream())
                        .filter(it -> it.percent().equals(rate.percent()))
                        .toList();
                assertThat(credited.stream().map(TaxLine::tax).reduce(Money.zero(currency), Money::plus))
                        .as("run " + run + " tax of " + rate)
                        .isEqualTo(rate.tax());
                assertThat(credited.stream().map(TaxLine::base).reduce(Money.zero(currency), Money::plus))
                        .as("run " + run + " net of " + rate)
                        .isEqualTo(rate.base());
            }
        }
    }

    @Test
    void a_line_is_credited_at_its_own_rate() {
        OrderRow order = order(
                List.of(line(1, 11_900, 1_900), line(2, 10_700, 700)),
                22_600,
                List.of(tax("19", 10_000, 1_900), tax("7", 10_000, 700)));
        CreditArithmetic arithmetic = new CreditArithmetic(order, List.of());
        arithmetic.credit(line(About.LINE, Optional.of(new UUID(0, 2)), 1_070, CurrencyUnit.EUR));
        assertThat(arithmetic.taxes()).containsExactly(tax("7", 1_000, 70));
    }

    private static CreditNote.Line some(Random random, OrderRow order) {
        CurrencyUnit currency = order.total().getCurrencyUnit();
        long amount = 1 + random.nextInt((int) Math.max(2, order.total().getAmountMinorLong() / 3));
        return switch (random.nextInt(4)) {
            case 0 -> line(About.DELIVERY, Optional.empty(), amount, currency);
            case 1 -> line(About.REDUCTION, Optional.empty(), amount, currency);
            default ->
                line(
                        About.LINE,
                        Optional.of(order.lines()
                                .get(random.nextInt(order.lines().size()))
                                .id()),
                        amount,
                        currency);
        };
    }

    private static CreditNote.Line line(About about, Optional<UUID> id, long amount, CurrencyUnit currency) {
        return new CreditNote.Line(about, id, 0, Money.ofMinor(currency, amount));
    }

    private static Money sum(List<CreditNote.Line> lines, CurrencyUnit currency) {
        return lines.stream().map(CreditNote.Line::amount).reduce(Money.zero(currency), Money::plus);
    }

    private static Money gross(List<TaxLine> taxes, CurrencyUnit currency) {
        return taxes.stream().map(it -> it.base().plus(it.tax())).reduce(Money.zero(currency), Money::plus);
    }

    private static OrderRow order(Random random, CurrencyUnit currency) {
        List<OrderLine> lines = new ArrayList<>();
        List<TaxLine> taxes = new ArrayList<>();
        long total = 0;
        int rates = random.nextInt(RATES.size() + 1);
        for (int rate = 0; rate <= rates; rate++) {
            BigDecimal percent = rate < rates ? new BigDecimal(RATES.get(rate)) : BigDecimal.ZERO;
            long gross = random.nextInt(400); // of the delivery
            for (int i = 0; i <= random.nextInt(3); i++) {
                long paid = 1 + random.nextInt(20_000);
                gross += paid;
                lines.add(line(lines.size() + 1, currency, paid, tax(paid, percent)));
            }
            total += gross;
            if (rate < rates) {
                long tax = tax(gross, percent);
                taxes.add(new TaxLine(
                        "VAT", percent, Money.ofMinor(currency, gross - tax), Money.ofMinor(currency, tax)));
            }
        }
        return MadeUpOrder.of(lines, Money.ofMinor(currency, total), taxes);
    }

    private static long tax(long gross, BigDecimal percent) {
        return BigDecimal.valueOf(gross)
                .multiply(percent)
                .divide(percent.add(BigDecimal.valueOf(100)), 0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    private static TaxLine tax(String percent, long base, long tax) {
        return new TaxLine(
                "VAT",
                new BigDecimal(percent),
                Money.ofMinor(CurrencyUnit.EUR, base),
                Money.ofMinor(CurrencyUnit.EUR, tax));
    }

    private static OrderLine line(int id, long paid, long tax) {
        return line(id, CurrencyUnit.EUR, paid, tax);
    }

    private static OrderLine line(int id, CurrencyUnit currency, long paid, long tax) {
        Money zero = Money.zero(currency);
        return new OrderLine(
                new UUID(0, id),
                Sku.of("MUG-" + id),
                "mug",
                "Mug",
                "",
                "",
                2,
                0,
                0,
                0,
                0,
                0,
                zero,
                zero,
                zero,
                Money.ofMinor(currency, paid),
                Money.ofMinor(currency, tax),
                300,
                true,
                Optional.empty(),
                Personalisation.NONE);
    }

    private static OrderRow order(List<OrderLine> lines, long total, List<TaxLine> taxes) {
        return MadeUpOrder.of(lines, Money.ofMinor(CurrencyUnit.EUR, total), taxes);
    }
}
