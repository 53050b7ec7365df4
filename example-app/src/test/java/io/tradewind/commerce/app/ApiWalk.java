package io.tradewind.commerce.app;

import java.util.UUID;

/** The shortest way of a buyer through the shop's interface, as a phone would take it. */
final class ApiWalk {
    private static int numbers = 0;

    private ApiWalk() {}

    /** What came about. */
    record Bought(String token, String cart, String line, String checkout, String order, String tracking) {}

    private static synchronized String phone() {
        return "+49151" + (20_002_345 + ++numbers * 10_100);
    }

    /** List, detail, cart, two lines, phone, address, options, choice, payment, order. */
    static Bought buy(ApiClient api) {
        api.to("listProducts").send().is(200);
        api.to("getProduct").with("slug", "mug").send().is(200);
        String token = api.to("createShopper").send().is(201).text("/token");
        String cart = api.to("openCart").as(token).send().is(201).text("/id");
        add(api, token, cart, "MUG-CLAY");
        String line = add(api, token, cart, "FLASK").text("/lines/0/id");
        api.to("sendCode")
                .as(token)
                .with("cart", cart)
                .put("/phone", phone())
                .send()
                .is(201);
        api.to("checkCode").as(token).with("cart", cart).send().is(200);
        ApiClient.Reply now =
                api.to("openCheckout").as(token).put("/cart", cart).send().is(201);
        String checkout = now.text("/id");
        now = api.to("setAddress")
                .as(token)
                .with("checkout", checkout)
                .with("If-Match", now.header("ETag"))
                .send()
                .is(200);
        String option = api.to("offerDelivery")
                .as(token)
                .with("checkout", checkout)
                .send()
                .is(200)
                .text("/items/0/id");
        now = api.to("chooseDelivery")
                .as(token)
                .with("checkout", checkout)
                .with("If-Match", now.header("ETag"))
                .put("/option", option)
                .send()
                .is(200);
        now = api.to("choosePayment")
                .as(token)
                .with("checkout", checkout)
                .with("If-Match", now.header("ETag"))
                .send()
                .is(200);
        ApiClient.Reply placed = api.to("placeOrder")
                .as(token)
                .with("checkout", checkout)
                .with("Idempotency-Key", UUID.randomUUID().toString())
                .put("/quoteHash", now.text("/quoteHash"))
                .send()
                .is(200);
        return new Bought(token, cart, line, checkout, placed.text("/order/id"), placed.text("/order/trackingToken"));
    }

    private static ApiClient.Reply add(ApiClient api, String token, String cart, String sku) {
        return api.to("addLine")
                .as(token)
                .with("cart", cart)
                .body("{\"sku\": \"" + sku + "\", \"quantity\": 1}")
                .send()
                .is(201);
    }
}
