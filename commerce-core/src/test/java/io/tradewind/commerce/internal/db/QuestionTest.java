package io.tradewind.commerce.internal.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testdb.Engine;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

class QuestionTest {
    private final World world = new World(null, null, Runnable::run, null);

    @BothDatabases
    void two_questions_take_one_way_to_postgresql_and_see_what_was_written_before(
            CountingDataSource counting, Engine engine) {
        try (Database database = open(counting)) {
            CountingDataSource.Counts used = counting.during(() -> {
                List<String> answers = database.tx().write("test", handle -> {
                    Later.run(handle.createUpdate("insert into commerce.probe (id, code) values (2, 'jug')"));
                    return Question.both(handle, code(handle, 1), last(handle), List::of);
                });
                assertThat(answers).containsExactly("mug", "jug");
            });

            assertThat(used.statements()).as(used.toString()).isEqualTo(3);
            assertThat(used.trips()).as(used.toString()).isEqualTo(engine == Engine.POSTGRESQL ? 3 : 4);
        }
    }

    @BothDatabases
    void an_answer_without_rows_leaves_the_other_alone(DataSource dataSource) {
        try (Database database = open(dataSource)) {
            assertThat(database.tx()
                            .<List<String>>write(
                                    "test",
                                    handle -> Question.both(handle, code(handle, 7), code(handle, 8), List::of)))
                    .containsExactly("none", "none");
        }
    }

    @BothDatabases
    void one_that_fails_undoes_all_and_the_next_transaction_goes_on(DataSource dataSource) {
        try (Database database = open(dataSource)) {
            assertThatThrownBy(() -> database.tx().write("test", handle -> {
                        handle.execute("update commerce.probe set code = 'cup'");
                        return Question.both(handle, last(handle), divided(handle), List::of);
                    }))
                    .isInstanceOf(RuntimeException.class);
            assertThat(database.tx().read("codes", Probe::codes)).containsExactly("mug");
        }
    }

    private static Question<String> code(Handle handle, int id) {
        return new Question<>(
                handle.createQuery("select code from commerce.probe where id = :id")
                        .bind("id", id),
                rows -> rows.next() ? rows.getString("code") : "none");
    }

    private static Question<String> last(Handle handle) {
        return new Question<>(
                handle.createQuery("select code from commerce.probe where id < :most order by id desc")
                        .bind("most", 100),
                rows -> rows.next() ? rows.getString("code") : "none");
    }

    private static Question<String> divided(Handle handle) {
        return new Question<>(
                handle.createQuery("select 1 / (id - :id) as code from commerce.probe")
                        .bind("id", 1),
                rows -> rows.next() ? rows.getString("code") : "none");
    }

    private Database open(DataSource dataSource) {
        Database database = Database.open(TestSettings.on(dataSource), world);
        Probe.prepare(database);
        database.tx().write("test", handle -> Probe.insert(handle, 1, "mug"));
        return database;
    }
}
