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
import java.util.function.Consumer;
import org.joda.money.Money;

/**
 * The shop's interface over HTTP, and shoppers who walk from the list to the order: list, detail, cart, two lines, phone,
 * address, options, choice, payment, order. Background work stands still. Safe for many threads.
 */
final class HttpShop implements AutoCloseable {
    private static final String STORE = "mugs";
    private static final int ARTICLES = 200;

    private final Commerce commerce;
    private final ApiServer api;
    private final Javalin server;
    private final Journeys journeys;

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
        journeys = new Journeys(
                URI.create("http://127.0.0.1:" + server.port()), api.keys().publishable(STORE), ARTICLES);
        Shop staff = commerce.shop(STORE, Actor.system("benchmark"));
        for (int i = 0; i < ARTICLES; i++) {
            Sku sku = Sku.of(Journeys.sku(i));
            staff.catalog()
                    .publish(NewProduct.named("Enamel mug number " + i)
                            .slug(Journeys.slug(i))
                            .variant(sku, Money.parse("EUR 12.50")));
            staff.stock().receive(sku, 1_000_000, "delivery note 17");
        }
    }

    /** One shopper's whole way. */
    void journey() throws IOException {
        journeys.walk();
    }

    @Override
    public void close() {
        api.close();
        server.stop();
        commerce.close();
    }
}
