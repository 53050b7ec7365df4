package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

/** What customers do who sign in through the shop's interface; their limits on codes must be free. */
final class ApiAccountWalk {
    private ApiAccountWalk() {}

    /** Signs in by a code on another phone, finds the order made as a guest, keeps a card and pays with it again. */
    static void comesBack(ApiClient api, String earlier) {
        String guest = api.to("createShopper").send().is(201).text("/token");
        String cart = api.to("openCart").as(guest).send().is(201).text("/id");
        ApiWalk.add(api, guest, cart, "MUG-CLAY");
        api.to("getAccount").as(guest).send().refuses(401, "account-missing");
        ApiClient.Request begin = api.to("startSignIn").as(guest).with("Idempotency-Key", "in-1");
        ApiClient.Reply sent = begin.send().is(201);
        assertThat(begin.send().is(201).json()).isEqualTo(sent.json());
        String stranger = api.to("createShopper").send().is(201).text("/token");
        api.to("confirmSignIn")
                .as(stranger)
                .with("signin", sent.text("/id"))
                .send()
                .refuses(422, "no-code");
        ApiClient.Reply wrong = api.to("confirmSignIn")
                .as(guest)
                .with("signin", sent.text("/id"))
                .put("/code", "123456")
                .send()
                .is(200);
        assertThat(wrong.at("/signedIn").booleanValue()).isFalse();
        assertThat(wrong.at("/triesLeft").intValue()).isPositive();
        ApiClient.Request enter = api.to("confirmSignIn")
                .as(guest)
                .with("signin", sent.text("/id"))
                .with("Idempotency-Key", "in-2");
        ApiClient.Reply in = enter.send().is(200);
        String token = in.text("/token");
        assertThat(enter.send().is(200).text("/token"))
                .as("the same request again")
                .isEqualTo(token);
        api.to("confirmSignIn")
                .as(guest)
                .with("signin", sent.text("/id"))
                .send()
                .refuses(422, "no-code");
        api.to("startSignIn").as(token).send().refuses(409, "signed-in");
        assertThat(api.to("listOrders").as(token).send().is(200).toString())
                .as("what was ordered with this number as a guest")
                .contains(earlier);
        ApiClient.Reply me = api.to("getAccount").as(token).send().is(200);
        assertThat(me.text("/phone")).contains("789").doesNotContain("+4915123456789");
        ApiClient.Reply named = api.to("changeAccount")
                .as(token)
                .with("If-Match", me.header("ETag"))
                .send()
                .is(200);
        api.to("changeAccount")
                .as(token)
                .with("If-Match", me.header("ETag"))
                .send()
                .refuses(412, "stale");
        assertThat(named.text("/email")).isEqualTo("ada@example.org");
        keepsAddresses(api, token);
        String card = buys(api, token, in.text("/cart"), "\"paymentToken\": \"approve\", \"keep\": true");
        assertThat(card).isNotEmpty();
        String again = api.to("openCart").as(token).send().is(201).text("/id");
        ApiWalk.add(api, token, again, "MUG-CLAY");
        buys(api, token, again, "\"instrument\": \"" + card + "\"");
        api.to("removeInstrument").as(token).with("instrument", card).send().is(204);
        assertThat(api.to("listInstruments")
                        .as(token)
                        .send()
                        .is(200)
                        .at("/items")
                        .size())
                .isZero();
        api.to("signOut").as(token).send().is(204);
        api.to("getAccount").as(token).send().refuses(401, "account-over");
        api.to("listOrders").as(token).send().refuses(401, "account-over");
        api.to("listProducts").as(token).send().is(200);
        leavesEverywhere(api);
    }

    private static void keepsAddresses(ApiClient api, String token) {
        String home = api.to("addAddress").as(token).send().is(201).text("/id");
        ApiClient.Reply bad =
                api.to("addAddress").as(token).put("/postcode", "1").send().is(422);
        assertThat(bad.text("/errors/0/pointer")).isEqualTo("/postcode");
        String work = api.to("addAddress")
                .as(token)
                .put("/city", "Berlin")
                .put("/postcode", "10115")
                .send()
                .is(201)
                .text("/id");
        assertThat(api.to("preferAddress")
                        .as(token)
                        .with("address", work)
                        .send()
                        .is(200)
                        .text("/items/0/id"))
                .isEqualTo(work);
        api.to("replaceAddress")
                .as(token)
                .with("address", home)
                .put("/name", "Ada B.")
                .send()
                .is(200);
        api.to("removeAddress").as(token).with("address", work).send().is(204);
        assertThat(api.to("listAddresses").as(token).send().is(200).text("/items/0/address/name"))
                .isEqualTo("Ada B.");
    }

    /** The kept card that is there afterwards; its number was verified when they signed in. */
    private static String buys(ApiClient api, String token, String cart, String how) {
        ApiClient.Reply ready = ApiWalk.ready(api, token, cart, "card");
        api.to("placeOrder")
                .as(token)
                .with("checkout", ready.text("/id"))
                .body("{\"quoteHash\": \"" + ready.text("/quoteHash") + "\", " + how + "}")
                .send()
                .is(200);
        return api.to("listInstruments").as(token).send().is(200).text("/items/0/id");
    }

    private static void leavesEverywhere(ApiClient api) {
        String guest = api.to("createShopper").send().is(201).text("/token");
        ApiClient.Reply sent = api.to("startSignIn")
                .as(guest)
                .put("/phone", "+49 151 23456700")
                .send()
                .is(201);
        String token = api.to("confirmSignIn")
                .as(guest)
                .with("signin", sent.text("/id"))
                .send()
                .is(200)
                .text("/token");
        api.to("signOutEverywhere").as(token).send().is(204);
        api.to("getAccount").as(token).send().refuses(401, "account-over");
    }
}
