package io.tradewind.commerce.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.error.CommerceException;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {
    @Test
    void a_number_is_read_as_people_write_it_and_printed_masked() {
        PhoneNumber number = PhoneNumber.of(" +49 (1512) 345-6789 ");

        assertThat(number.e164()).isEqualTo("+4915123456789");
        assertThat(number.country()).isEqualTo("DE");
        assertThat(number.takesMessages()).isTrue();
        assertThat(number).hasToString("+49 ••••••••789");
        assertThat(PhoneNumber.parse("01512 3456789", "DE")).contains(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "01512 3456789",
                "+49",
                "+49 1",
                "hello",
                "+999 12345678",
                "+4915123456789012345678901234567890123456789"
            })
    void what_is_no_number_is_refused_without_repeating_it(String text) {
        assertThatThrownBy(() -> PhoneNumber.of(text))
                .isInstanceOf(CommerceException.class)
                .hasMessageContaining("phone")
                .hasMessageContaining("Fix:");
        assertThat(PhoneNumber.parse(text, "ZZ")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"+12015550123, +1 •••••••123", "+447400123456, +44 •••••••456", "+352628123456, +352 ••••••456"})
    void the_code_of_the_country_shows_whatever_its_length(String e164, String shown) {
        assertThat(new PhoneNumber(e164).masked()).isEqualTo(shown);
        assertThat(new PhoneNumber(e164)).isEqualTo(PhoneNumber.of(e164));
    }

    @ParameterizedTest
    @ValueSource(strings = {"4915123456789", "+49 15123456789", "+4915", "+99912345678", "+"})
    void only_the_plain_form_of_a_number_makes_one(String text) {
        for (int again = 0; again < 2; again++) {
            assertThatThrownBy(() -> new PhoneNumber(text)).isInstanceOf(CommerceException.class);
        }
    }

    @Test
    void a_land_line_takes_no_messages() {
        assertThat(PhoneNumber.of("+49 30 123456").takesMessages()).isFalse();
    }

    @Test
    void an_origin_is_a_block_and_never_an_address() throws Exception {
        assertThat(Origin.of(InetAddress.getByName("203.0.113.7")))
                .isEqualTo(Origin.of(InetAddress.getByName("203.0.113.250")))
                .isNotEqualTo(Origin.of(InetAddress.getByName("203.0.112.7")));
        assertThat(Origin.of(InetAddress.getByName("2001:db8:1:2201::1")))
                .isEqualTo(Origin.of(InetAddress.getByName("2001:db8:1:22ff::2")))
                .isNotEqualTo(Origin.of(InetAddress.getByName("2001:db8:1:2301::1")));
    }
}
