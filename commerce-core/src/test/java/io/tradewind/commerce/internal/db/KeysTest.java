package io.tradewind.commerce.internal.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static final String NUMBERS = """
            select b.number
            from unnest(:colours) as w(colour)
            join bead b on b.box = :box and b.colour = w.colour
            order by b.number
            """;

    @BothDatabases
    void a_few_keys_and_many_find_the_same_rows(TestDatabase database) {
        try (Handle handle = beads(database, 40)) {
            for (int keys : List.of(0, 1, 2, Keys.FEW, Keys.FEW + 1, 40)) {
                assertThat(numbers(handle, keys))
                        .as(keys + " keys")
                        .isEqualTo(IntStream.range(0, keys).boxed().toList());
            }
        }
    }

    @Test
    void a_few_keys_are_one_statement_each_number_of_them() {
        assertThat(Keys.oneByOne("select 1 from unnest(:ids) as w(id) join t on t.id = w.id", "ids", UUID.class, 2))
                .isEqualTo(
                        "select 1 from (select cast(:ids1 as uuid) as id union all select cast(:ids2 as uuid) as id) w"
                                + " join t on t.id = w.id");
        assertThatThrownBy(() -> Keys.oneByOne("select 1 from t", "ids", UUID.class, 1))
                .hasMessageContaining("unnest(:ids)");
    }

    @Test
    void postgresql_keeps_the_plan_for_a_few_keys() {
        try (TestDatabase database = TestDatabases.postgres();
                Handle handle = beads(database, 20_000)) {
            for (int i = 0; i < 40; i++) { // the driver prepares a statement on the server at its fifth call
                numbers(handle, 1);
                numbers(handle, Keys.FEW);
                handle.createQuery(NUMBERS)
                        .bind("box", 1)
                        .bindArray("colours", String.class, "colour 1")
                        .mapTo(Integer.class)
                        .list();
            }
            assertThat(kept(handle, "union all")).isTrue();
            assertThat(kept(handle, "from (select cast($1 as varchar) as colour) w"))
                    .isTrue();
            assertThat(kept(handle, "unnest"))
                    .as("why keys are told one by one: an array of one is planned anew each time")
                    .isFalse();
        }
    }

    private static boolean kept(Handle handle, String part) {
        return handle.createQuery("""
                        select generic_plans > custom_plans
                        from pg_prepared_statements
                        where position(:part in statement) > 0 and statement not like '%pg_prepared%'
                        """).bind("part", part).mapTo(Boolean.class).one();
    }

    private static Handle beads(TestDatabase database, int number) {
        Handle handle = Jdbi.open(database.dataSource());
        handle.execute(
                "create table bead (box integer, colour varchar(40), number integer, primary key (box, colour))");
        var batch = handle.prepareBatch("insert into bead values (1, :colour, :number)");
        for (int i = 0; i < number; i++) {
            batch.bind("colour", "colour " + i).bind("number", i).add();
        }
        batch.execute();
        handle.execute("analyze");
        return handle;
    }

    private static List<Integer> numbers(Handle handle, int keys) {
        List<String> colours =
                IntStream.range(0, keys).mapToObj(it -> "colour " + it).toList();
        return Keys.query(handle, NUMBERS, "colours", String.class, colours)
                .bind("box", 1)
                .mapTo(Integer.class)
                .list();
    }
}
