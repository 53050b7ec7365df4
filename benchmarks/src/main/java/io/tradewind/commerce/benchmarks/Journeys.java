package io.tradewind.commerce.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Shoppers who walk from the list to the order through {@code /api/shop/v1}, each with a number, a phone and an address
 * block of its own. The shop sells numbered mugs. Safe for many threads.
 */
final class Journeys {
    static final String PATH = "/api/shop/v1";
    private static final String HOME = "{\"name\": \"Ada Lovelace\", \"lines\": [\"Am Markt 1\"], \"city\": \"Berlin\","
            + " \"postcode\": \"10115\", \"country\": \"DE\"}";

    private final URI url;
    private final String key;
    private final int articles;
    private final AtomicInteger shoppers = new AtomicInteger();

    Journeys(URI url, String key, int articles) {
        this.url = url;
        this.key = key;
        this.articles = articles;
    }

    static String sku(int n) {
        return "MUG-%05d".formatted(n);
    }

    static String slug(int n) {
        return "mug-" + n;
    }

    /** One shopper's whole way. */
    void walk() throws IOException {
        int n = shoppers.incrementAndGet();
        try (PhoneLine line = new PhoneLine(url, key, n % 60_000)) {
            line.get(PATH + "/products");
            line.get(PATH + "/products/" + slug(n % articles));
            String cart = line.post(PATH + "/carts", "").text("id");
            String carts = PATH + "/carts/" + cart;
            line.post(carts + "/lines", "{\"sku\": \"%s\", \"quantity\": 1}".formatted(sku(n % articles)));
            line.post(carts + "/lines", "{\"sku\": \"%s\", \"quantity\": 2}".formatted(sku((n + 1) % articles)));
            String phone = "+49151" + (20_000_050 + n * 100);
            line.post(carts + "/phone-verifications", "{\"phone\": \"" + phone + "\"}", "Idempotency-Key", "send-" + n);
            line.post(carts + "/phone-checks", "{\"code\": \"000000\"}");
            PhoneLine.Answer now =
                    line.post(PATH + "/checkouts", "{\"cart\": \"" + cart + "\", \"address\": " + HOME + "}");
            String checkout = PATH + "/checkouts/" + first(now.body(), "chk_");
            String option = line.post(checkout + "/delivery-options", "").text("id");
            now = line.put(checkout + "/delivery", "{\"option\": \"" + option + "\"}", now.tag());
            now = line.put(checkout + "/payment", "{\"account\": \"card\"}", now.tag());
            PhoneLine.Answer placed = line.post(
                    checkout + "/placements",
                    "{\"quoteHash\": \"" + now.text("quoteHash") + "\", \"paymentToken\": \"approve\"}",
                    "Idempotency-Key",
                    "place-" + n);
            if (!placed.body().contains("\"PLACED\"")) {
                throw new IllegalStateException("not placed: " + placed.body());
            }
        }
    }

    private static String first(String body, String prefix) {
        int at = body.indexOf("\"" + prefix) + 1;
        return body.substring(at, body.indexOf('"', at));
    }
}
