package io.tradewind.commerce.app;

/** The shortest way of a buyer through the shop's interface, as a phone would take it. */
final class ApiWalk {
    private static int numbers = 0;

    private ApiWalk() {}

    /** What came about. */
    record Bought(String token, String cart, String line, String checkout, String order, String tracking) {}

    /** A number that nobody has used before. */
    static synchronized String phone() {
        return "+49151" + (20_002_345 + ++numbers * 10_100);
    }

    /** List, detail, cart, two lines, phone, address, options, choice, payment, order. */
    static Bought buy(ApiClient api) {
        api.to("listProducts").send().is(200);
        api.to("getProduct").with("slug", "mug").send().is(200);
        ApiClient.Reply opened = api.to("openCart").send().is(201);
        String token = opened.header("Shopper-Token");
        String cart = opened.text("/id");
        add(api, token, cart, "MUG-CLAY");
        String line = add(api, token, cart, "FLASK").text("/lines/0/id");
        verify(api, token, cart, phone());
        ApiClient.Reply ready = ready(api, token, cart, "card");
        String checkout = ready.text("/id");
        ApiClient.Reply placed = api.to("placeOrder")
                .as(token)
                .with("checkout", checkout)
                .put("/quoteHash", ready.text("/quoteHash"))
                .send()
                .is(200);
        return new Bought(token, cart, line, checkout, placed.text("/order/id"), placed.text("/order/trackingToken"));
    }

    /** One more of that article. */
    static ApiClient.Reply add(ApiClient api, String token, String cart, String sku) {
        return api.to("addLine")
                .as(token)
                .with("cart", cart)
                .body("{\"sku\": \"" + sku + "\", \"quantity\": 1}")
                .send()
                .is(201);
    }

    /** The number is known by a code. */
    static void verify(ApiClient api, String token, String cart, String phone) {
        api.to("sendCode")
                .as(token)
                .with("cart", cart)
                .put("/phone", phone)
                .send()
                .is(201);
        api.to("checkCode").as(token).with("cart", cart).send().is(200);
    }

    /** A checkout with an address, the first delivery there is and a way to pay: it can be placed. */
    static ApiClient.Reply ready(ApiClient api, String token, String cart, String account) {
        ApiClient.Reply opened =
                api.to("openCheckout").as(token).put("/cart", cart).send().is(201);
        String id = opened.text("/id");
        String option = api.to("offerDelivery")
                .as(token)
                .with("checkout", id)
                .send()
                .is(200)
                .text("/items/0/id");
        ApiClient.Reply chosen = step(api, "chooseDelivery", token, opened)
                .put("/option", option)
                .send()
                .is(200);
        return step(api, "choosePayment", token, chosen)
                .put("/account", account)
                .send()
                .is(200);
    }

    /** The next fact of a checkout, given to what was seen of it last. */
    static ApiClient.Request step(ApiClient api, String operation, String token, ApiClient.Reply seen) {
        return api.to(operation).as(token).with("checkout", seen.text("/id")).with("If-Match", seen.header("ETag"));
    }
}
