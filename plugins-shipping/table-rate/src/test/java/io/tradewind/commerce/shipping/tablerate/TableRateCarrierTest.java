package io.tradewind.commerce.shipping.tablerate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.shipping.Carrier;
import io.tradewind.commerce.spi.shipping.Confidence;
import io.tradewind.commerce.spi.shipping.Parcel;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.spi.shipping.QuoteRequest;
import io.tradewind.commerce.testkit.TestContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableRateCarrierTest {
    private static final Instant FRIDAY_NOON = Instant.parse("2026-01-02T12:00:00Z");

    @Test
    void the_service_loader_finds_it() {
        assertThat(ServiceLoader.load(CommercePlugin.class)).hasAtLeastOneElementOfType(TableRatePlugin.class);
    }

    @Test
    void one_price_for_a_country_is_enough() {
        Carrier carrier = carrier(Map.of("DE", "EUR 4.90"));
        Quote quote = only(carrier.quote(request("DE", "10115", FRIDAY_NOON, 500)));
        assertThat(quote.price()).isEqualTo(Money.parse("EUR 4.90"));
        assertThat(quote.service()).isEqualTo("standard");
        assertThat(quote.promise().confidence()).isEqualTo(Confidence.TABLE);
        assertThat(carrier.quote(request("FR", "75001", FRIDAY_NOON, 500))).isEqualTo(new Answer.Done<>(List.of()));
        assertThat(carrier.profile().countries()).containsExactly("DE");
        assertThat(carrier.booking()).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"1, 4.90", "2000, 4.90", "2001, 6.90", "10000, 6.90"})
    void steps_of_weight_are_exact_to_the_gram(int grams, String price) {
        Carrier carrier = carrier(Map.of("DE", "EUR 6.90 to 10kg, EUR 4.90 to 2000g"));
        assertThat(only(carrier.quote(request("DE", "10115", FRIDAY_NOON, grams)))
                        .price())
                .isEqualTo(Money.parse("EUR " + price));
        assertThat(carrier.quote(request("DE", "10115", FRIDAY_NOON, 10_001))).isInstanceOf(Answer.Refused.class);
        assertThat(carrier.profile().maxGrams()).isEqualTo(10_000);
    }

    @Test
    void several_parcels_cost_the_sum_of_each() {
        Carrier carrier = carrier(Map.of("DE", "EUR 4.90 to 2kg, EUR 6.90 to 10kg"));
        assertThat(only(carrier.quote(request("DE", "10115", FRIDAY_NOON, 500, 3000)))
                        .price())
                .isEqualTo(Money.parse("EUR 11.80"));
    }

    @Test
    void the_closest_row_counts() {
        Carrier carrier = carrier(Map.of(
                "*",
                "EUR 19.90",
                "DE",
                "EUR 4.90",
                "DE:10,11",
                "EUR 3.90",
                "DE:101",
                "EUR 2.90",
                "GB:SW1A 1",
                "EUR 9.90"));
        assertThat(price(carrier, "DE", "10115")).isEqualTo("EUR 2.90");
        assertThat(price(carrier, "DE", "10999")).isEqualTo("EUR 3.90");
        assertThat(price(carrier, "DE", "80331")).isEqualTo("EUR 4.90");
        assertThat(price(carrier, "GB", "sw1a 1aa")).isEqualTo("EUR 9.90");
        assertThat(price(carrier, "NZ", "6011")).isEqualTo("EUR 19.90");
        assertThat(carrier.profile().countries()).isEmpty();
    }

    @Test
    void delivery_is_free_from_a_value_on() {
        Carrier carrier =
                carrier(Map.of("DE", "EUR 4.90", "AT", "EUR 9.90; free above EUR 20.00", "freeAbove", "EUR 50.00"));
        assertThat(price(carrier, "DE", "10115")).isEqualTo("EUR 4.90");
        assertThat(price(carrier, "AT", "1010")).isEqualTo("EUR 0.00");
        assertThat(only(carrier.quote(request("DE", "10115", FRIDAY_NOON, 500, 500)))
                        .price())
                .isEqualTo(Money.parse("EUR 0.00"));
    }

    @Test
    void another_currency_has_no_service() {
        Carrier carrier = carrier(Map.of("JP", "JPY 800"));
        QuoteRequest euros = request("JP", "1000001", FRIDAY_NOON, 500);
        assertThat(carrier.quote(euros)).isEqualTo(new Answer.Done<>(List.of()));
        QuoteRequest yen = new QuoteRequest(
                euros.from(), euros.to(), euros.parcels(), FRIDAY_NOON, CurrencyUnit.JPY, euros.deadline());
        assertThat(only(carrier.quote(yen)).price()).isEqualTo(Money.parse("JPY 800"));
    }

    @ParameterizedTest
    @CsvSource({
        // handed over, rate, earliest, latest; all in Berlin, one hour ahead in winter
        "2026-01-02T12:00:00Z, EUR 4.90, 2026-01-03T07:00:00Z, 2026-01-05T19:00:00Z",
        "2026-01-05T12:00:00Z, EUR 4.90; 1 day, 2026-01-06T07:00:00Z, 2026-01-06T19:00:00Z",
        "2026-01-05T12:00:00Z, EUR 4.90; 0 days, 2026-01-05T12:00:00Z, 2026-01-05T19:00:00Z",
        "2026-01-05T20:30:00Z, EUR 4.90; 0 days, 2026-01-06T07:00:00Z, 2026-01-06T19:00:00Z",
        "2026-01-04T12:00:00Z, EUR 4.90; 0 days, 2026-01-05T07:00:00Z, 2026-01-05T19:00:00Z",
        "2026-03-28T12:00:00Z, EUR 4.90; 1 day, 2026-03-30T06:00:00Z, 2026-03-30T18:00:00Z",
        "2026-01-05T23:30:00Z, EUR 4.90; 1 day, 2026-01-07T07:00:00Z, 2026-01-07T19:00:00Z"
    })
    void days_count_from_the_hand_over_in_the_zone_of_the_destination(
            Instant handover, String rate, Instant earliest, Instant latest) {
        Quote quote = only(carrier(Map.of("DE", rate)).quote(request("DE", "10115", handover, 500)));
        assertThat(quote.promise().earliest()).isEqualTo(earliest);
        assertThat(quote.promise().latest()).isEqualTo(latest);
        assertThat(quote.promise().zone().getId()).isEqualTo("Europe/Berlin");
    }

    @Test
    void so_many_later_days_can_be_chosen_each_with_a_reference_of_its_own() {
        QuoteRequest first = request("DE", "10115", FRIDAY_NOON, 500);
        List<Instant> later = List.of(
                Instant.parse("2026-01-05T12:00:00Z"),
                Instant.parse("2026-01-06T12:00:00Z"),
                Instant.parse("2026-01-07T12:00:00Z"));
        QuoteRequest choosing = new QuoteRequest(
                first.from(), first.to(), first.parcels(), FRIDAY_NOON, CurrencyUnit.EUR, first.deadline(), later);
        Quote quote =
                only(carrier(Map.of("DE", "EUR 4.90; 1 day", "daysAhead", "2")).quote(choosing));

        assertThat(quote.laterDays()).extracting(Quote.LaterDay::handover).isEqualTo(later.subList(0, 2));
        assertThat(quote.laterDays().get(0).promise().latest()).isEqualTo(Instant.parse("2026-01-06T19:00:00Z"));
        assertThat(quote.laterDays().get(0).ref()).isNotEqualTo(quote.ref());
        assertThat(only(carrier(Map.of("DE", "EUR 4.90; 1 day")).quote(choosing))
                        .laterDays())
                .as("nobody may choose unless the table says so")
                .isEmpty();
    }

    @Test
    void another_country_has_another_zone() {
        Quote quote = only(carrier(Map.of("GB", "EUR 9.90; 1 day")).quote(request("GB", "SW1A 1AA", FRIDAY_NOON, 500)));
        assertThat(quote.promise().earliest()).isEqualTo(Instant.parse("2026-01-03T08:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4.90",
                "EUR",
                "EUR 4.90 to",
                "EUR 4.90 to 2 stone",
                "EUR 4.901",
                "EUR 4.90, CHF 5.00",
                "EUR 4.90; soon",
                "EUR 4.90; 3-1 days",
                "EUR 4.90 to 0.5g",
                "QQQ 4.90",
                "EUR 4.90; free above USD 40.00",
                ""
            })
    void a_rate_that_cannot_be_read_is_named(String rate) {
        assertThatThrownBy(() -> carrier(Map.of("DE", rate)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("setting 'DE' is not a rate. Fix: write it as EUR 4.90");
    }

    @Test
    void free_delivery_from_a_sum_that_no_rate_is_in_is_a_mistake() {
        assertThatThrownBy(() -> carrier(Map.of("DE", "EUR 4.90", "freeAbove", "USD 40.00")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("setting 'freeAbove' is in a currency that no rate is in.");
        assertThat(carrier(Map.of("DE", "EUR 4.90", "US", "USD 9.90", "freeAbove", "USD 40.00")))
                .isNotNull();
    }

    @Test
    void no_rate_at_all_is_a_mistake() {
        assertThatThrownBy(() -> carrier(Map.of("service", "post")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("rates");
    }

    static Carrier carrier(Map<String, String> settings) {
        return new TableRatePlugin().carriers().get(0).create(new TestContext(TableRatePlugin.FIELDS, settings));
    }

    static QuoteRequest request(String country, String postcode, Instant handover, int... grams) {
        List<Parcel> parcels = Arrays.stream(grams)
                .mapToObj(it -> new Parcel(it, 200, 150, 100, Money.parse("EUR 25.00"), List.of()))
                .toList();
        return new QuoteRequest(
                new Address("Mugs", List.of("Hof 1"), "Leipzig", "", "04109", "DE"),
                new Address("Zoë Çelik", List.of("Am Markt 1"), "Łódź", "", postcode, country),
                parcels,
                handover,
                CurrencyUnit.EUR,
                handover);
    }

    private static String price(Carrier carrier, String country, String postcode) {
        return only(carrier.quote(request(country, postcode, FRIDAY_NOON, 500)))
                .price()
                .toString();
    }

    static Quote only(Answer<List<Quote>> answer) {
        List<Quote> quotes = answer.orThrow();
        assertThat(quotes).hasSize(1);
        return quotes.get(0);
    }
}
