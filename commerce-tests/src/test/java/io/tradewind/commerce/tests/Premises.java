package io.tradewind.commerce.tests;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.payment.offline.OfflinePlugin;
import io.tradewind.commerce.payment.sandbox.SandboxPlugin;
import io.tradewind.commerce.shipping.tablerate.TableRatePlugin;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.store.StorePolicy.PhoneRule;
import io.tradewind.commerce.testdb.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.joda.money.Money;

/**
 * Where a shop that will be killed keeps what survives it: its database, and its payment provider's own book, which is
 * a file outside of that database.
 *
 * @param database folder of the embedded database, or a JDBC URL
 */
record Premises(String database, String user, String password, Path book) {
    static final Sku MUG = Sku.of("MUG-WHITE");
    static final int STOCK = 60;
    static final Address HOME = new Address("Ada", List.of("Am Markt 1"), "Berlin", "", "10115", "DE");

    static Premises in(Path folder, Path book) {
        return new Premises(folder.toString(), "", "", book);
    }

    static Premises on(TestDatabase database, Path book) {
        return new Premises(database.url(), database.user(), database.password(), book);
    }

    /** As {@link #arguments()} wrote it. */
    static Premises read(String[] arguments) {
        return new Premises(arguments[0], arguments[1], arguments[2], Path.of(arguments[3]));
    }

    List<String> arguments() {
        return List.of(database, user, password, book.toString());
    }

    Commerce open(Clock clock, JobMode jobs) {
        Commerce.Builder builder = Commerce.builder()
                .clock(clock)
                .jobs(jobs)
                .secretKey("a secret for tests only")
                .store(
                        "mugs",
                        store -> store.currency("EUR")
                                .country("DE")
                                .zone("Europe/Berlin")
                                .tax("standard", "DE", "19")
                                .phone(PhoneRule.OPTIONAL))
                .plugins(it -> it.notFromClassPath()
                        .add(new SandboxPlugin())
                        .add(new OfflinePlugin())
                        .add(new TableRatePlugin())
                        .payment(
                                "card",
                                "sandbox",
                                card -> card.set("bookFile", book.toString()).set("settleAfter", "PT1H"))
                        .payment("cod", "cash-on-delivery")
                        .carrier("parcel", "table-rate", rates -> rates.set("DE", "EUR 4.90")));
        return (database.startsWith("jdbc:")
                        ? builder.database(database, user, password)
                        : builder.embedded(Path.of(database)))
                .start();
    }

    /** Makes the schema and puts the first mugs on sale. */
    void prepare(Clock clock) {
        try (Commerce commerce = open(clock, JobMode.MANUAL)) {
            staff(commerce).catalog().publish(NewProduct.named("White mug").variant(MUG, Money.parse("EUR 12.50")));
            staff(commerce).stock().receive(MUG, STOCK, "opening stock");
        }
    }

    static Shop staff(Commerce commerce) {
        return commerce.shop("mugs", Actor.staff("mia", Role.ADMIN));
    }

    static Shop guest(Commerce commerce, String name) {
        return commerce.shop("mugs", Actor.guest(name));
    }
}
