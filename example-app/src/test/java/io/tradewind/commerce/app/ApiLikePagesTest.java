package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.catalog.Product;
import io.tradewind.commerce.message.Template;
import io.tradewind.commerce.order.Order;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages of a product, the cart and an order tell besides, the shop's interface tells too. */
class ApiLikePagesTest {
    private static final String BOTTLE = "BOTTLE-MOSS-750ML";

    @TempDir
    static Path data;

    private static ApiStore store;
    private static ApiClient shop;

    @BeforeAll
    static void open() {
        store = ApiStore.open(data);
        shop = store.shop();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void a_text_that_cannot_be_engraved_is_refused_while_it_is_typed_as_it_would_be_in_the_cart() {
        List<String> wrong = List.of(
                "{\"engraving\": [\"For Ada,\", \"日本\"]}",
                "{\"engraving\": [\"日本\"]}",
                "{\"engraving\": [\"one\", \"two\", \"three\", \"four\"]}",
                "{\"engraving\": [\"" + "far too long ".repeat(9) + "\"]}",
                "{\"giftMessage\": \"" + "so happy ".repeat(200) + "\"}");
        String token = shop.to("createShopper").send().is(201).text("/token");
        String cart = shop.to("openCart").as(token).send().is(201).text("/id");
        for (String wish : wrong) {
            ApiClient.Reply checked = check(BOTTLE, wish).is(200);
            ApiClient.Reply added = shop.to("addLine", "cart", cart)
                    .as(token)
                    .body("{\"sku\": \"" + BOTTLE + "\", \"quantity\": 1, \"personalisation\": " + wish + "}")
                    .send()
                    .is(422);
            assertThat(checked.at("/possible").booleanValue()).as(wish).isFalse();
            assertThat(checked.text("/reason/code")).isEqualTo(added.text("/code"));
            assertThat(checked.text("/reason/message")).isEqualTo(added.text("/detail"));
            assertThat(checked.text("/pointer")).isEqualTo(added.text("/errors/0/pointer"));
        }
        assertThat(shop.to("checkPersonalisation")
                        .put("/personalisation/engraving/0", "日本")
                        .header("Accept-Language", "de")
                        .send()
                        .text("/reason/message"))
                .contains("kann hier nicht graviert werden");
    }

    private static ApiClient.Reply check(String sku, String wish) {
        return shop.to("checkPersonalisation")
                .body("{\"sku\": \"" + sku + "\", \"personalisation\": " + wish + "}")
                .send();
    }

    @Test
    void what_can_be_engraved_is_counted_as_people_count() {
        ApiClient.Reply fine = check(
                        BOTTLE, "{\"engraving\": [\" Zoe\u0308 \", \"\"], \"giftMessage\": \"Hi 👩‍👩‍👧\"}")
                .is(200);
        assertThat(fine.at("/possible").booleanValue()).as(fine.toString()).isTrue();
        assertThat(fine.at("/engraving").toString()).isEqualTo("[3]");
        assertThat(fine.at("/giftMessage").intValue()).isEqualTo(4);
        assertThat(fine.at("/reason").isMissingNode()).isTrue();
        assertThat(check("MUG-CLAY", "{\"engraving\": [\"Ada\"]}").is(200).text("/reason/code"))
                .isEqualTo("engraving-not-offered");
        assertThat(check("NO-SUCH-THING", "{}").refuses(422, "unavailable").text("/errors/0/pointer"))
                .isEqualTo("/sku");
        assertThat(check("x".repeat(41), "{}").refuses(422, "invalid").text("/errors/0/pointer"))
                .isEqualTo("/sku");
        assertThat(check(BOTTLE, "{\"engraving\": \"Ada\"}")
                        .refuses(422, "invalid")
                        .text("/errors/0/pointer"))
                .isEqualTo("/personalisation/engraving");
    }

    @Test
    void the_store_says_until_when_to_order_for_tomorrow() {
        ApiClient.Reply facts = shop.ok("getStore");
        assertThat(facts.at("/express/postcodes").toString()).isEqualTo("[\"041\",\"042\",\"043\"]");
        assertThat(facts.text("/express/cutOff")).isEqualTo("17:00");
        assertThat(facts.at("/express/price/amount").intValue()).isEqualTo(690);
        assertThat(facts.text("/express/now/orderBy")).isEqualTo("2026-11-24T16:00:00Z");
        assertThat(facts.text("/express/now/promise/latest")).isEqualTo("2026-11-25T16:00:00Z");
        ApiClient.Reply piece = promise("express", "true");
        assertThat(piece.text("/orderBy")).isEqualTo(facts.text("/express/now/orderBy"));
    }

    private static ApiClient.Reply promise(String... more) {
        return shop.to("estimateDelivery", more)
                .with("sku", BOTTLE)
                .with("country", "DE")
                .with("postcode", "04109")
                .send()
                .is(200);
    }

    @Test
    void a_piece_that_is_engraved_first_has_to_be_ordered_sooner() {
        assertThat(promise("express", "true", "engraved", "true").text("/orderBy"))
                .isLessThan(promise("express", "true").text("/orderBy"));
        buy("MUG-CLAY"); // what was offered last is what an estimate is made from
        assertThat(promise("engraved", "true").text("/orderBy"))
                .isLessThan(promise().text("/orderBy"));
    }

    @Test
    void a_cart_says_whether_all_of_it_comes_within_24_hours() {
        String token = shop.to("createShopper").send().is(201).text("/token");
        String cart = shop.to("openCart").as(token).send().is(201).text("/id");
        assertThat(express(token, cart, "04109").text("/reason/code")).isEqualTo("cart-empty");
        ApiWalk.add(shop, token, cart, BOTTLE);
        ApiClient.Reply offered = express(token, cart, "04109");
        assertThat(offered.at("/offered").booleanValue()).as(offered.toString()).isTrue();
        assertThat(offered.at("/price/amount").intValue()).isEqualTo(690);
        assertThat(offered.at("/promise/guaranteed").booleanValue()).isTrue();
        assertThat(express(token, cart, "10115").text("/reason/message")).contains("10115");
        assertThat(shop.to("estimateExpress", "cart", cart)
                        .as(token)
                        .send()
                        .refuses(422, "invalid")
                        .text("/errors/0/pointer"))
                .isEqualTo("postcode");
    }

    private static ApiClient.Reply express(String token, String cart, String postcode) {
        return shop.to("estimateExpress", "cart", cart, "postcode", postcode)
                .as(token)
                .send()
                .is(200);
    }

    /** The tracking token of an order of that article. */
    private static String buy(String sku) {
        ApiClient.Reply opened = shop.to("openCart").send().is(201);
        String token = opened.header("Shopper-Token");
        String cart = opened.text("/id");
        ApiWalk.add(shop, token, cart, sku);
        ApiWalk.verify(shop, token, cart, ApiWalk.phone());
        ApiClient.Reply ready = ApiWalk.ready(shop, token, cart, "card");
        return shop.to("placeOrder", "checkout", ready.text("/id"))
                .as(token)
                .put("/quoteHash", ready.text("/quoteHash"))
                .send()
                .is(200)
                .text("/order/trackingToken");
    }

    @Test
    void the_day_it_comes_goes_into_the_calendar_as_from_the_page() throws Exception {
        String token = buy("MUG-CLAY");
        ApiClient.Reply file = shop.ok("getCalendar", "token", token);
        assertThat(file.type()).startsWith("text/calendar");
        assertThat(file.header("Content-Disposition")).endsWith(".ics\"");
        URI page = store.app.url().resolve("o/" + token + "/calendar");
        HttpResponse<String> there = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(new String(file.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(there.body())
                .contains("DTEND:2026");
        Product card = store.staff().catalog().find("gift-card").orElseThrow();
        shop.to("getCalendar", "token", buy(card.variants().get(0).sku().value()))
                .send()
                .refuses(404, "not-found");
    }

    @Test
    void the_link_of_an_order_goes_to_its_own_contact_and_the_answer_tells_nothing() {
        Order order = order(buy("MUG-CLAY"));
        Order other = order(buy("MUG-CLAY"));
        store.settle();
        long sent = told(order);
        ApiClient.Reply right = link(order.number(), order.phone()).is(204);
        assertThat(told(order)).as("once more").isEqualTo(sent + 1);
        long others = told(other);
        ApiClient.Reply wrong = link(other.number(), order.phone()).is(204);
        ApiClient.Reply none = link("JJ-999999", order.phone()).is(204);
        assertThat(told(other)).as("to nobody").isEqualTo(others);
        assertThat(wrong.http().headers().map().keySet())
                .isEqualTo(none.http().headers().map().keySet())
                .isEqualTo(right.http().headers().map().keySet());

        assertThat(link(order.number(), "nobody in particular")
                        .refuses(422, "invalid")
                        .text("/errors/0/pointer"))
                .isEqualTo("/contact");
        assertThat(link("JJ 1", order.phone()).refuses(422, "invalid").text("/errors/0/pointer"))
                .isEqualTo("/number");
        link(other.number(), "eve@example.org").is(204);
        link(other.number(), "eve@example.net").is(204);
        assertThat(link(order.number(), order.phone()).refuses(429, "too-many").header("Retry-After"))
                .as("the sixth try")
                .isEqualTo("600");
        Visitor page = new Visitor(store.app.url());
        page.get("/find-order");
        assertThat(page.post("/find-order", "number", order.number(), "contact", order.phone())
                        .status())
                .as("the pages count the same tries")
                .isEqualTo(429);
        store.settle();
        assertThat(told(order)).isEqualTo(sent + 1);
    }

    private static ApiClient.Reply link(String number, String contact) {
        ApiClient.Reply reply = shop.to("sendOrderLink")
                .put("/number", number)
                .put("/contact", contact)
                .send();
        store.settle();
        return reply;
    }

    private static Order order(String token) {
        return store.staff().orders().track(token).orElseThrow();
    }

    /** How often its buyer was sent the link. */
    private static long told(Order order) {
        return store.staff().messages().of(order.id()).stream()
                .filter(it -> it.template() == Template.ORDER_RECEIVED)
                .count();
    }
}
