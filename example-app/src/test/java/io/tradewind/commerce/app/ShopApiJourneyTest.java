package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.launch.Launch;
import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole way of a buyer, walked by the OpenAPI document alone. */
class ShopApiJourneyTest {
    @TempDir
    Path data;

    @BothDatabases(fresh = true)
    void a_buyer_goes_from_the_shelf_to_the_refund_and_every_operation_answers_as_the_document_says(
            TestDatabase database) {
        try (ApiStore store = ApiStore.open(database, data)) {
            App app = store.app;
            ApiClient api = store.shop();
            looksAround(api);
            String token = api.to("createShopper").send().is(201).text("/token");
            ApiClient.Reply cart = fillsACart(api, token);
            String checkout = givesFacts(api, token, cart.text("/id"));
            JsonNode order = buys(api, token, checkout);
            String tracking = order.get("trackingToken").stringValue();
            readsTheirOrder(api, token, order.get("id").stringValue(), tracking);
            ApiClient.Event before = listens(api, tracking, "");
            packed(app, order.get("number").stringValue());
            ApiClient.Event after = listens(api, tracking, before.id());
            assertThat(after.data().at("/parcels/0/state").stringValue()).isEqualTo("DELIVERED");
            givesBack(app, api, tracking);
            changesTheirMind(app, api, token);
            waitsInLine(store, api, token);
            forgetLimits(app);
            ApiAccountWalk.comesBack(api, order.get("id").stringValue());
            assertThat(api.untried())
                    .as("operations whose example nobody has run")
                    .isEmpty();
            assertThat(store.violations()).isEmpty();
        }
    }

    private static void looksAround(ApiClient api) {
        ApiClient.Reply shop = api.to("getStore").send().is(200);
        assertThat(shop.at("/decimals").intValue()).isEqualTo(2);
        assertThat(shop.at("/shipsTo").toString()).contains("\"DE\"");
        speaksGerman(api);
        api.to("listCategories").send().is(200);
        ApiClient.Reply first = api.to("listProducts").with("limit", "5").send().is(200);
        assertThat(first.at("/items").size()).isEqualTo(5);
        String next = first.text("/next");
        assertThat(first.header("Link")).contains("cursor=", "rel=\"next\"");
        ApiClient.Reply second = api.to("listProducts")
                .with("limit", "5")
                .with("cursor", next)
                .send()
                .is(200);
        assertThat(second.text("/items/0/slug")).isNotEqualTo(first.text("/items/0/slug"));
        assertThat(api.to("listProducts")
                        .with("q", "trail bottle")
                        .send()
                        .is(200)
                        .text("/items/0/slug"))
                .isEqualTo("trail-bottle");
        ApiClient.Reply meant =
                api.to("suggest").with("q", "trial botle").send().is(200);
        assertThat(meant.at("/corrected").booleanValue()).isTrue();
        assertThat(meant.text("/products/0/slug")).isEqualTo("trail-bottle");
        ApiClient.Reply begun = api.to("suggest").with("q", "drin").send().is(200);
        assertThat(begun.text("/categories/0/name")).isEqualTo("Drinkware");
        assertThat(api.to("suggest")
                        .with("q", "t")
                        .send()
                        .is(200)
                        .at("/categories")
                        .size())
                .isZero();
        ApiClient.Reply product =
                api.to("getProduct").with("slug", "trail-bottle").send().is(200);
        assertThat(product.at("/engraving/lines").intValue()).isGreaterThan(0);
        api.to("getProduct")
                .with("slug", "trail-bottle")
                .with("If-None-Match", product.header("ETag"))
                .send()
                .is(304);
        api.to("estimateDelivery")
                .with("sku", "MUG-CLAY")
                .with("country", "DE")
                .with("postcode", "04109")
                .send()
                .is(200);
    }

    /** Names, descriptions and reasons are in the language of the reader. */
    private static void speaksGerman(ApiClient api) {
        ApiClient.Reply product = api.to("getProduct")
                .with("slug", "trail-bottle")
                .header("Accept-Language", "de")
                .send()
                .is(200);
        assertThat(product.text("/title")).isEqualTo("Trinkflasche Trail");
        assertThat(product.text("/options/0/values/0")).isEqualTo("Moos");
        assertThat(product.text("/variants/0/options/0")).isEqualTo("Moos");
        assertThat(product.text("/pictures/0/alt")).isEqualTo("Trinkflasche Trail, Moos");
        assertThat(product.text("/descriptionHtml")).contains("Doppelwandiger Stahl");
        assertThat(api.to("getProduct")
                        .with("slug", "trail-bottle")
                        .send()
                        .is(200)
                        .text("/title"))
                .isEqualTo("Trail bottle");
        ApiClient.Reply promise = api.to("estimateDelivery")
                .with("sku", "MUG-CLAY")
                .with("country", "JP")
                .header("Accept-Language", "de")
                .send()
                .is(200);
        assertThat(promise.text("/reason/message")).startsWith("Dieser Laden liefert nicht nach");
        assertThat(api.to("listProducts")
                        .with("category", "nowhere")
                        .send()
                        .refuses(422, "invalid")
                        .text("/errors/0/pointer"))
                .isEqualTo("category");
        assertThat(api.to("listProducts")
                        .with("cursor", "abc")
                        .send()
                        .refuses(422, "invalid")
                        .text("/errors/0/pointer"))
                .isEqualTo("cursor");
    }

    private static ApiClient.Reply fillsACart(ApiClient api, String token) {
        assertThat(api.to("listCarts").as(token).send().is(200).at("/items")).isEmpty();
        String id = api.to("openCart").as(token).send().is(201).text("/id");
        assertThat(api.to("listCarts").as(token).send().is(200).text("/items/0/id"))
                .isEqualTo(id);
        api.to("tellMe").as(token).send().is(204);
        assertThat(api.ok("checkPersonalisation").at("/possible").booleanValue())
                .isTrue();
        assertThat(api.to("addLine")
                        .as(token)
                        .with("cart", id)
                        .put("/personalisation/engraving/0", "日本")
                        .send()
                        .refuses(422, "engraving-character")
                        .text("/errors/0/pointer"))
                .isEqualTo("/personalisation/engraving/0");
        ApiClient.Reply engraved =
                api.to("addLine").as(token).with("cart", id).send().is(201);
        assertThat(engraved.text("/lines/0/personalisation/engraving/0")).isEqualTo("For Ada,");
        ApiClient.Reply two = api.to("addLine")
                .as(token)
                .with("cart", id)
                .body("{\"sku\": \"MUG-CLAY\", \"quantity\": 3}")
                .send()
                .is(201);
        String mugs = two.text("/lines/1/id");
        ApiClient.Reply fewer = api.to("changeLine")
                .as(token)
                .with("cart", id)
                .with("line", mugs)
                .with("If-Match", two.header("ETag"))
                .send()
                .is(200);
        assertThat(fewer.at("/lines/1/quantity").intValue()).isEqualTo(2);
        api.to("changeLine")
                .as(token)
                .with("cart", id)
                .with("line", mugs)
                .with("If-Match", two.header("ETag"))
                .send()
                .refuses(412, "stale");
        api.to("estimateExpress", "cart", id, "postcode", "04109")
                .as(token)
                .send()
                .is(200);
        api.to("useCode").as(token).with("cart", id).send().is(200);
        api.to("dropCode").as(token).with("cart", id).send().is(204);
        api.to("useCode").as(token).with("cart", id).send().is(200);
        api.to("acceptPrices").as(token).with("cart", id).send().is(200);
        ApiClient.Reply beans = api.to("addLine")
                .as(token)
                .with("cart", id)
                .body("{\"sku\": \"MUG-CLAY\", \"quantity\": 1, \"personalisation\": {\"giftMessage\": \"\"}}")
                .send();
        if (beans.status() == 201) {
            api.to("removeLine")
                    .as(token)
                    .with("cart", id)
                    .with("line", beans.text("/lines/2/id"))
                    .send()
                    .is(204);
        } else {
            api.to("removeLine")
                    .as(token)
                    .with("cart", id)
                    .with("line", mugs)
                    .send()
                    .is(204);
        }
        ApiClient.Reply cart =
                api.to("getCart").as(token).with("cart", id).send().is(200);
        assertThat(cart.text("/code")).isEqualTo("WELCOME10");
        assertThat(cart.at("/totals/discount/amount").longValue()).isPositive();
        return cart;
    }

    private static String givesFacts(ApiClient api, String token, String cart) {
        api.to("sendCode").as(token).with("cart", cart).send().is(201);
        assertThat(api.to("checkCode")
                        .as(token)
                        .with("cart", cart)
                        .send()
                        .is(200)
                        .at("/verified")
                        .booleanValue())
                .isTrue();
        ApiClient.Request open = api.to("openCheckout").as(token).put("/cart", cart);
        assertThat(open.put("/address/country", "FR")
                        .send()
                        .refuses(422, "not-deliverable")
                        .text("/errors/0/pointer"))
                .isEqualTo("/address/country");
        assertThat(open.put("/address/name", " ").send().refuses(422, "invalid").text("/errors/0/pointer"))
                .isEqualTo("/address/name");
        ApiClient.Reply now =
                api.to("openCheckout").as(token).put("/cart", cart).send().is(201);
        assertThat(now.at("/missing").toString()).doesNotContain("address");
        String id = now.text("/id");
        now = ApiWalk.step(api, "setContact", token, now).send().is(200);
        ApiClient.Reply before = now;
        now = ApiWalk.step(api, "setAddress", token, before).send().is(200);
        ApiWalk.step(api, "setAddress", token, before).send().refuses(412, "stale");
        ApiClient.Reply options =
                api.to("offerDelivery").as(token).with("checkout", id).send().is(200);
        now = choosesALaterDay(api, token, options, now);
        ApiWalk.step(api, "chooseDelivery", token, now)
                .put("/option", "drone")
                .send()
                .refuses(422, "option-unknown");
        now = ApiWalk.step(api, "chooseDelivery", token, now)
                .put("/option", options.text("/items/0/id"))
                .send()
                .is(200);
        assertThat(now.text("/courierNote")).isEqualTo("Second bell");
        ApiClient.Reply methods = api.to("listPaymentMethods")
                .as(token)
                .with("checkout", id)
                .send()
                .is(200);
        assertThat(methods.at("/items").toString()).contains("\"card\"");
        assertThat(methods.text("/items/0/label")).isEqualTo("Card");
        ApiWalk.step(api, "choosePayment", token, now)
                .put("/account", "gold")
                .send()
                .refuses(422, "account-unknown");
        now = ApiWalk.step(api, "choosePayment", token, now).send().is(200);
        assertThat(now.at("/ready").booleanValue()).as(now.toString()).isTrue();
        return id;
    }

    private static ApiClient.Reply choosesALaterDay(
            ApiClient api, String token, ApiClient.Reply options, ApiClient.Reply now) {
        JsonNode days = options.at("/items")
                .valueStream()
                .map(it -> it.get("days"))
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(days.at("/1/date").stringValue())
                .isGreaterThan(days.at("/0/date").stringValue());
        ApiClient.Reply chosen = ApiWalk.step(api, "chooseDelivery", token, now)
                .put("/option", days.at("/1/id").stringValue())
                .send()
                .is(200);
        assertThat(chosen.at("/delivery/promise")).isEqualTo(days.at("/1/promise"));
        return chosen;
    }

    /** Over the bank's page: first without success, then with it. */
    private static JsonNode buys(ApiClient api, String token, String checkout) {
        ApiClient.Reply view = api.to("getCheckout")
                .as(token)
                .with("checkout", checkout)
                .send()
                .is(200);
        ApiClient.Reply action = api.to("placeOrder")
                .as(token)
                .with("checkout", checkout)
                .put("/quoteHash", view.text("/quoteHash"))
                .put("/paymentToken", "3ds")
                .with("Idempotency-Key", "buy-1")
                .send()
                .is(200);
        assertThat(action.text("/state")).isEqualTo("ACTION_REQUIRED");
        assertThat(action.text("/action/kind")).isEqualTo("redirect");
        api.to("openCheckout")
                .as(token)
                .put("/cart", view.text("/cart"))
                .put("/address/city", "Elsewhere")
                .send()
                .refuses(409, "checkout-moved");
        assertThat(api.to("getPlacement")
                        .as(token)
                        .with("checkout", checkout)
                        .send()
                        .is(200)
                        .text("/state"))
                .isEqualTo("ACTION_REQUIRED");
        assertThat(api.to("leaveCheckout")
                        .as(token)
                        .with("checkout", checkout)
                        .send()
                        .is(200)
                        .text("/state"))
                .isEqualTo("NOT_PLACED");
        view = api.to("getCheckout").as(token).with("checkout", checkout).send().is(200);
        api.to("placeOrder")
                .as(token)
                .with("checkout", checkout)
                .put("/quoteHash", view.text("/quoteHash"))
                .put("/paymentToken", "3ds")
                .with("Idempotency-Key", "buy-2")
                .send()
                .is(200);
        ApiClient.Reply placed = api.to("returnFromPayment")
                .as(token)
                .with("checkout", checkout)
                .with("Idempotency-Key", "back-2")
                .send()
                .is(200);
        assertThat(placed.text("/state")).isEqualTo("PLACED");
        ApiClient.Reply again = api.to("returnFromPayment")
                .as(token)
                .with("checkout", checkout)
                .with("Idempotency-Key", "back-2")
                .send()
                .is(200);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(placed.json());
        return placed.json().get("order");
    }

    private static void readsTheirOrder(ApiClient api, String token, String order, String tracking) {
        assertThat(api.to("listOrders").as(token).send().is(200).text("/items/0/id"))
                .isEqualTo(order);
        ApiClient.Reply mine =
                api.to("getOrder").as(token).with("order", order).send().is(200);
        assertThat(mine.at("/allowedActions/0/action").stringValue()).isEqualTo("cancel");
        assertThat(mine.at("/allowedActions/0/blockedBecause").isMissingNode()).isTrue();
        assertThat(mine.text("/trackingToken")).isEqualTo(tracking);
        assertThat(mine.text("/allowedActions/2/action")).isEqualTo("return");
        assertThat(mine.text("/allowedActions/2/blockedBecause")).isEqualTo("nothing has arrived yet");
        assertThat(api.to("getInvoice")
                        .as(token)
                        .with("order", order)
                        .send()
                        .is(200)
                        .header("Content-Type"))
                .isEqualTo("application/pdf");
        ApiClient.Reply linked = api.to("track").with("token", tracking).send().is(200);
        assertThat(linked.at("/order/address").isMissingNode())
                .as("a link tells nobody where the buyer lives")
                .isTrue();
        assertThat(api.ok("getCalendar", "token", tracking).type()).startsWith("text/calendar");
        api.ok("sendOrderLink");
        String stranger = api.to("createShopper").send().is(201).text("/token");
        api.to("getOrder").as(stranger).with("order", order).send().refuses(404, "not-found");
        api.to("track")
                .with(
                        "token",
                        tracking.substring(0, 30) + (tracking.charAt(30) == 'x' ? 'y' : 'x') + tracking.substring(31))
                .send()
                .refuses(404, "not-found");
    }

    /** The first thing a stream tells to somebody who knows that state. */
    private static ApiClient.Event listens(ApiClient api, String tracking, String known) {
        ApiClient.Request request = api.to("follow").with("token", tracking);
        return api.listen(known.isEmpty() ? request : request.with("Last-Event-ID", known), 1)
                .get(0);
    }

    private static void packed(App app, String number) {
        var staff = app.commerce().shop(JuniperAndJet.STORE, Actor.system("test"));
        app.commerce().jobs().runDue();
        var order = staff.orders()
                .list(OrderQuery.newest().numbered(number))
                .orders()
                .get(0);
        FulfillmentOrder work = staff.fulfillment().of(order.id()).get(0);
        staff.fulfillment().claim(work.id()).orThrow();
        staff.fulfillment().countAll(work.id()).orThrow();
        staff.fulfillment().pack(work.id()).orThrow();
        app.commerce().jobs().runDue();
        Parcel parcel = staff.fulfillment().parcels(order.id()).get(0);
        if (!parcel.hasLabel()) {
            staff.fulfillment().labelByHand(parcel.id(), "TEST-1").orThrow();
        }
        staff.fulfillment().handOver(List.of(parcel.id())).orThrow();
        staff.fulfillment().markDelivered(parcel.id(), "seen").orThrow();
    }

    private static void givesBack(App app, ApiClient api, String tracking) {
        ApiClient.Reply order = api.to("track").with("token", tracking).send().is(200);
        String line = "";
        for (JsonNode it : order.at("/order/lines")) {
            if (it.get("returnable").booleanValue()) {
                line = it.get("id").stringValue();
            }
        }
        ApiClient.Reply preview = api.to("previewReturn")
                .with("token", tracking)
                .put("/items/0/line", line)
                .send()
                .is(200);
        assertThat(preview.at("/total/amount").longValue()).isPositive();
        ApiClient.Reply goods = api.to("requestReturn")
                .with("token", tracking)
                .put("/items/0/line", line)
                .send()
                .is(201);
        assertThat(goods.at("/preview")).isEqualTo(preview.at("/total"));
        String id = goods.text("/id");
        assertThat(api.to("listReturns").with("token", tracking).send().is(200).text("/items/0/id"))
                .isEqualTo(id);
        app.commerce().jobs().runDue();
        api.to("getReturn").with("token", tracking).with("return", id).send().is(200);
        ApiClient.Reply label = api.to("getReturnLabel")
                .with("token", tracking)
                .with("return", id)
                .send()
                .is(200);
        assertThat(new String(label.bytes(), 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
        ApiClient.Reply cancelled = api.to("cancelReturn")
                .with("token", tracking)
                .with("return", id)
                .send()
                .is(200);
        assertThat(cancelled.text("/state")).isEqualTo("CANCELLED");
        assertThat(cancelled.text("/allowedActions/0/blockedBecause")).contains("CANCELLED");
    }

    /** A second order of the same shopper, whose number is verified for its own cart, is cancelled at once. */
    private static void changesTheirMind(App app, ApiClient api, String token) {
        String cart = api.to("openCart").as(token).send().is(201).text("/id");
        ApiWalk.add(api, token, cart, "MUG-CLAY");
        ApiWalk.verify(api, token, cart, "+49 151 23456778");
        ApiClient.Reply ready = ApiWalk.ready(api, token, cart, "on-delivery");
        ApiClient.Request wish = api.to("placeOrder")
                .as(token)
                .with("checkout", ready.text("/id"))
                .body("{\"quoteHash\": \"" + ready.text("/quoteHash") + "\"}")
                .with("Idempotency-Key", "place-2");
        ApiClient.Reply placed = wish.send().is(200);
        ApiClient.Reply echo = wish.send().is(200);
        assertThat(echo.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(echo.json()).isEqualTo(placed.json());
        wish.put("/paymentToken", "decline").send().refuses(422, "key-reused");
        String order = placed.text("/order/id");
        paysAfterAll(api, token, order);
        ApiClient.Reply cancelled = api.to("cancelOrder")
                .as(token)
                .with("order", order)
                .with("Idempotency-Key", "never-mind")
                .send()
                .is(200);
        assertThat(cancelled.text("/outcome")).isEqualTo("CANCELLED");
        app.commerce().jobs().runDue();
        ApiClient.Reply credits =
                api.to("listCreditNotes").as(token).with("order", order).send().is(200);
        assertThat(credits.at("/items/0/total")).isEqualTo(cancelled.at("/order/total"));
        String number = credits.at("/items/0/number").stringValue();
        assertThat(api.to("getCreditNote")
                        .as(token)
                        .with("order", order)
                        .with("number", number)
                        .send()
                        .is(200)
                        .header("Content-Disposition"))
                .contains("credit-note-" + number);
        String another = api.to("createShopper").send().is(201).text("/token");
        api.to("listCreditNotes").as(another).with("order", order).send().refuses(404, "not-found");
        ApiClient.Reply again = api.to("cancelOrder")
                .as(token)
                .with("order", order)
                .with("Idempotency-Key", "never-mind")
                .send()
                .is(200);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.json()).isEqualTo(cancelled.json());
        api.to("cancelOrder")
                .as(token)
                .with("order", order)
                .put("/reason", "Another reason")
                .with("Idempotency-Key", "never-mind")
                .send()
                .refuses(422, "key-reused");
    }

    /** What was to be paid at the door is paid by card: first at the bank's page without success, then with it. */
    private static void paysAfterAll(ApiClient api, String token, String order) {
        assertThat(api.to("listOrderPaymentMethods")
                        .as(token)
                        .with("order", order)
                        .send()
                        .is(200)
                        .at("/items")
                        .toString())
                .contains("\"card\"");
        ApiClient.Reply page = api.to("payOrder")
                .as(token)
                .with("order", order)
                .put("/paymentToken", "3ds")
                .send()
                .is(200);
        assertThat(page.text("/state")).isEqualTo("ACTION_REQUIRED");
        assertThat(page.text("/action/kind")).isEqualTo("redirect");
        ApiClient.Reply paid = api.to("returnFromOrderPayment")
                .as(token)
                .with("order", order)
                .send()
                .is(200);
        assertThat(paid.text("/payment")).isEqualTo("PAID");
        assertThat(paid.at("/allowedActions").toString()).contains("\"pay\"", "nothing is to be paid now");
        api.to("payOrder").as(token).with("order", order).send().refuses(409, "nothing-to-pay");
    }

    private static void waitsInLine(ApiStore store, ApiClient api, String token) {
        assertThat(api.to("listLaunches").send().is(200).text("/items/0/slug")).isEqualTo("leipzig-tee");
        api.to("getLaunch").with("slug", "leipzig-tee").send().is(200);
        String id = api.to("signUp")
                .as(token)
                .with("slug", "leipzig-tee")
                .send()
                .is(201)
                .text("/id");
        ApiClient.Reply confirmed =
                api.to("confirmSignUp").as(token).with("id", id).send().is(200);
        assertThat(confirmed.at("/place").intValue()).isEqualTo(1);
        api.to("getSignUp").as(token).with("id", id).send().is(200);
        isInvited(store, api, token, id);
        api.to("withdrawSignUp").as(token).with("id", id).send().is(204);
    }

    /** The launch opens, and a cart says first what is missing and then nothing. */
    private static void isInvited(ApiStore store, ApiClient api, String token, String signUp) {
        Shop staff = store.staff();
        Launch launch = staff.launches().find("leipzig-tee").orElseThrow();
        String cart = api.to("openCart").as(token).send().is(201).text("/id");
        ApiClient.Request invite =
                api.to("useInvitation").as(token).with("cart", cart).put("/signUp", signUp);
        invite.send().refuses(409, "not-invited");
        staff.launches().open(launch.id());
        staff.launches().invite(launch.id(), 1, Duration.ofHours(24));
        ApiClient.Reply bare = api.to("addLine")
                .as(token)
                .with("cart", cart)
                .body("{\"sku\": \"PRINTTEE-INK-M\", \"quantity\": 1}")
                .send()
                .is(201);
        assertThat(bare.text("/problems/0/code")).isEqualTo("invitation-needed");
        assertThat(invite.send().is(200).at("/problems").toString()).doesNotContain("invitation");
    }

    /** As if the codes that were sent so far had been sent long ago. */
    private static void forgetLimits(App app) {
        app.commerce().transaction(tx -> {
            try (Statement statement = tx.connection().createStatement()) {
                return statement.executeUpdate("delete from commerce.send_taken");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
