package io.tradewind.commerce.pricing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void an_odd_cent_goes_to_the_largest_remainder_and_among_equals_to_the_first() {
        assertThat(Spread.over(100, new long[] {1, 1, 1})).containsExactly(34, 33, 33);
        assertThat(Spread.over(5, new long[] {1, 2, 7})).containsExactly(1, 1, 3);
        assertThat(Spread.over(-100, new long[] {1, 1, 1})).containsExactly(-34, -33, -33);
    }

    @Test
    void a_line_without_weight_gets_nothing_unless_all_are_without() {
        assertThat(Spread.over(7, new long[] {0, 3, 0, 2})).containsExactly(0, 4, 0, 3);
        assertThat(Spread.over(7, new long[] {0, 0})).containsExactly(4, 3);
    }

    @Test
    void nothing_can_be_spread_over_nothing() {
        assertThat(Spread.over(0, new long[0])).isEmpty();
        assertThatThrownBy(() -> Spread.over(1, new long[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Spread.over(1, new long[] {2, -1})).hasMessageContaining("negative");
    }

    @Test
    void the_largest_numbers_there_are_do_not_overflow() {
        long[] shares = Spread.over(Long.MAX_VALUE, new long[] {Long.MAX_VALUE, Long.MAX_VALUE, 1});

        assertThat(LongStream.of(shares).sum()).isEqualTo(Long.MAX_VALUE);
        assertThat(shares[0]).isBetween(shares[1], shares[1] + 1);
    }

    @Test
    void shares_of_ten_thousand_random_amounts_add_up_are_within_one_unit_and_do_not_depend_on_order() {
        Random random = new Random(20261125);
        for (int round = 0; round < 10_000; round++) {
            long[] weights = random.longs(1 + random.nextInt(round % 100 == 0 ? 500 : 12), 0, 100_000)
                    .map(it -> it % 5 == 0 ? 0 : it)
                    .toArray();
            long amount = random.nextInt(2_000_001) - 1_000_000;

            long[] shares = Spread.over(amount, weights);

            assertThat(LongStream.of(shares).sum()).isEqualTo(amount);
            assertWithinOneUnit(amount, weights, shares);
            Long[] shuffled = LongStream.of(weights).boxed().toArray(Long[]::new);
            Collections.shuffle(Arrays.asList(shuffled), random);
            long[] others = Spread.over(
                    amount, Arrays.stream(shuffled).mapToLong(it -> it).toArray());
            assertThat(sorted(others)).isEqualTo(sorted(shares));
        }
    }

    private static void assertWithinOneUnit(long amount, long[] weights, long[] shares) {
        long sum = LongStream.of(weights).sum();
        if (sum == 0) {
            return;
        }
        for (int i = 0; i < weights.length; i++) {
            BigDecimal ideal = BigDecimal.valueOf(amount)
                    .multiply(BigDecimal.valueOf(weights[i]))
                    .divide(BigDecimal.valueOf(sum), MathContext.DECIMAL64);
            assertThat(ideal.subtract(BigDecimal.valueOf(shares[i])).abs()).isLessThan(BigDecimal.ONE);
        }
    }

    private static List<Long> sorted(long[] values) {
        return LongStream.of(values).sorted().boxed().toList();
    }
}
