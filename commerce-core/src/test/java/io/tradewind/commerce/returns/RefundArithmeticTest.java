package io.tradewind.commerce.returns;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.cart.Personalisation;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.testing.MadeUpOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class RefundArithmeticTest {
    private static final List<String> CURRENCIES = List.of("JPY", "EUR", "KWD");

    /** INV-RET-4. */
    @Test
    void whatever_is_returned_in_whatever_order_everything_returned_is_everything_paid() {
        Random random = new Random(20260115);
        for (int run = 0; run < 3_000; run++) {
            CurrencyUnit currency = CurrencyUnit.of(CURRENCIES.get(random.nextInt(CURRENCIES.size())));
            OrderRow order = order(random, currency);
            Money total = order.total();
            Money net = order.lines().stream()
                    .map(line -> line.paid().minus(line.tax()))
                    .reduce(Money.zero(currency), Money::plus);
            Money refunded = Money.zero(currency);
            Money reversed = Money.zero(currency);
            int deliveries = 0;
            List<UUID> units = units(order, random);
            while (!units.isEmpty()) {
                Map<UUID, Integer> part = new HashMap<>();
                int size = 1 + random.nextInt(units.size());
                for (int i = 0; i < size; i++) {
                    part.merge(units.remove(units.size() - 1), 1, Integer::sum);
                }
                RefundPreview refund = RefundArithmetic.refund(order, part);
                assertThat(refund.total().isNegative()).isFalse();
                assertThat(refund.lines().values()).noneMatch(Money::isNegative);
                refunded = refunded.plus(refund.total());
                reversed = reversed.plus(RefundArithmetic.net(order, part));
                deliveries += refund.delivery().isZero() ? 0 : 1;
                order = after(order, part);
                assertThat(refunded.isGreaterThan(total)).as("run " + run).isFalse();
            }
            assertThat(refunded).as("run " + run).isEqualTo(total);
            assertThat(reversed).as("run " + run).isEqualTo(net);
            assertThat(deliveries).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void the_last_unit_carries_the_remainder() {
        CurrencyUnit euro = CurrencyUnit.EUR;
        OrderLine line = line(new UUID(1, 1), 3, Money.ofMinor(euro, 1000), Money.zero(euro), 0);
        OrderRow order = MadeUpOrder.of(List.of(line), Money.ofMinor(euro, 1490), List.of());

        List<Money> shares = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            shares.add(RefundArithmetic.refund(order, Map.of(line.id(), 1)).total());
            order = after(order, Map.of(line.id(), 1));
        }

        assertThat(shares).extracting(Money::getAmountMinorLong).containsExactly(333L, 333L, 334L + 490L);
    }

    private static List<UUID> units(OrderRow order, Random random) {
        List<UUID> units = new ArrayList<>();
        order.lines().forEach(line -> units.addAll(Collections.nCopies(line.quantity(), line.id())));
        Collections.shuffle(units, random);
        return units;
    }

    private static OrderRow order(Random random, CurrencyUnit currency) {
        List<OrderLine> lines = new ArrayList<>();
        Money total = Money.ofMinor(currency, random.nextInt(3) * (long) random.nextInt(1_000));
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Money paid = Money.ofMinor(currency, random.nextInt(20_000));
            Money tax = Money.ofMinor(currency, paid.getAmountMinorLong() * random.nextInt(20) / 119);
            lines.add(line(new UUID(run(random), i), 1 + random.nextInt(7), paid, tax, 0));
            total = total.plus(paid);
        }
        return MadeUpOrder.of(lines, total, List.of());
    }

    private static long run(Random random) {
        return random.nextLong();
    }

    private static OrderRow after(OrderRow order, Map<UUID, Integer> part) {
        return MadeUpOrder.of(
                order.lines().stream()
                        .map(it -> line(
                                it.id(),
                                it.quantity(),
                                it.paid(),
                                it.tax(),
                                it.returned() + part.getOrDefault(it.id(), 0)))
                        .toList(),
                order.total(),
                List.of());
    }

    private static OrderLine line(UUID id, int quantity, Money paid, Money tax, int returned) {
        Money zero = Money.zero(paid.getCurrencyUnit());
        return new OrderLine(
                id,
                Sku.of("MUG"),
                "mug",
                "Mug",
                "",
                "",
                quantity,
                0,
                quantity,
                quantity,
                returned,
                0,
                zero,
                zero,
                zero,
                paid,
                tax,
                300,
                true,
                Optional.empty(),
                Personalisation.NONE);
    }
}
