package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.app.api.ApiLimits;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.NewVariant;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Lists of the shop's interface can be narrowed as those of its pages, and say what each choice would show. */
class ApiFacetsTest {
    @TempDir
    static Path data;

    private static ApiStore store;
    private static ApiClient shop;

    @BeforeAll
    static void open() {
        store = ApiStore.open(data);
        shop = store.shop();
        store.staff()
                .catalog()
                .publish(NewProduct.named("Slipper")
                        .slug("slipper")
                        .options("Size: EU\\UK")
                        .variant(NewVariant.of(Sku.of("SLIPPER-38"), Money.parse("EUR 60.00"))
                                .choosing("38:5")));
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void each_choice_shows_as_many_products_as_its_number_says() {
        JsonNode facets = facets();
        assertThat(facets.get("total").intValue()).isEqualTo(size(shop.to("listProducts")));
        List<JsonNode> groups = facets.get("groups").valueStream().toList();
        assertThat(groups.stream().map(it -> it.get("name").stringValue()))
                .contains("DELIVERY", "PERSONAL", "Colour", "Size: EU\\UK", "PRICE");
        for (JsonNode group : groups) {
            for (JsonNode value : group.get("values")) {
                int shown = size(shop.to(
                        "listProducts",
                        group.get("parameter").stringValue(),
                        value.get("value").stringValue()));
                assertThat(shown)
                        .as(value.toString())
                        .isEqualTo(value.get("count").intValue());
                assertThat(value.get("chosen").booleanValue()).isFalse();
            }
        }
    }

    private static JsonNode facets(String... parameters) {
        return shop.to("listProducts", parameters)
                .with("facets", "true")
                .send()
                .is(200)
                .at("/facets");
    }

    private static int size(ApiClient.Request request) {
        ApiClient.Reply reply = request.with("limit", "100").send().is(200);
        assertThat(reply.at("/next").isMissingNode()).as("one page").isTrue();
        return reply.at("/items").size();
    }

    @Test
    void a_choice_leaves_the_numbers_of_its_own_group_and_changes_the_others() {
        Map<String, Integer> before = counts(facets(), "option", "Colour");
        JsonNode moss = facets("option", "Colour:Moss");
        assertThat(counts(moss, "option", "Colour")).isEqualTo(before);
        assertThat(moss.get("total").intValue()).isEqualTo(before.get("Colour:Moss"));
        assertThat(counts(moss, "price", "PRICE")).isNotEqualTo(counts(facets(), "price", "PRICE"));

        JsonNode either = facets("option", "Colour:Moss", "option", "Colour:Ink");
        assertThat(either.get("total").intValue()).isGreaterThan(before.get("Colour:Moss"));
        JsonNode both = facets("option", "Colour:Moss", "trait", "ENGRAVING", "price", "2000-5000");
        assertThat(both.get("total").intValue()).isLessThan(before.get("Colour:Moss"));
        assertThat(both.toString())
                .contains("\"value\":\"Colour:Moss\",\"label\":\"Moss\",\"colour\":\"#5f7a52\"")
                .contains("\"label\":\"€20 – €50\"");
        assertThat(both.get("groups")
                        .valueStream()
                        .flatMap(it -> it.get("values").valueStream())
                        .filter(it -> it.get("chosen").booleanValue())
                        .map(it -> it.get("value").stringValue()))
                .containsExactlyInAnyOrder("Colour:Moss", "ENGRAVING", "2000-5000");
    }

    private static Map<String, Integer> counts(JsonNode facets, String parameter, String name) {
        return facets.get("groups")
                .valueStream()
                .filter(it -> it.get("parameter").stringValue().equals(parameter))
                .filter(it -> it.get("name").stringValue().equals(name))
                .flatMap(it -> it.get("values").valueStream())
                .collect(Collectors.toMap(
                        it -> it.get("value").stringValue(),
                        it -> it.get("count").intValue()));
    }

    @Test
    void a_range_of_ones_own_is_counted_beside_those_of_the_shop() {
        JsonNode cheap = facets("price", "0-1300");
        assertThat(counts(cheap, "price", "PRICE")).containsKeys("0-1300", "0-2000", "2000-5000", "5000-");
        assertThat(cheap.get("total").intValue())
                .isEqualTo(counts(cheap, "price", "PRICE").get("0-1300"));
        shop.to("listProducts", "price", "0-1300", "sort", "PRICE")
                .send()
                .is(200)
                .at("/items")
                .forEach(it -> assertThat(it.at("/priceFrom/amount").intValue()).isLessThan(1300));
    }

    @Test
    void the_words_are_those_of_the_language_and_the_values_stay() {
        JsonNode groups = shop.to("listProducts", "facets", "true", "category", "drinkware")
                .header("Accept-Language", "de")
                .send()
                .is(200)
                .at("/facets/groups");
        assertThat(groups.toString()).contains("\"value\":\"Colour:Moss\",\"label\":\"Moos\"");
    }

    @Test
    void a_card_shows_its_colours_and_that_it_is_sold_out() {
        JsonNode cards = shop.to("listProducts", "glances", "true", "limit", "100")
                .header("Accept-Language", "de")
                .send()
                .is(200)
                .at("/items");
        assertThat(glance(cards, "slipper").get("soldOut").booleanValue()).isTrue();
        JsonNode bottle = glance(cards, "trail-bottle");
        assertThat(bottle.get("soldOut").booleanValue()).isFalse();
        assertThat(bottle.at("/options/0").toString())
                .startsWith("{\"name\":\"Farbe\",\"values\":[\"Moos\",")
                .contains("\"colours\":[\"#5f7a52\",");
        assertThat(bottle.at("/options/1").has("colours")).isFalse();
        ApiClient.Reply product = shop.ok("getProduct", "slug", "trail-bottle");
        assertThat(product.at("/options/0/colours")).isEqualTo(bottle.at("/options/0/colours"));
        assertThat(shop.ok("listProducts").at("/items/0/glance").isMissingNode())
                .isTrue();
    }

    private static JsonNode glance(JsonNode cards, String slug) {
        return cards.valueStream()
                .filter(it -> it.get("slug").stringValue().equals(slug))
                .findFirst()
                .orElseThrow()
                .get("glance");
    }

    @Test
    void the_next_page_is_narrowed_like_the_first() {
        ApiClient.Reply first = shop.to("listProducts", "option", "Colour:Moss", "option", "Colour:Ink", "limit", "1")
                .send()
                .is(200);
        assertThat(first.header("Link")).contains("option=Colour%3AMoss&option=Colour%3AInk");
    }

    @Test
    void what_is_called_as_somebody_searched_comes_first_on_every_page() {
        assertThat(named("NEWEST")).as("by age they are mixed").contains("-+");
        ApiClient.Request request = shop.to("listProducts", "q", "mug", "sort", "MATCH", "limit", "1");
        ApiClient.Reply first = request.send().is(200);
        ApiClient.Reply second =
                request.with("cursor", first.text("/next")).send().is(200);
        assertThat(named("MATCH")).matches("(\\+)+-+");
        assertThat(second.text("/items/0/slug")).isNotEqualTo(first.text("/items/0/slug"));
    }

    /** For each find whether the word stands in its title. */
    private static String named(String sort) {
        return shop.to("listProducts", "q", "mug", "sort", sort)
                .send()
                .is(200)
                .at("/items")
                .valueStream()
                .map(it ->
                        it.get("title").stringValue().toLowerCase(Locale.ROOT).contains("mug") ? "+" : "-")
                .collect(Collectors.joining());
    }

    @Test
    void what_cannot_be_a_choice_is_named() {
        Map.of(
                        "trait", "SHINY",
                        "option", "Moss",
                        "price", "5000-2000",
                        "facets", "yes",
                        "sort", "BEST")
                .forEach((parameter, value) -> assertThat(shop.to("listProducts", parameter, value)
                                .send()
                                .refuses(422, "invalid")
                                .text("/errors/0/pointer"))
                        .isEqualTo(parameter));
        assertThat(shop.to("listProducts", "price", "5000-2000")
                        .header("Accept-Language", "de")
                        .send()
                        .text("/errors/0/message"))
                .isEqualTo("muss über ihrem Anfang enden");
        ApiClient.Request nine = shop.to("listProducts");
        for (int i = 0; i < 9; i++) {
            nine.with("option", "Option " + i + ":x");
        }
        assertThat(nine.send().refuses(422, "invalid").text("/errors/0/code")).isEqualTo("too-many");
        ApiClient.Request eleven = shop.to("listProducts");
        for (int i = 1; i < 12; i++) {
            eleven.with("price", "0-" + i);
        }
        assertThat(eleven.send().refuses(422, "invalid").text("/errors/0/pointer"))
                .isEqualTo("price");
        assertThat(shop.to("listProducts", "sort", "NAME", "sort", "PRICE")
                        .send()
                        .refuses(422, "invalid")
                        .text("/errors/0/code"))
                .isEqualTo("twice");
    }

    @BothDatabases
    void numbers_cost_statements_only_where_they_are_asked_for(CountingDataSource database) {
        try (MugApi mugs = MugApi.open(database, ApiLimits.none())) {
            ApiClient api = mugs.shop(MugApi.MUGS);
            api.ok("listProducts");
            long plain = statements(database, api.to("listProducts"));
            assertThat(statements(database, api.to("listProducts", "price", "0-2000")))
                    .isEqualTo(plain);
            assertThat(statements(database, api.to("listProducts", "glances", "true")))
                    .isEqualTo(plain + 1);
            assertThat(statements(database, api.to("listProducts", "facets", "true")))
                    .isEqualTo(plain + 2);
        }
    }

    private static long statements(CountingDataSource database, ApiClient.Request request) {
        database.reset();
        request.send().is(200);
        return database.total().statements();
    }
}
