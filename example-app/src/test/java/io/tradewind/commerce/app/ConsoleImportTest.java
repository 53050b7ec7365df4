package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Product files go in through the console: a trial run, the import, and the same file again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleImportTest {
    private ConsoleStore store;
    private StaffBrowser staff;

    @BeforeAll
    void open(@TempDir Path data) {
        store = ConsoleStore.open(data);
        staff = StaffBrowser.signedIn(store.app);
    }

    @AfterAll
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"apparel.csv", "home-and-garden.csv"})
    void a_real_catalog_goes_in_and_changes_nothing_the_second_time(String name, TestReporter reporter)
            throws IOException {
        Optional<Path> file = shared(name);
        if (file.isEmpty()) {
            reporter.publishEntry("not seen", "shared/data/shopify/" + name + "; the project's own sample is used");
        }
        assumeTrue(file.isPresent() || name.equals("apparel.csv"), "the project's own sample goes in once");
        byte[] bytes = file.isPresent() ? Files.readAllBytes(file.get()) : sample();

        staff.open("/admin/import").upload("/admin/import", name, bytes, Map.of("categories", "yes"));
        assertThat(staff.words()).contains("Trial run");
        String wanted = staff.find("<button class=\"btn\">Import (\\d+) product");
        assertThat(Integer.parseInt(wanted)).isPositive();
        String run = staff.find("action=\"(/admin/import/[0-9a-f-]+/run)\"");
        staff.press(run, Map.of());
        assertThat(staff.words()).contains("Imported", wanted + " new", "0 refused");
        staff.post(run, Map.of());

        staff.open("/admin/import").upload("/admin/import", name, bytes, Map.of("categories", "yes"));
        assertThat(staff.words()).contains("Nothing to change", "All " + wanted + " products are already as");
    }

    @Test
    void a_mangled_file_is_refused_row_by_row_and_nothing_of_it_goes_in() {
        String file = "Handle,Title,Variant Price\nlamp-of-test,Lamp,12.50\nvase-of-test,Vase,cheap\n,<script>,3\n";
        staff.open("/admin/import")
                .upload("/admin/import", "mangled.csv", file.getBytes(StandardCharsets.UTF_8), Map.of("whole", "yes"));
        assertThat(staff.words()).contains("Nothing of this file can be imported", "Variant Price", "cheap");
        assertThat(staff.page()).doesNotContain("<script>").contains("<td class=\"r\">3</td>");
        assertThat(store.staff().catalog().find("lamp-of-test")).isEmpty();
    }

    @Test
    void no_file_an_empty_file_and_a_huge_file_get_a_kind_answer() {
        staff.open("/admin/import").upload("/admin/import", "", new byte[0], Map.of());
        assertThat(staff.words()).contains("Choose a CSV file first");
        staff.upload("/admin/import", "empty.csv", new byte[0], Map.of());
        assertThat(staff.words()).contains("is empty");
        staff.upload("/admin/import", "huge.csv", new byte[11 * 1024 * 1024], Map.of());
        assertThat(staff.words()).contains("is larger than 10 MB");
        staff.open("/admin/import/" + java.util.UUID.randomUUID());
        assertThat(staff.words()).contains("That file is not kept any more");
    }

    private static Optional<Path> shared(String name) {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path file = at.resolve("shared/data/shopify").resolve(name);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    private static byte[] sample() throws IOException {
        try (InputStream in = ConsoleImportTest.class.getResourceAsStream("sample-products.csv")) {
            return in.readAllBytes();
        }
    }
}
