package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.NewVariant;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.database.Dialect;
import io.tradewind.commerce.database.Migrations;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.shipping.tablerate.TableRatePlugin;
import io.tradewind.commerce.store.StorePolicy.CaptureMoment;
import io.tradewind.commerce.store.StorePolicy.PhoneRule;
import io.tradewind.commerce.store.StoreSpec;
import io.tradewind.commerce.testdb.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A database that is migrated once and serves one story after the other: each begins with the same articles and nothing
 * else. Used by one story at a time.
 */
final class Stage implements AutoCloseable {
    static final Instant MONDAY = Instant.parse("2026-03-02T09:00:00Z");
    static final String WEBHOOK_SECRET = "whsec-for-tests-only";
    static final List<String> SHOPS = List.of("mugs", "late");
    static final Sku MUG = Sku.of("MUG");
    static final Sku CUP = Sku.of("CUP");
    static final Sku VASE = Sku.of("VASE");
    static final Sku LAMP = Sku.of("LAMP");
    static final String LAUNCH = "lamp";
    static final int LAUNCH_QUOTA = 2;
    static final List<Sku> SKUS = List.of(MUG, CUP, VASE);

    /** What all stories share: the catalog, and rows that are only ever counted up. */
    private static final Set<String> KEPT = Set.of(
            "store",
            "transition",
            "location",
            "product",
            "variant",
            "product_word",
            "product_facet",
            "product_tag",
            "product_picture",
            "category",
            "category_product");

    private final FaultyDatabase.Connections connections;
    private final TestDatabase database;
    private final List<String> emptying = new ArrayList<>();
    private @Nullable House idle;

    Stage(TestDatabase database) {
        this.database = database;
        this.connections = new FaultyDatabase.Connections(database.dataSource(), UnaryOperator.identity());
        House first = new House(this);
        first.live(Migrations.AUTO);
        try (Commerce commerce = first.life().commerce()) {
            for (String shop : SHOPS) {
                var catalog =
                        commerce.shop(shop, Actor.staff("mia", Role.ADMIN)).catalog();
                catalog.publish(NewProduct.named("White mug").variant(MUG, Money.parse("EUR 12.50")));
                catalog.publish(NewProduct.named("Small cup").variant(CUP, Money.parse("EUR 7.35")));
                catalog.publish(NewProduct.named("Tall vase")
                        .variant(NewVariant.of(VASE, Money.parse("EUR 31"))
                                .preorder(MONDAY.plus(Duration.ofDays(2)), 2)));
                catalog.publish(NewProduct.named("The lamp").variant(LAMP, Money.parse("EUR 24")));
            }
        }
        emptying.add("update commerce.variant set launch_id = null where launch_id is not null");
        tables().stream().filter(it -> !KEPT.contains(it)).forEach(it -> emptying.add("delete from commerce." + it));
    }

    /** Takes the gate away at which writers wait for each other on H2, so that they have to rely on their guards. */
    void withoutGate() {
        idle = null;
        connections.withoutGate();
    }

    /** Changes the library a little: what it says to the database, and the schema. */
    void change(UnaryOperator<String> wording, List<String> schema) {
        idle = null;
        try {
            clear();
            connections.reword(wording);
            database.execute(schema.toArray(String[]::new));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A house for the next story, as good as new. */
    House house() {
        House known = idle;
        idle = null;
        return known == null ? new House(this) : known;
    }

    /** Nothing happened to it that the next story could notice. */
    void giveBack(House house) {
        idle = house;
    }

    /** Opens the shops in the process of that house. */
    Commerce open(House house, Migrations migrations) {
        Life life = house.life();
        Commerce.Builder builder = Commerce.builder()
                .dataSource(new FaultyDatabase(connections, life, house.weather))
                .migrations(migrations)
                .clock(house.clock)
                .random(house.random)
                .executor(Runnable::run)
                .crashPoints(name -> {
                    life.check();
                    house.weather.pause(life, true, Weather.Place.MARK);
                })
                .jobs(JobMode.MANUAL)
                .secretKey("a secret for tests only")
                .store(SHOPS.get(0), store -> common(store))
                .store(SHOPS.get(1), store -> common(store).capture(CaptureMoment.PACKED))
                .plugins(it -> it.notFromClassPath()
                        .add(house.payments)
                        .add(house.carrier)
                        .add(new TableRatePlugin())
                        .add(house.messages)
                        .payment("card", "sandbox", card -> card.secret("webhookSecret", WEBHOOK_SECRET))
                        .carrier("post", "sandbox")
                        .carrier("parcel", "table-rate", rates -> rates.set("DE", "EUR 4.90"))
                        .sms("text", "sandbox")
                        .notifier("letters", "post-office"));
        return house.threads.into(builder).start();
    }

    private static StoreSpec common(StoreSpec store) {
        return store.currency("EUR")
                .country("DE")
                .zone("Europe/Berlin")
                .tax("standard", "DE", "19")
                .phone(PhoneRule.OPTIONAL);
    }

    /** Takes everything away that the last story left. */
    void clear() {
        try (Connection connection = connection()) {
            connection.setAutoCommit(false);
            for (String sql : emptying) {
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    statement.executeUpdate();
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection of the simulation itself, on which nothing goes wrong. */
    Connection connection() throws SQLException {
        return new FaultyDatabase(connections, new Life(), new Weather()).getConnection();
    }

    /** Every table that is left in the end, the last one in front. */
    private static List<String> tables() {
        List<String> tables = named("create table if not exists");
        tables.removeAll(named("drop table if exists"));
        Collections.reverse(tables);
        return tables;
    }

    private static List<String> named(String after) {
        List<String> tables = new ArrayList<>();
        Matcher table = Pattern.compile(after + " commerce\\.(\\w+)", Pattern.CASE_INSENSITIVE)
                .matcher(Commerce.ddl(Dialect.H2, "commerce"));
        while (table.find()) {
            tables.add(table.group(1));
        }
        return tables;
    }

    @Override
    public void close() {
        try {
            connections.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        database.close();
    }
}
