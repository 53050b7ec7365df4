package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Product files go in through the console: their columns, a trial run, the import, the same file again, and back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleImportTest {
    private static final Pattern SELECT = Pattern.compile("(?s)<select [^>]*name=\"(field-\\d+)\"(.*?)</select>");
    private static final Pattern CHOSEN = Pattern.compile("<option value=\"([^\"]*)\" selected");

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

        tried(name, bytes, Map.of("categories", "yes"));
        assertThat(staff.words()).contains("Trial run", "Nothing has changed yet");
        String wanted = staff.find("<button class=\"btn\">Import (\\d+) product");
        assertThat(Integer.parseInt(wanted)).isPositive();
        String taken = staff.find("action=\"(/admin/import/[0-9a-f-]+)/run\"");
        staff.press(taken + "/run", Map.of("categories", "yes"));
        staff.post(taken + "/run", Map.of("categories", "yes"));
        finished(taken);
        assertThat(staff.words()).contains("Imported", wanted + " new", "0 refused", "It can be taken back until");

        tried(name, bytes, Map.of("categories", "yes"));
        assertThat(staff.words()).contains("Nothing to change", "All " + wanted + " products are already as");

        staff.open(taken).press(taken + "/undo", Map.of());
        finished(taken);
        assertThat(staff.words()).contains("Taken back", wanted + " taken back, 0 left as they are");
        assertThat(store.violations()).isEmpty();
    }

    /** Hands a file in, takes its columns as they were guessed, and looks at the trial run. */
    private void tried(String name, byte[] file, Map<String, String> options) {
        staff.open("/admin/import").upload("/admin/import", name, file, Map.of());
        assertThat(staff.words()).contains("What the columns are");
        staff.press(staff.path() + "/columns", columns(options));
    }

    private Map<String, String> columns(Map<String, String> options) {
        Map<String, String> fields = new HashMap<>(options);
        Matcher select = SELECT.matcher(staff.page());
        while (select.find()) {
            Matcher chosen = CHOSEN.matcher(select.group(2));
            fields.put(select.group(1), chosen.find() ? chosen.group(1) : "");
        }
        return fields;
    }

    /** Reloads the page until the work in the background is done, as a browser without scripts does. */
    private void finished(String file) {
        Instant patience = Instant.now().plusSeconds(30);
        do {
            store.app.commerce().jobs().runDue();
            staff.open(file);
        } while (staff.page().contains("<progress") && Instant.now().isBefore(patience));
    }

    @Test
    void a_mangled_file_is_refused_row_by_row_and_nothing_of_it_goes_in() {
        String file = "Handle,Title,Variant Price\nlamp-of-test,Lamp,12.50\nvase-of-test,Vase,cheap\n,<script>,3\n";
        tried("mangled.csv", file.getBytes(StandardCharsets.UTF_8), Map.of("whole", "yes"));
        assertThat(staff.words()).contains("Nothing of this file can be imported", "Variant Price", "cheap");
        assertThat(staff.page()).doesNotContain("<script>").containsPattern("<td class=\"r\"[^>]*>3</td>");
        assertThat(store.staff().catalog().find("lamp-of-test")).isEmpty();
    }

    @Test
    void what_the_columns_are_is_asked_checked_and_remembered_and_a_changed_product_is_not_taken_back() {
        byte[] file = "Artikelname;Preis;Lager;Notiz\nVase aus Test;12,50;3;rot\nKrug aus Test;8;2;blau\n"
                .getBytes(StandardCharsets.UTF_8);
        staff.open("/admin/import").upload("/admin/import", "eigene.csv", file, Map.of());
        String page = staff.path();
        Map<String, String> guessed = columns(Map.of());
        assertThat(guessed)
                .containsEntry("field-0", "Title")
                .containsEntry("field-1", "Variant Price")
                .containsEntry("field-2", "")
                .containsEntry("field-3", "");
        guessed.put("field-2", "Title");
        staff.press(page + "/columns", guessed);
        assertThat(staff.words()).contains("two columns cannot be the same field");
        guessed.put("field-2", "Variant Inventory Qty");
        guessed.put("field-3", "Tags");
        staff.press(page + "/columns", guessed);
        assertThat(staff.words()).contains("Trial run");
        staff.press(page + "/run", Map.of());
        finished(page);
        assertThat(staff.words()).contains("2 new");

        staff.open("/admin/import").upload("/admin/import", "eigene-2.csv", file, Map.of());
        assertThat(columns(Map.of()))
                .containsEntry("field-2", "Variant Inventory Qty")
                .containsEntry("field-3", "Tags");

        var vase = store.staff().catalog().find("vase-aus-test").orElseThrow();
        store.staff()
                .catalog()
                .edit(vase.id(), vase.version(), vase.toEdit().tag("beliebt"))
                .orThrow();
        staff.open(page).press(page + "/undo", Map.of());
        finished(page);
        assertThat(staff.words())
                .contains("1 taken back, 1 left as they are", "vase-aus-test somebody has changed it since");
        assertThat(store.staff().catalog().find("krug-aus-test")).isEmpty();
        assertThat(staff.open("/admin/import").words()).contains("eigene.csv", "Taken back", "Not imported");
    }

    @Test
    void no_file_an_empty_file_and_a_huge_file_get_a_kind_answer() {
        staff.open("/admin/import").upload("/admin/import", "", new byte[0], Map.of());
        assertThat(staff.words()).contains("Choose a CSV file first");
        staff.upload("/admin/import", "empty.csv", new byte[0], Map.of());
        assertThat(staff.words()).contains("The first line must name the columns");
        staff.upload("/admin/import", "huge.csv", new byte[11 * 1024 * 1024], Map.of());
        assertThat(staff.words()).contains("is larger than 10 MB");
        assertThat(staff.status("GET", "/admin/import/" + UUID.randomUUID())).isEqualTo(404);
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
