package io.tradewind.commerce.app.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.spi.Address;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static final Lang ENGLISH = Lang.of("/cart");
    private static final Lang ARABIC = Lang.of("/ar/cart");

    private static Address address(String name, String postcode, String city, String country, String... lines) {
        return new Address(name, List.of(lines), city, "", postcode, country);
    }

    @Test
    void an_address_on_a_line_that_runs_from_right_to_left_has_its_commas_where_it_can_break() {
        Address home = address("Jonas Pohl", "04229", "Leipzig", "DE", "Körnerstr. 14", "Hof");
        assertThat(Words.address(ARABIC, home))
                .isEqualTo(
                        "\u2068Jonas Pohl\u2069، \u2068Körnerstr. 14\u2069، \u2068Hof\u2069، \u206804229 Leipzig\u2069");
        assertThat(Words.address(ENGLISH, home)).isEqualTo("Jonas Pohl, Körnerstr. 14, Hof, 04229 Leipzig");
    }

    @Test
    void a_city_without_a_postcode_stands_alone() {
        Address without = address("Sara", "", "Dubai", "AE", "Marina Walk 3");
        assertThat(Words.place(ENGLISH, without)).isEqualTo("Marina Walk 3, Dubai, United Arab Emirates");
    }
}
