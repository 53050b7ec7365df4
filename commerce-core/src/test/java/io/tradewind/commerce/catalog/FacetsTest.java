package io.tradewind.commerce.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.launch.LaunchId;
import io.tradewind.commerce.launch.Launches;
import io.tradewind.commerce.launch.NewLaunch;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testing.TestShop;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Narrowing a list, and counting what narrowing it further would show. */
class FacetsTest {
    private static final PriceBand CHEAP = new PriceBand(eur("0"), Optional.of(eur("20")));
    private static final PriceBand DEAR = new PriceBand(eur("20"), Optional.empty());
    private static final List<PriceBand> BANDS = List.of(CHEAP, DEAR);

    private static Money eur(String amount) {
        return Money.parse("EUR " + amount + (amount.contains(".") ? "" : ".00"));
    }

    /** Mug in Moss and Clay, bottle in Moss (engraved, express), pen in Ink (engraved, dear), headphones (pre-order). */
    private static TestShop shop(DataSource data) {
        TestShop test = TestShop.on(data);
        Catalog catalog = test.staff().catalog();
        catalog.category("drink", "Drink");
        catalog.publish(NewProduct.named("Mug")
                .category("drink")
                .options("Colour")
                .variant(NewVariant.of(Sku.of("MUG-M"), eur("18")).choosing("Moss"))
                .variant(NewVariant.of(Sku.of("MUG-C"), eur("18")).choosing("Clay"))
                .giftWrap(new GiftWrapSpec(eur("3"), 100)));
        catalog.publish(NewProduct.named("Bottle")
                .category("drink")
                .options("Colour", "Size")
                .variant(NewVariant.of(Sku.of("BOT-S"), eur("15"))
                        .choosing("Moss", "500 ml")
                        .byExpress())
                .variant(NewVariant.of(Sku.of("BOT-L"), eur("25"))
                        .choosing("Moss", "1 l")
                        .byExpress())
                .engraving(EngravingSpec.oneLine(12, eur("4"))));
        catalog.publish(NewProduct.named("Pen")
                .options("Colour")
                .variant(NewVariant.of(Sku.of("PEN"), eur("62")).choosing("Ink").compareAt(eur("70")))
                .engraving(EngravingSpec.oneLine(12, eur("4"))));
        catalog.publish(NewProduct.named("Headphones")
                .variant(NewVariant.of(Sku.of("PHONES"), eur("189"))
                        .preorder(Instant.now().plus(Duration.ofDays(30)), 10)));
        return test;
    }

    private static Narrowing colours(String... colours) {
        return new Narrowing(Set.of(), Map.of("Colour", Set.of(colours)), Set.of());
    }

    private static Facets facets(TestShop test, Narrowing narrowing) {
        return test.guest().catalog().facets(ProductQuery.all().narrowedTo(narrowing), BANDS);
    }

    private static List<String> titles(TestShop test, Narrowing narrowing) {
        return test
                .guest()
                .catalog()
                .list(ProductQuery.all().sortedBy(ProductQuery.Sort.NAME).narrowedTo(narrowing))
                .items()
                .stream()
                .map(ProductCard::title)
                .toList();
    }

    private static Map<String, Long> values(Facets facets, String option) {
        return facets.options().stream()
                .filter(it -> it.name().equals(option))
                .map(Facets.Choices::values)
                .findFirst()
                .orElse(Map.of());
    }

    @BothDatabases
    void every_choice_says_how_many_products_it_would_show(DataSource data) {
        try (TestShop test = shop(data)) {
            Facets all = facets(test, Narrowing.NONE);

            assertThat(all.total()).isEqualTo(4);
            assertThat(all.traits())
                    .containsOnly(
                            entry(Trait.EXPRESS, 1L),
                            entry(Trait.PREORDER, 1L),
                            entry(Trait.ENGRAVING, 2L),
                            entry(Trait.GIFT_WRAP, 1L),
                            entry(Trait.SALE, 1L));
            assertThat(all.prices()).containsExactly(entry(CHEAP, 2L), entry(DEAR, 2L));
            assertThat(values(all, "Colour")).containsOnly(entry("Moss", 2L), entry("Clay", 1L), entry("Ink", 1L));
            assertThat(all.options().get(0).name()).isEqualTo("Colour");
        }
    }

    @BothDatabases
    void a_choice_leaves_the_numbers_of_its_siblings_standing_and_narrows_all_other_groups(DataSource data) {
        try (TestShop test = shop(data)) {
            Facets moss = facets(test, colours("Moss"));
            assertThat(moss.total()).isEqualTo(2);
            assertThat(moss.options().get(0).name()).as("stays first").isEqualTo("Colour");
            assertThat(values(moss, "Colour")).containsOnly(entry("Moss", 2L), entry("Clay", 1L), entry("Ink", 1L));
            assertThat(values(moss, "Size")).containsOnly(entry("500 ml", 1L), entry("1 l", 1L));
            assertThat(moss.traits()).containsEntry(Trait.ENGRAVING, 1L).containsEntry(Trait.SALE, 0L);
            assertThat(moss.prices()).containsExactly(entry(CHEAP, 2L), entry(DEAR, 0L));
            assertThat(titles(test, colours("Moss"))).containsExactly("Bottle", "Mug");

            Facets engraved = facets(test, new Narrowing(Set.of(Trait.ENGRAVING), Map.of(), Set.of()));
            assertThat(engraved.total()).isEqualTo(2);
            assertThat(engraved.traits()).containsEntry(Trait.GIFT_WRAP, 1L).containsEntry(Trait.EXPRESS, 1L);
            assertThat(values(engraved, "Colour")).containsOnly(entry("Moss", 1L), entry("Ink", 1L));

            Facets dear = facets(test, new Narrowing(Set.of(), Map.of(), Set.of(DEAR)));
            assertThat(dear.total()).isEqualTo(2);
            assertThat(dear.prices()).containsExactly(entry(CHEAP, 2L), entry(DEAR, 2L));
            assertThat(values(dear, "Colour")).containsOnly(entry("Ink", 1L));
        }
    }

    @BothDatabases
    void within_a_group_one_is_enough_and_all_groups_must_be_met(DataSource data) {
        try (TestShop test = shop(data)) {
            assertThat(titles(test, colours("Clay", "Ink"))).containsExactly("Mug", "Pen");
            assertThat(titles(test, new Narrowing(Set.of(Trait.ENGRAVING, Trait.GIFT_WRAP), Map.of(), Set.of())))
                    .containsExactly("Bottle", "Mug", "Pen");
            assertThat(titles(test, new Narrowing(Set.of(Trait.ENGRAVING, Trait.EXPRESS), Map.of(), Set.of())))
                    .containsExactly("Bottle");
            assertThat(titles(
                            test,
                            new Narrowing(Set.of(Trait.SALE), Map.of("Colour", Set.of("Ink")), Set.of(CHEAP, DEAR))))
                    .containsExactly("Pen");
            Narrowing none = new Narrowing(Set.of(Trait.SALE), Map.of("Colour", Set.of("Clay")), Set.of());
            assertThat(titles(test, none)).isEmpty();
            Facets nothing = facets(test, none);
            assertThat(nothing.total()).isZero();
            assertThat(values(nothing, "Colour")).containsOnly(entry("Ink", 1L), entry("Clay", 0L));
            assertThat(nothing.traits()).containsEntry(Trait.SALE, 0L);
        }
    }

    @BothDatabases
    void numbers_are_of_the_category_and_the_words_and_of_what_shoppers_see(DataSource data) {
        try (TestShop test = shop(data)) {
            Catalog guest = test.guest().catalog();
            assertThat(guest.facets(ProductQuery.all().inCategory("drink"), BANDS)
                            .total())
                    .isEqualTo(2);
            assertThat(guest.facets(ProductQuery.all().matching("moss bottle"), BANDS)
                            .total())
                    .isEqualTo(1);
            assertThat(guest.facets(ProductQuery.all().matching("pen nothing-like-it"), BANDS)
                            .total())
                    .as("one of the words is enough if none has all, as in the list")
                    .isEqualTo(1);
            Product pen = guest.find("pen").orElseThrow();
            test.staff().catalog().unpublish(pen.id());
            assertThat(facets(test, Narrowing.NONE).total()).isEqualTo(3);
            test.staff().catalog().delete(pen.id());
            assertThat(values(facets(test, Narrowing.NONE), "Colour")).doesNotContainKey("Ink");
            assertThatThrownBy(() -> guest.facets(ProductQuery.all().inCategory("no-such"), BANDS))
                    .isInstanceOf(CommerceException.class);
        }
    }

    @BothDatabases
    void an_edit_moves_the_product_to_its_new_choices(DataSource data) {
        try (TestShop test = shop(data)) {
            test.staff()
                    .catalog()
                    .publish(NewProduct.named("Pen")
                            .options("Colour")
                            .variant(NewVariant.of(Sku.of("PEN"), eur("62")).choosing("Plum")));
            assertThat(values(facets(test, Narrowing.NONE), "Colour"))
                    .containsEntry("Plum", 1L)
                    .doesNotContainKey("Ink");
            ProductId bottle =
                    test.guest().catalog().find("bottle").orElseThrow().id();
            assertThat(test.guest()
                            .catalog()
                            .glances(List.of(bottle))
                            .get(bottle)
                            .options())
                    .containsExactly(
                            new ProductOption("Colour", List.of("Moss")),
                            new ProductOption("Size", List.of("500 ml", "1 l")));
        }
    }

    @BothDatabases
    void one_statement_tells_of_all_cards_what_is_sold_out(CountingDataSource data) {
        try (TestShop test = shop(data)) {
            List<ProductId> shown = List.of("mug", "bottle", "headphones").stream()
                    .map(it -> test.guest().catalog().find(it).orElseThrow().id())
                    .toList();
            test.staff().stock().receive(Sku.of("BOT-L"), 1, "delivery");
            Map<ProductId, Glance> glances = new HashMap<>();
            var used = data.during(() -> glances.putAll(test.guest().catalog().glances(shown)));
            assertThat(used.statements()).as(used.toString()).isEqualTo(1);
            assertThat(shown)
                    .extracting(it -> glances.get(it).soldOut())
                    .as("neither in, in as one of two, to be ordered ahead")
                    .containsExactly(true, false, false);
        }
    }

    @BothDatabases
    void what_a_launch_sells_takes_an_invitation_unless_another_variant_can_be_had(CountingDataSource data) {
        try (TestShop test = shop(data)) {
            Launches launches = test.staff().launches();
            LaunchId pen = announced(launches, "PEN");
            announced(launches, "BOT-S");
            Map<ProductId, Glance> glances = new HashMap<>();
            List<ProductId> shown = List.of("pen", "bottle", "mug").stream()
                    .map(it -> test.guest().catalog().find(it).orElseThrow().id())
                    .toList();
            var used = data.during(() -> glances.putAll(test.guest().catalog().glances(shown)));
            assertThat(used.statements()).as(used.toString()).isEqualTo(1);
            assertThat(shown).extracting(it -> glances.get(it).invited()).containsExactly(true, true, false);
            assertThat(shown).extracting(it -> glances.get(it).soldOut()).containsExactly(false, false, true);

            test.staff().stock().receive(Sku.of("PEN"), 1, "delivery");
            test.staff().stock().receive(Sku.of("BOT-L"), 1, "delivery");
            assertThat(test.guest().catalog().glances(shown).get(shown.get(0)))
                    .as("in, and yet for those who are invited")
                    .isEqualTo(new Glance(List.of(new ProductOption("Colour", List.of("Ink"))), false, true));
            assertThat(test.guest().catalog().glances(shown).get(shown.get(1)).invited())
                    .as("its other size is for everybody")
                    .isFalse();
            launches.cancel(pen, "the printer broke").orThrow();
            assertThat(test.guest().catalog().glances(shown).get(shown.get(0)).invited())
                    .isFalse();
        }
    }

    private static LaunchId announced(Launches launches, String sku) {
        Instant opens = TestShop.START.plus(Duration.ofDays(7));
        LaunchId id = launches.create(NewLaunch.of(sku.toLowerCase(Locale.ROOT), sku, Sku.of(sku), opens, 5))
                .id();
        launches.announce(id).orThrow();
        return id;
    }

    @BothDatabases
    void numbers_are_kept_for_a_moment_unless_something_is_changed_here(CountingDataSource data) {
        try (TestShop test = shop(data)) {
            assertThat(facets(test, Narrowing.NONE).total()).isEqualTo(4);
            assertThat(data.during(() -> facets(test, Narrowing.NONE)).statements())
                    .as("asked again")
                    .isZero();
            test.commerce().transaction(tx -> {
                try (var another = tx.connection().createStatement()) {
                    return another.executeUpdate(
                            "update commerce.product set published = false where slug = 'pen' and store_id = "
                                    + test.scope().storeId());
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThat(facets(test, Narrowing.NONE).total())
                    .as("another process has changed something")
                    .isEqualTo(4);
            test.clock().pass(Duration.ofSeconds(5));
            assertThat(facets(test, Narrowing.NONE).total()).isEqualTo(3);
            Product mug = test.guest().catalog().find("mug").orElseThrow();
            test.staff().catalog().unpublish(mug.id());
            assertThat(facets(test, Narrowing.NONE).total()).as("changed here").isEqualTo(2);
            assertThat(facets(test, colours("Moss")).total())
                    .as("another question")
                    .isEqualTo(1);
        }
    }

    @BothDatabases
    void counting_takes_the_same_few_statements_however_many_products_there_are(CountingDataSource data) {
        try (TestShop test = shop(data)) {
            for (int round = 0; round < 2; round++) {
                var plain = data.during(() -> facets(test, Narrowing.NONE));
                assertThat(plain.statements()).as(plain.toString()).isEqualTo(2);
                var chosen = data.during(() -> facets(test, colours("Moss", "Ink")));
                assertThat(chosen.statements()).as(chosen.toString()).isEqualTo(3);
                IntStream.range(0, 30)
                        .forEach(i -> test.staff()
                                .catalog()
                                .publish(NewProduct.named("Thing " + i)
                                        .options("Colour")
                                        .variant(NewVariant.of(Sku.of("T-" + i), eur("5"))
                                                .choosing("Moss"))));
            }
        }
    }

    @BothDatabases
    void typing_mistakes_are_mended_where_nothing_is_found(DataSource data) {
        try (TestShop test = shop(data)) {
            Catalog guest = test.guest().catalog();
            Suggestions typed = guest.suggest("bott");
            assertThat(typed.corrected()).isFalse();
            assertThat(typed.products()).extracting(ProductCard::title).containsExactly("Bottle");
            Suggestions wrong = guest.suggest("hedphnoes");
            assertThat(wrong.corrected()).isTrue();
            assertThat(wrong.text()).isEqualTo("headphones");
            assertThat(wrong.products()).extracting(ProductCard::title).containsExactly("Headphones");
            assertThat(guest.suggest("MUG-C").products())
                    .extracting(ProductCard::title)
                    .containsExactly("Mug");
            assertThat(guest.suggest("\u0000☂ ").products()).isEmpty();
            assertThat(guest.suggest("qqqqqq").products()).isEmpty();
        }
    }

    @BothDatabases
    void what_is_named_as_somebody_types_is_suggested_before_what_only_has_it_about_it(DataSource data) {
        try (TestShop test = shop(data)) {
            IntStream.range(0, 12)
                    .forEach(i -> test.staff()
                            .catalog()
                            .publish(NewProduct.named("Square " + i)
                                    .tag("mulberry")
                                    .variant(Sku.of("S-" + i), eur("5"))));
            assertThat(test.guest().catalog().suggest("mu").products())
                    .extracting(ProductCard::title)
                    .hasSize(8)
                    .startsWith("Mug", "Square 11");
        }
    }

    @Test
    void a_narrowing_that_makes_no_sense_is_refused() {
        assertThatThrownBy(() -> new PriceBand(eur("20"), Optional.of(eur("20"))))
                .isInstanceOf(CommerceException.class)
                .hasMessageContaining("price");
        Map<String, Set<String>> options = new LinkedHashMap<>();
        IntStream.range(0, 9).forEach(i -> options.put("o" + i, Set.of("x")));
        assertThatThrownBy(() -> new Narrowing(Set.of(), options, Set.of()))
                .isInstanceOf(CommerceException.class)
                .hasMessageContaining("at most 8 options");
    }

    @Test
    void letters_left_out_added_changed_or_swapped_are_counted() {
        assertThat(Spelling.distance("mug", "mgu")).isEqualTo(1);
        assertThat(Spelling.distance("bottle", "botle")).isEqualTo(1);
        assertThat(Spelling.distance("candle", "handle")).isEqualTo(1);
        assertThat(Spelling.distance("pen", "pen")).isZero();
        assertThat(Spelling.distance("a", "abcdef")).isEqualTo(Integer.MAX_VALUE);
    }
}
