package io.tradewind.commerce.internal.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.checkout.CheckoutId;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.plugin.PluginSpec;
import io.tradewind.commerce.testdb.Engine;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import io.tradewind.commerce.verification.CheckAnswer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What really goes to PostgreSQL on a pool of our own, once the driver has prepared it: its driver does more than it is told. */
class WireTest {
    private static final int PREPARED = 12;

    private final World world = new World(null, null, Runnable::run, null);
    private TestDatabase postgres;
    private Relay relay;
    private Database database;

    @BeforeEach
    void open() throws IOException {
        postgres = TestDatabases.prepared(Engine.POSTGRESQL);
        relay = new Relay(postgres.url());
        database = Database.open(TestSettings.at(relay.url(), postgres.user(), postgres.password()), world);
        TestSettings.fill(database.dataSource());
        Probe.prepare(database);
        database.tx().write("test", handle -> Probe.insert(handle, 1, "mug"));
    }

    @AfterEach
    void close() throws IOException {
        database.close();
        relay.close();
        postgres.close();
    }

    @Test
    void a_change_and_its_question_take_one_way_with_the_beginning() {
        assertThat(sent(() -> database.tx().write("test", handle -> changed(handle, 1))))
                .containsExactly("BEBEBES", "BES");
    }

    /** Its question has a moment in it: as something of unknown type the driver would not send it with the change. */
    @Test
    void a_step_of_a_checkout_takes_one_way() {
        try (Commerce commerce = mugs()) {
            Shop staff = commerce.shop("mugs", Actor.system("test"));
            staff.catalog().publish(NewProduct.named("Mug").variant(Sku.of("MUG"), Money.parse("EUR 12.50")));
            Shop shop = commerce.shop("mugs", Actor.guest("somebody"));
            CartId cart = shop.carts().open().id();
            shop.carts().add(cart, Sku.of("MUG"), 1).orThrow();
            CheckoutId checkout = shop.checkout().open(cart).id();

            assertThat(sent(() ->
                            shop.checkout().email(checkout, "ada@example.org").orThrow()))
                    .containsExactly("BEBES");
        }
    }

    @Test
    void a_product_with_all_its_parts_takes_one_way() {
        try (Commerce commerce = mugs()) {
            Shop staff = commerce.shop("mugs", Actor.system("test"));
            staff.catalog().publish(NewProduct.named("Mug").variant(Sku.of("MUG"), Money.parse("EUR 12.50")));

            assertThat(sent(() -> assertThat(staff.catalog().find("mug")).isPresent()))
                    .containsExactly("BEBES");
        }
    }

    /** Plans are kept: one that was made while nobody had a cart would read the whole table when there are many. */
    @Test
    void an_empty_table_is_read_by_its_index() {
        postgres.execute("vacuum analyze commerce.cart_line");
        String question = "explain select title from commerce.cart_line where store_id = 1 and cart_id ="
                + " '01a21880-0000-7000-8000-000000000000'";

        String plan = database.tx()
                .read(
                        "test",
                        handle ->
                                handle.createQuery(question).mapTo(String.class).first());

        assertThat(plan).startsWith("Index Scan using uq_cart_line_key on cart_line");
    }

    /** A cart that is read by its id needs one plan for all; how to look for a word depends on how common it is. */
    @Test
    void statements_are_planned_once_and_searches_for_their_words() {
        try (Commerce commerce = mugs()) {
            Shop staff = commerce.shop("mugs", Actor.system("test"));
            staff.catalog().publish(NewProduct.named("Mug").variant(Sku.of("MUG"), Money.parse("EUR 12.50")));
            Shop shop = commerce.shop("mugs", Actor.guest("somebody"));
            CartId cart = shop.carts().open().id();
            for (int i = 0; i < 2 * PREPARED; i++) {
                assertThat(shop.carts().find(cart)).isPresent();
                assertThat(shop.catalog().search("mug").items()).hasSize(1);
            }

            assertThat(planned(commerce, "commerce.cart c")).isEqualTo("once");
            assertThat(planned(commerce, "commerce.product_word w")).isEqualTo("for its values");
            assertThat(sent(() ->
                            assertThat(shop.catalog().search("mug").items()).hasSize(1)))
                    .as("by number first, which is as short a word")
                    .containsExactly("BES", "BEBES");
        }
    }

    /** How the connection plans what it has prepared that reads those rows. */
    private static String planned(Commerce commerce, String rows) {
        try (Connection connection = commerce.dataSource().getConnection();
                PreparedStatement question = connection.prepareStatement(
                        "select sum(generic_plans), sum(custom_plans) from pg_prepared_statements"
                                + " where statement like ? and generic_plans + custom_plans > 0")) {
            question.setString(1, "%from " + rows + "%");
            try (ResultSet row = question.executeQuery()) {
                row.next();
                int once = row.getInt(1);
                int each = row.getInt(2);
                return once > 0 == each > 0 ? once + " and " + each : once > 0 ? "once" : "for its values";
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void two_questions_take_one_way_with_the_beginning() {
        assertThat(sent(() -> assertThat(database.tx().<String>write("test", this::askedBoth))
                        .isEqualTo("mug, 1")))
                .containsExactly("BEBEBES", "BES");
    }

    /** Nobody has asked for a code here, so the challenge is then locked to find out why nothing was counted. */
    @Test
    void a_guess_at_a_code_is_counted_and_read_in_one_way() {
        try (Commerce commerce = mugs()) {
            Shop shop = commerce.shop("mugs", Actor.guest("somebody"));
            CartId cart = shop.carts().open().id();

            assertThat(sent(() -> assertThat(shop.verifications().check(cart, "123456"))
                            .isInstanceOf(CheckAnswer.Refused.class)))
                    .containsExactly("BEBES", "QBES", "BES");
        }
    }

    @Test
    void a_change_that_only_reads_follow_is_committed_by_itself() {
        assertThat(sent(() -> database.tx().change("test", handle -> changed(handle, 1))))
                .containsExactly("BEBES");
        assertThat(database.tx().<Optional<String>>change("test", handle -> changed(handle, 7)))
                .isEmpty();
    }

    @Test
    void what_waits_goes_out_with_beginning_and_commit_and_a_single_statement_without() {
        assertThat(sent(() -> database.tx().write("test", handle -> {
                    Later.run(handle.createUpdate("update commerce.probe set code = 'cup' where id = 1"));
                    Later.run(handle.createUpdate("update commerce.probe set code = 'jug' where id = 2"));
                    return true;
                })))
                .containsExactly("BEBEBEBES");
        assertThat(sent(() -> database.tx().write("test", handle -> {
                    Later.run(handle.createUpdate("update commerce.probe set code = 'pot' where id = 1"));
                    return true;
                })))
                .containsExactly("BES");
        assertThat(database.tx().read("codes", Probe::codes)).containsExactly("pot");
    }

    @Test
    void what_fails_in_the_first_way_is_undone_and_the_connection_goes_on() {
        assertThatThrownBy(() -> database.tx().write("test", handle -> {
                    changed(handle, 1);
                    return handle.execute("update commerce.probe set id = id / 0");
                }))
                .isInstanceOf(CommerceException.class);
        assertThatThrownBy(() -> database.tx()
                        .write(
                                "test",
                                handle -> Followed.by(
                                        handle,
                                        handle.createUpdate("update commerce.probe set id = id / 0"),
                                        asking(handle),
                                        rows -> rows.next())))
                .isInstanceOf(CommerceException.class);
        assertThat(database.tx().read("codes", Probe::codes)).containsExactly("mug");
        assertThat(database.tx().<Boolean>write("test", handle -> true)).isTrue();
    }

    private String askedBoth(Handle handle) {
        return Question.both(
                handle,
                new Question<>(asking(handle), rows -> rows.next() ? rows.getString("code") : ""),
                new Question<>(
                        handle.createQuery("select count(*) from commerce.probe where id > :least")
                                .bind("least", 0),
                        rows -> rows.next() ? rows.getInt(1) : 0),
                (code, count) -> code + ", " + count);
    }

    private Commerce mugs() {
        Commerce commerce = Commerce.builder()
                .database(relay.url(), postgres.user(), postgres.password())
                .poolSize(TestSettings.CONNECTIONS)
                .jobs(JobMode.MANUAL)
                .secretKey("a secret of a test")
                .store("mugs", store -> store.currency("EUR").country("DE").tax("standard", "DE", "19"))
                .plugins(PluginSpec::notFromClassPath)
                .start();
        TestSettings.fill(commerce.dataSource());
        return commerce;
    }

    private List<String> sent(Runnable work) {
        for (int i = 0; i < PREPARED; i++) {
            work.run();
        }
        return relay.during(work);
    }

    private static Optional<String> changed(Handle handle, int id) {
        return Followed.by(
                handle,
                handle.createUpdate("update commerce.probe set code = 'bowl' where id = :id")
                        .bind("id", id),
                asking(handle),
                rows -> rows.next() ? rows.getString("code") : "");
    }

    private static Query asking(Handle handle) {
        return handle.createQuery("select code from commerce.probe");
    }
}
