package io.tradewind.commerce.internal.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScrubTest {
    private final Scrub scrub = new Scrub(List.of("sk_test_secret", "abc"));

    @Test
    void secrets_card_numbers_and_phone_numbers_are_replaced() {
        assertThat(scrub.clean("key sk_test_secret, card 4111-1111-1111-1111, phone +49 1512 3456789."))
                .isEqualTo("key ***, card ***, phone +***.");
    }

    @Test
    void mail_addresses_are_replaced_in_any_script() {
        assertThat(scrub.clean("550 <ada.b+c@shop.example>: jürgen@bücher.example unknown; a@b"))
                .isEqualTo("550 <***@***>: ***@*** unknown; ***@***");
    }

    @Test
    void control_characters_become_blanks_and_long_text_is_cut() {
        assertThat(scrub.clean("a\u0000\nb")).isEqualTo("a b");
        assertThat(scrub.clean("x".repeat(5000))).hasSize(1000);
    }

    @Test
    void operation_ids_stay_readable() {
        String id = "0190a1b2-1111-7222-8333-444455556666";
        assertThat(scrub.clean(id)).isEqualTo(id);
    }
}
