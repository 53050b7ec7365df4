package io.tradewind.commerce.benchmarks;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.app.AppConfig;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.plugin.ChangedSettings;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.joda.money.Money;

/**
 * Asks the example store, in a process of its own on PostgreSQL, for lists, details, searches and pages with 1,000 and
 * with 10,000 products, and prints what grew. Then shoppers walk to their orders, and it prints the store's memory. See
 * {@code docs/performance.md}.
 */
public final class ManyProducts {
    private static final List<Integer> SIZES = Arrays.stream(
                    System.getProperty("bench.sizes", "1000,10000").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final int REQUESTS = Integer.getInteger("bench.requests", 1500);
    private static final int JOURNEYS = Integer.getInteger("bench.journeys", 80);
    private static final int REQUESTS_OF_ONE = 250;

    /** Above those of the journeys. */
    private static final AtomicInteger SHOPPERS = new AtomicInteger(1_000);

    private static final double GROWTH = 1.5;
    private static final double PAGE_MILLIS = 30;
    private static final int MEBIBYTES = 300;
    private static final String API = Journeys.PATH + "/products";
    private static final List<String> COLOURS = List.of("moss", "clay", "ink", "sand", "plum", "rust", "fog", "teal");

    private ManyProducts() {}

    /** Runs it; {@code bench.sizes} (two of them), {@code bench.requests} and {@code bench.journeys} are properties. */
    public static void main(String[] arguments) throws Exception {
        Map<Integer, Map<String, Double>> slow = new LinkedHashMap<>();
        for (int size : SIZES) {
            slow.put(size, measure(size));
        }
        System.out.printf("%n%-28s %12s %12s %8s%n", "95 of 100 within ms", SIZES.get(0), SIZES.get(1), "ratio");
        requireNonNull(slow.get(SIZES.get(1))).forEach((name, many) -> {
            double few = requireNonNull(slow.get(SIZES.get(0))).getOrDefault(name, Double.NaN);
            boolean page = !name.startsWith("API");
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %12.2f %12.2f %8.2f%s%s%n",
                    name,
                    few,
                    many,
                    many / few,
                    !page && many / few > GROWTH ? "   above " + GROWTH : "",
                    page && many > PAGE_MILLIS ? "   above " + PAGE_MILLIS + " ms" : "");
        });
    }

    private static Map<String, Double> measure(int size) throws Exception {
        Path folder = Files.createTempDirectory("many-products");
        try (TestDatabase database = TestDatabases.postgres()) {
            fill(database, folder, size);
            String classPath = StoreProcess.classPath().stream()
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
            try (StoreProcess store =
                    StoreProcess.start(classPath, StoreProcess.SMALL, StoreProcess.on(database, folder))) {
                Map<String, Double> slow = new LinkedHashMap<>();
                Map<String, IntFunction<String>> kinds = kinds(size);
                kinds.values().forEach(kind -> times(store, kind)); // warm
                kinds.forEach((name, kind) -> slow.put(name, times(store, kind)));
                Journeys journeys = new Journeys(store.url(), store.key(), size);
                for (int i = 0; i < JOURNEYS; i++) {
                    journeys.walk();
                }
                System.out.printf(
                        "%,d products: %d MiB resident after it all (goal %d)%n",
                        size, store.residentMebibytes(), MEBIBYTES);
                return slow;
            }
        }
    }

    private static Map<String, IntFunction<String>> kinds(int size) {
        Map<String, IntFunction<String>> kinds = new LinkedHashMap<>();
        kinds.put("API list", i -> API);
        kinds.put("API list by price", i -> API + "?sort=PRICE");
        kinds.put("API category", i -> API + "?category=shelf-" + i % 10);
        kinds.put("API detail", i -> API + "/" + Journeys.slug(i * 7 % size));
        kinds.put("API search, common word", i -> API + "?q=mug");
        kinds.put("API search, rare word", i -> API + "?q=batch" + i * 7 % size);
        kinds.put("API search, two words", i -> API + "?q=enamel+" + COLOURS.get(i % COLOURS.size()));
        kinds.put("API search, number", i -> API + "?q=" + Journeys.sku(i * 7 % size));
        kinds.put("page: home", i -> "/");
        kinds.put("page: category", i -> "/c/shelf-" + i % 10);
        kinds.put("page: product", i -> "/p/" + Journeys.slug(i * 7 % size));
        kinds.put("page: search", i -> "/search?q=enamel+" + COLOURS.get(i % COLOURS.size()));
        kinds.put(
                "page: suggestions",
                i -> "/suggest?q=" + COLOURS.get(i % COLOURS.size()).substring(0, 2));
        return kinds;
    }

    /**
     * Within how many milliseconds 95 of 100 such requests are answered, one after the other; now and then somebody new
     * asks, as the store wants no more than 300 searches a minute from one.
     */
    private static double times(StoreProcess store, IntFunction<String> path) {
        long[] nanos = new long[REQUESTS];
        for (int i = 0; i < REQUESTS; ) {
            try (PhoneLine line = new PhoneLine(store.url(), store.key(), SHOPPERS.incrementAndGet())) {
                int end = Math.min(REQUESTS, i + REQUESTS_OF_ONE);
                for (; i < end; i++) {
                    long begin = System.nanoTime();
                    line.get(path.apply(i));
                    nanos[i] = System.nanoTime() - begin;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        Arrays.sort(nanos);
        return nanos[(int) (REQUESTS * 0.95)] / 1e6;
    }

    private static void fill(TestDatabase database, Path folder, int size) throws SQLException {
        AppConfig config = new AppConfig(
                0,
                folder,
                Optional.of(new AppConfig.PostgresUrl(database.url(), database.user(), database.password())));
        try (Commerce commerce = JuniperAndJet.open(config, ChangedSettings.NONE)) {
            JuniperAndJet.fillIfEmpty(commerce);
            Shop staff = commerce.shop(JuniperAndJet.STORE, Actor.system("benchmark"));
            for (int i = 0; i < 10; i++) {
                staff.catalog().category("shelf-" + i, "Shelf " + i);
            }
            IntStream.range(0, size).parallel().forEach(i -> publish(staff, i));
        }
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("analyze");
        }
    }

    private static void publish(Shop staff, int i) {
        String colour = COLOURS.get(i % COLOURS.size());
        staff.catalog()
                .publish(NewProduct.named("Enamel mug " + colour + " batch" + i)
                        .slug(Journeys.slug(i))
                        .descriptionHtml("<p>Mug number " + i + ", fired twice, for the dishwasher.</p>")
                        .tag(colour)
                        .category("shelf-" + i % 10)
                        .variant(Sku.of(Journeys.sku(i)), Money.parse("EUR " + (5 + i % 40) + ".50")));
        staff.stock().receive(Sku.of(Journeys.sku(i)), 1_000_000, "delivery note 17");
    }
}
