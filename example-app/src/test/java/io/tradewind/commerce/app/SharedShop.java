package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.fulfillment.Fulfillment;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.order.OrderId;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One sample store for all tests of the shop, opened by the first and closed after the last: whoever changes the catalog
 * puts it back. It believes its proxy, so that each visitor can come from another address, as limits expect.
 */
final class SharedShop implements BeforeAllCallback {
    private static final Pattern ORDER_PAGE = Pattern.compile("/(?:thanks|o)/([^/?#]+)");
    private static final AtomicInteger VISITORS = new AtomicInteger();
    private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

    @SuppressWarnings("NullAway.Init") // the extension opens it before any test asks
    private static App app;

    private record Opened(App app, Path data) implements AutoCloseable {
        static Opened open() {
            try {
                Path data = Files.createTempDirectory("shop");
                SampleFolder.in(data);
                return new Opened(App.start(new AppConfig(0, data, Optional.empty(), Optional.empty(), true)), data);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            app.close();
            try (Stream<Path> files = Files.walk(data)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        app = context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedShop.class))
                .getOrComputeIfAbsent("shop", key -> Opened.open(), Opened.class)
                .app();
    }

    static App app() {
        return app;
    }

    /** The address of a page. */
    static String at(String path) {
        return app.url().resolve(path).toString();
    }

    static URI url() {
        return app.url();
    }

    /** Somebody who was never here. */
    static Visitor visitor() {
        return new Visitor(app.url(), address());
    }

    /** An address on the network, in a block of its own as far as limits care. */
    static String address() {
        int n = VISITORS.incrementAndGet();
        return "10." + n / 250 + "." + n % 250 + ".1";
    }

    /** A number nobody has used here. */
    static String phone() {
        return "0151 2345" + NUMBERS.incrementAndGet();
    }

    /** As if the codes that were sent so far had been sent yesterday. */
    static void limitsForget() {
        app.commerce().transaction(tx -> {
            try (Statement statement = tx.connection().createStatement()) {
                return statement.executeUpdate("delete from commerce.send_taken");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    static Shop office() {
        return office(app);
    }

    static Shop office(App store) {
        return store.commerce().shop(JuniperAndJet.STORE, Actor.staff("office", Role.ADMIN));
    }

    /** The order whose page of thanks or tracking that is; the newest may be another's, placed when its bank had answered. */
    static OrderId shown(String address) {
        return shown(app, address);
    }

    /** The same in that store. */
    static OrderId shown(App store, String address) {
        Matcher token = ORDER_PAGE.matcher(address);
        assertThat(token.find()).as("a page of an order: " + address).isTrue();
        return office(store).orders().track(token.group(1)).orElseThrow().id();
    }

    /** What the warehouse does. */
    static Parcel send(OrderId order) {
        return send(app, order);
    }

    /** The same in that store. */
    static Parcel send(App store, OrderId order) {
        Fulfillment bench = office(store).fulfillment();
        FulfillmentOrder work = bench.of(order).get(0);
        bench.claim(work.id()).orThrow();
        bench.countAll(work.id()).orThrow();
        bench.pack(work.id()).orThrow();
        Parcel parcel = labelled(store, order);
        bench.handOver(List.of(parcel.id())).orThrow();
        return parcel;
    }

    /** The parcel once it has its label, which a thread of the store may be buying. */
    private static Parcel labelled(App store, OrderId order) {
        Instant patience = Instant.now().plusSeconds(20);
        Parcel parcel;
        do {
            store.commerce().jobs().runDue();
            parcel = office(store).fulfillment().parcels(order).get(0);
        } while (parcel.trackingNumber().isEmpty() && Instant.now().isBefore(patience));
        return parcel;
    }
}
