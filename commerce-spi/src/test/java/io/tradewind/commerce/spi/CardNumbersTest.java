package io.tradewind.commerce.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardNumbersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4242424242424242",
                "4242 4242 4242 4242",
                "4242-4242-4242-4242",
                " 378282246310005 ",
                "6011000990139424",
                "4222222222222",
                "6304 0000 0000 0000 000",
                "4242\u00a04242\u00a04242\u00a04242"
            })
    void test_numbers_of_the_card_schemes_are_recognised(String number) {
        assertThat(CardNumbers.looksLikeOne(number)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4242424242424241",
                "424242424242",
                "42424242424242424242",
                "tok_4242424242424242",
                "approve",
                "pm_1Nv0FG"
            })
    void other_text_is_not(String text) {
        assertThat(CardNumbers.looksLikeOne(text)).isFalse();
    }

    @Test
    void a_number_within_a_text_is_masked_and_nothing_else() {
        assertThat(CardNumbers.mask("paid with 4242 4242 4242 4242, order R-1001 on 2026-01-02"))
                .isEqualTo("paid with ***, order R-1001 on 2026-01-02");
        assertThat(CardNumbers.contains("card=4242424242424242;")).isTrue();
        assertThat(CardNumbers.contains("4242 4242 4242 4241")).isFalse();
    }

    @Test
    void identifiers_are_left_alone() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            String id = new UUID(random.nextLong(), random.nextLong()).toString();
            assertThat(CardNumbers.mask(id)).isEqualTo(id);
        }
    }
}
