package io.tradewind.commerce.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.spi.Address;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressRulesTest {
    @ParameterizedTest
    @CsvSource({
        "DE,10115",
        "AT,1010",
        "CH,8001",
        "US,94105",
        "US,94105-1234",
        "GB,SW1A 1AA",
        "GB,sw1a1aa",
        "GB,M1 1AE",
        "NL,1012 AB",
        "NL,1012ab",
        "FR,75001",
        "IE,D02 AF30",
        "HK,''"
    })
    void a_postcode_in_its_countrys_form_is_fine(String country, String postcode) {
        assertThat(AddressRules.problems(address(country, postcode))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "DE,1011",
        "DE,101155",
        "DE,1O115",
        "DE,''",
        "AT,10115",
        "CH,800",
        "US,9410",
        "US,94105-12",
        "GB,SW1",
        "GB,12345",
        "NL,0012 AB",
        "NL,1012",
        "FR,7500",
        "IE,AAAAAAAAAAAAA"
    })
    void another_form_is_refused_with_the_field_named(String country, String postcode) {
        assertThat(AddressRules.problems(address(country, postcode)))
                .singleElement()
                .satisfies(it -> assertThat(it.field()).isEqualTo("postcode"));
    }

    @Test
    void postcodes_are_written_as_their_country_writes_them() {
        assertThat(AddressRules.tidy(address("GB", "sw1a1aa")).postcode()).isEqualTo("SW1A 1AA");
        assertThat(AddressRules.tidy(address("NL", "1012ab")).postcode()).isEqualTo("1012 AB");
        assertThat(AddressRules.tidy(address("US", "94105")).region()).isEqualTo("CA");
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        Address wrong = new Address("n".repeat(90), List.of("a", "b", "c", "d"), "c".repeat(120), "", "x", "US");

        assertThat(AddressRules.problems(wrong))
                .extracting("field")
                .containsExactly("name", "lines", "city", "postcode", "region");
    }

    private static Address address(String country, String postcode) {
        return new Address("Ada", List.of("Street 1"), "Town", country.equals("US") ? "ca" : "", postcode, country);
    }
}
