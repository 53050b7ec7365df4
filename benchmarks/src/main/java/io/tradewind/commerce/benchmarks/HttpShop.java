package io.tradewind.commerce.benchmarks;

import io.javalin.Javalin;
import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.app.api.ApiLimits;
import io.tradewind.commerce.app.api.ApiServer;
import io.tradewind.commerce.app.api.shop.ShopApi;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.payment.sandbox.SandboxBook;
import io.tradewind.commerce.payment.sandbox.SandboxPlugin;
import io.tradewind.commerce.shipping.tablerate.TableRatePlugin;
import io.tradewind.commerce.sms.sandbox.SandboxSmsPlugin;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.joda.money.Money;

/**
 * The shop's interface over HTTP, and shoppers who walk from the list to the order: list, detail, cart, two lines, phone,
 * address, options, choice, payment, order. Background work stands still. Safe for many threads.
 */
final class HttpShop implements AutoCloseable {
    private static final String STORE = "mugs";
    private static final String PATH = "/api/shop/v1";
    private static final int ARTICLES = 200;
    private static final String HOME = "{\"name\": \"Ada Lovelace\", \"lines\": [\"Am Markt 1\"], \"city\": \"Berlin\","
            + " \"postcode\": \"10115\", \"country\": \"DE\"}";

    private final Commerce commerce;
    private final ApiServer api;
    private final Javalin server;
    private final String key;
    private final AtomicInteger shoppers = new AtomicInteger();

    HttpShop(Consumer<Commerce.Builder> database) {
        Commerce.Builder builder = Commerce.builder()
                .jobs(JobMode.MANUAL)
                .secretKey("a secret for benchmarks only")
                .poolSize(FloorDatabase.POOL)
                .store(
                        STORE,
                        store -> store.currency("EUR")
                                .country("DE")
                                .tax("standard", "DE", "19")
                                .smsBudgetPerDay(Money.parse("EUR 9000000.00")))
                .plugins(it -> it.notFromClassPath()
                        .add(new SandboxPlugin(SandboxBook.inMemory()))
                        .add(new TableRatePlugin())
                        .add(new SandboxSmsPlugin())
                        .payment("card", "sandbox", card -> card.secret("webhookSecret", "whsec-for-benchmarks-only"))
                        .carrier("parcel", "table-rate", rates -> rates.set("DE", "EUR 4.90"))
                        .sms("text", "sandbox"));
        database.accept(builder);
        commerce = builder.start();
        api = new ApiServer(commerce, ApiLimits.none(), List.of(ShopApi.contract()));
        server = Javalin.create(it -> {
                    it.startup.showJavalinBanner = false;
                    api.routes(it.routes);
                })
                .start("127.0.0.1", 0);
        key = api.keys().publishable(STORE);
        Shop staff = commerce.shop(STORE, Actor.system("benchmark"));
        for (int i = 0; i < ARTICLES; i++) {
            Sku sku = Sku.of("MUG-%03d".formatted(i));
            staff.catalog()
                    .publish(NewProduct.named("Enamel mug number " + i)
                            .slug("mug-" + i)
                            .variant(sku, Money.parse("EUR 12.50")));
            staff.stock().receive(sku, 1_000_000, "delivery note 17");
        }
    }

    /** One shopper's whole way. */
    void journey() throws IOException {
        int n = shoppers.incrementAndGet();
        URI url = URI.create("http://127.0.0.1:" + server.port());
        try (PhoneLine line = new PhoneLine(url, key, n % 60_000)) {
            line.get(PATH + "/products");
            line.get(PATH + "/products/mug-" + n % ARTICLES);
            line.keep("Shopper-Token", line.post(PATH + "/shoppers", "").text("token"));
            String cart = line.post(PATH + "/carts", "").text("id");
            String carts = PATH + "/carts/" + cart;
            line.post(carts + "/lines", "{\"sku\": \"MUG-%03d\", \"quantity\": 1}".formatted(n % ARTICLES));
            line.post(carts + "/lines", "{\"sku\": \"MUG-%03d\", \"quantity\": 2}".formatted((n + 1) % ARTICLES));
            String phone = "+49151" + (20_000_050 + n * 100);
            line.post(carts + "/phone-verifications", "{\"phone\": \"" + phone + "\"}", "Idempotency-Key", "send-" + n);
            line.post(carts + "/phone-checks", "{\"code\": \"000000\"}");
            PhoneLine.Answer now = line.post(PATH + "/checkouts", "{\"cart\": \"" + cart + "\"}");
            String checkout = PATH + "/checkouts/" + first(now.body(), "chk_");
            now = line.put(checkout + "/address", HOME, now.tag());
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

    @Override
    public void close() {
        api.close();
        server.stop();
        commerce.close();
    }
}
