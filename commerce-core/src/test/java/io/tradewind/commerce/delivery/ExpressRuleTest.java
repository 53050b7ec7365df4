package io.tradewind.commerce.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.stock.Availability;
import io.tradewind.commerce.store.Store;
import io.tradewind.commerce.store.StoreSpec;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class ExpressRuleTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Sku MUG = Sku.of("MUG");
    private static final ContentItem MUGS = item(MUG, 2, true, Optional.empty(), Duration.ZERO);
    private static final Map<Sku, Availability> STOCK = Map.of(MUG, new Availability(2, 0, 0, 0));

    @Test
    void it_arrives_the_next_day_by_the_time_of_the_policy_if_ordered_up_to_the_cut_off() {
        ExpressRule.Offer offer = offer("2026-01-15T14:00").orElseThrow();

        assertThat(offer.handover().at()).isEqualTo(at("2026-01-15T14:00"));
        assertThat(offer.latest()).isEqualTo(at("2026-01-16T12:00"));
        assertThat(offer.handover().reason())
                .isEqualTo("24-hour delivery: order by Thu 15 Jan, 14:00 and it arrives by Fri 16 Jan, 12:00.");
    }

    @Test
    void after_the_cut_off_it_says_when_it_is_offered_again() {
        assertThat(offer("2026-01-15T14:00:00.000001")).isEmpty();
        assertThat(why("2026-01-14T14:01"))
                .isEqualTo("Today's cut-off for 24-hour delivery at 14:00 has passed. It is offered again on Thu 15 Jan"
                        + " until 14:00.");
        assertThat(why("2026-01-15T14:01"))
                .as("a Friday is followed by a day without delivery")
                .endsWith("It is offered again on Mon 19 Jan until 14:00.");
    }

    @Test
    void nothing_is_promised_into_or_from_a_day_without_work() {
        assertThat(why("2026-01-16T09:00")).startsWith("Nothing is delivered on Sat 17 Jan.");
        assertThat(why("2026-01-18T09:00")).startsWith("Nothing leaves on Sun 18 Jan.");
        assertThat(why("2026-12-24T09:00"))
                .startsWith("Nothing is delivered on Fri 25 Dec.")
                .endsWith("again on Mon 28 Dec until 14:00.");
        assertThat(offer("2026-12-30T09:00").orElseThrow().latest()).isEqualTo(at("2026-12-31T12:00"));
        assertThat(why("2026-12-31T09:00")).startsWith("Nothing is delivered on Fri 1 Jan.");
    }

    @Test
    void in_the_long_night_it_still_arrives_within_24_hours_of_the_cut_off() {
        Store daily = store(spec -> spec.workdays(EnumSet.allOf(DayOfWeek.class))
                .express(eur("9.90"), LocalTime.of(14, 0), LocalTime.of(14, 0), "courier"));

        Instant autumn = ExpressRule.offer(daily, List.of(MUGS), at("2026-10-24T10:00"))
                .orElseThrow()
                .latest();
        Instant spring = ExpressRule.offer(daily, List.of(MUGS), at("2026-03-28T10:00"))
                .orElseThrow()
                .latest();

        assertThat(autumn).isEqualTo(at("2026-10-25T13:00"));
        assertThat(spring).isEqualTo(at("2026-03-29T14:00"));
        assertThat(Duration.between(at("2026-03-28T14:00"), spring)).isEqualTo(Duration.ofHours(23));
    }

    @Test
    void what_is_promised_is_never_more_than_24_hours_after_the_cut_off() {
        Random random = new Random(11);
        int offered = 0;
        for (int i = 0; i < 5_000; i++) {
            Instant now = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(366 * 86_400));
            Optional<ExpressRule.Offer> offer = ExpressRule.offer(store(), List.of(MUGS), now);
            if (offer.isPresent()) {
                offered++;
                assertThat(Duration.between(
                                offer.get().handover().at(), offer.get().latest()))
                        .isBetween(Duration.ofHours(20), Duration.ofHours(24));
                assertThat(offer.get().handover().orderBy()).isAfterOrEqualTo(now);
            }
        }
        assertThat(offered).isGreaterThan(1_000);
    }

    @Test
    void every_line_must_be_marked_for_it() {
        ContentItem plate = item(Sku.of("PLATE"), 1, false, Optional.empty(), Duration.ZERO);

        assertThat(refusal(List.of(MUGS, plate), "DE", "04109", "2026-01-15T09:00"))
                .hasValueSatisfying(it -> {
                    assertThat(it.code()).isEqualTo("express-item");
                    assertThat(it.field()).isEqualTo("PLATE");
                    assertThat(it.message()).isEqualTo("'PLATE' is not available for 24-hour delivery.");
                });
    }

    @Test
    void what_is_not_out_yet_cannot_go_by_it() {
        Optional<Instant> release = Optional.of(at("2026-02-14T00:00"));
        ContentItem lamp = item(MUG, 1, true, release, Duration.ZERO);

        assertThat(refusal(List.of(lamp), "DE", "04109", "2026-01-15T09:00")
                        .orElseThrow()
                        .message())
                .isEqualTo("'MUG' is released on Sat 14 Feb.");
        assertThat(refusal(List.of(lamp), "DE", "04109", "2026-02-16T09:00")).isEmpty();
    }

    @Test
    void making_must_be_done_before_the_cut_off() {
        ContentItem hours = item(MUG, 1, true, Optional.empty(), Duration.ofHours(3));
        ContentItem days = item(MUG, 1, true, Optional.empty(), Duration.ofDays(1));

        assertThat(refusal(List.of(hours), "DE", "04109", "2026-01-15T11:00")).isEmpty();
        assertThat(refusal(List.of(hours), "DE", "04109", "2026-01-15T11:01")
                        .orElseThrow()
                        .code())
                .isEqualTo("express-making");
        assertThat(refusal(List.of(days), "DE", "04109", "2026-01-15T09:00")
                        .orElseThrow()
                        .message())
                .isEqualTo("'MUG' takes longer than a day to make.");
    }

    @Test
    void all_units_of_all_lines_of_an_article_must_be_in_stock() {
        assertThat(refusal(List.of(MUGS), "DE", "04109", "2026-01-15T09:00")).isEmpty();
        assertThat(refusal(
                                List.of(MUGS, item(MUG, 1, true, Optional.empty(), Duration.ZERO)),
                                "DE",
                                "04109",
                                "2026-01-15T09:00")
                        .orElseThrow()
                        .message())
                .isEqualTo("'MUG' is not in stock in that quantity.");
    }

    @Test
    void the_postcode_must_lie_in_the_area_however_it_is_written() {
        assertThat(refusal(List.of(MUGS), "DE", " 04 109 ", "2026-01-15T09:00")).isEmpty();
        assertThat(refusal(List.of(MUGS), "DE", "10115", "2026-01-15T09:00").orElseThrow())
                .isEqualTo(
                        Refusal.of("express-area", "postcode", "24-hour delivery is not offered at postcode 10115."));
        assertThat(refusal(List.of(MUGS), "DE", "", "2026-01-15T09:00")
                        .orElseThrow()
                        .code())
                .isEqualTo("postcode");
        assertThat(refusal(List.of(MUGS), "AT", "0410", "2026-01-15T09:00")
                        .orElseThrow()
                        .field())
                .isEqualTo("country");
    }

    @Test
    void a_store_without_it_says_so() {
        Store plain = new StoreSpec("plain").zone("Europe/Berlin").build(1);

        assertThat(ExpressRule.refuses(plain, List.of(MUGS), at("2026-01-15T09:00"))
                        .orElseThrow()
                        .code())
                .isEqualTo("no-express");
    }

    private static String why(String local) {
        return refusal(List.of(MUGS), "DE", "04109", local).orElseThrow().message();
    }

    private static Optional<ExpressRule.Offer> offer(String local) {
        return ExpressRule.offer(store(), List.of(MUGS), at(local));
    }

    private static Optional<Refusal> refusal(List<ContentItem> items, String country, String postcode, String local) {
        return ExpressRule.refuses(store(), items, STOCK, country, postcode, at(local));
    }

    private static Store store() {
        return store(spec -> spec.holidays(Set.of(LocalDate.of(2026, 12, 25), LocalDate.of(2027, 1, 1)))
                .express(eur("9.90"), LocalTime.of(12, 0), LocalTime.of(14, 0), "courier", "041", "042"));
    }

    private static Store store(Consumer<StoreSpec> more) {
        StoreSpec spec = new StoreSpec("mugs").country("DE").zone("Europe/Berlin");
        more.accept(spec);
        return spec.build(1);
    }

    private static ContentItem item(
            Sku sku, int quantity, boolean express, Optional<Instant> shipsOn, Duration making) {
        return new ContentItem(sku, sku.value(), quantity, 400, eur("12.50"), express, shipsOn, making, true);
    }

    private static Money eur(String amount) {
        return Money.parse("EUR " + amount);
    }

    private static Instant at(String local) {
        return ZonedDateTime.of(LocalDateTime.parse(local), BERLIN).toInstant();
    }
}
