package io.tradewind.commerce.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.flow.Flow;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestShop;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class FlowBookTest {
    /** Machines whose moves are not kept in history. */
    private static final Set<String> UNTOLD = Set.of("reservation", "inbox", "message");

    @BothDatabases
    void the_tables_of_moves_are_in_the_database_after_a_start(DataSource database) {
        try (TestShop shop = TestShop.on(database)) {
            Set<String> wanted = new TreeSet<>();
            Machines.flows()
                    .forEach(flow -> flow.transitions()
                            .forEach(it -> wanted.add(flow.machine() + ": " + it.getKey() + " > " + it.getValue())));

            assertThat(lines(shop)).containsExactlyElementsOf(wanted).contains("order: PLACED > CANCELLED");
        }
    }

    @BothDatabases
    void processes_that_start_together_write_them_once(DataSource database) throws Exception {
        try (TestShop shop = TestShop.on(database)) {
            shop.tx().write("test", handle -> handle.execute("delete from commerce.transition"));
            ExecutorService threads = Executors.newFixedThreadPool(4);
            CyclicBarrier together = new CyclicBarrier(4);
            List<Future<?>> starts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                starts.add(threads.submit(() -> {
                    together.await();
                    FlowBook.write(shop.tx(), Machines.flows());
                    return null;
                }));
            }
            for (Future<?> start : starts) {
                start.get(60, TimeUnit.SECONDS);
            }
            threads.shutdown();

            assertThat(lines(shop)).doesNotHaveDuplicates().contains("cart: ACTIVE > MERGED");
        }
    }

    @Test
    void every_machine_of_the_library_is_in_the_book_or_known_to_stay_out() throws Exception {
        Set<String> all = new TreeSet<>();
        Path classes = Path.of(Machines.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file :
                    files.filter(it -> it.toString().endsWith("Flow.class")).toList()) {
                String name = classes.relativize(file)
                        .toString()
                        .replace(".class", "")
                        .replace('/', '.');
                Arrays.stream(Class.forName(name).getDeclaredFields())
                        .filter(it -> Modifier.isStatic(it.getModifiers()) && it.getType() == Flow.class)
                        .forEach(it -> all.add(machine(it)));
            }
        }
        Set<String> told = new TreeSet<>();
        Machines.flows().forEach(it -> told.add(it.machine()));

        all.removeAll(UNTOLD);
        assertThat(told).isEqualTo(all).contains("order", "payment-operation");
    }

    private static String machine(Field table) {
        try {
            table.setAccessible(true);
            return ((Flow<?, ?>) table.get(null)).machine();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> lines(TestShop shop) {
        return shop.tx()
                .read(
                        "lines",
                        handle -> handle
                                .createQuery(
                                        "select machine || ': ' || from_state || ' > ' || to_state line from commerce.transition")
                                .mapTo(String.class)
                                .list()
                                .stream()
                                .sorted()
                                .toList());
    }
}
