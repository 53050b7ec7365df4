package io.tradewind.commerce.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestShop;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.joda.money.Money;

/** Product files as shops wrote them, compared with a second, simple-minded reading of the same bytes. */
class RealFilesTest {
    @BothDatabases
    void apparel(DataSource data) {
        Optional<TestShop> imported = imported(data, "apparel.csv");
        if (imported.isEmpty()) {
            return;
        }
        try (TestShop test = imported.orElseThrow()) {
            Catalog catalog = test.guest().catalog();
            Product top = catalog.find("classic-varsity-top").orElseThrow();
            assertThat(top.options()).containsExactly(new ProductOption("Size", List.of("Small", "Medium", "Large")));
            assertThat(top.variants()).extracting(Variant::price).containsOnly(eur("60"));
            assertThat(catalog.find("dark-winter-jacket").orElseThrow().title()).isEqualTo("Soft Winter Jacket");
            assertThat(catalog.find("zipped-jacket").orElseThrow().descriptionHtml())
                    .contains("men's zipped");
            assertThat(catalog.find("led-high-tops").orElseThrow().variants())
                    .singleElement()
                    .satisfies(it -> assertThat(it.options()).isEmpty());
        }
    }

    @BothDatabases
    void home_and_garden(DataSource data) {
        Optional<TestShop> imported = imported(data, "home-and-garden.csv");
        if (imported.isEmpty()) {
            return;
        }
        try (TestShop test = imported.orElseThrow()) {
            Catalog catalog = test.guest().catalog();
            Product pot = catalog.find("clay-plant-pot").orElseThrow();
            assertThat(pot.variants()).extracting(Variant::price).containsExactly(eur("9.99"), eur("15.99"));
            assertThat(pot.variants())
                    .extracting(it -> it.sku().value())
                    .containsExactly("CLAY-PLANT-POT.REGULAR", "CLAY-PLANT-POT.LARGE");
            assertThat(pot.pictures()).hasSize(2);
            assertThat(pot.descriptionHtml()).isEqualTo("<p>Classic blown clay pot for plants</p>");
            Variant sofa = catalog.find("cream-sofa").orElseThrow().variants().get(0);
            assertThat(sofa.price()).isEqualTo(eur("500"));
            assertThat(sofa.compareAt()).contains(eur("750"));
            assertThat(catalog.find("pink-armchair").orElseThrow().pictures()).hasSize(1);
            assertThat(catalog.find("black-bean-bag").orElseThrow().title()).isEqualTo("Black Beanbag");
            assertThat(test.staff().stock().level(pot.variants().get(1).sku()).onHand())
                    .isEqualTo(3);
        }
    }

    @BothDatabases
    void the_sample_of_the_project(DataSource data) {
        try (TestShop test = imported(data, "sample", SharedFiles.sample())) {
            Product mug = test.guest().catalog().find("river-mug").orElseThrow();
            assertThat(mug.pictures()).hasSize(3);
            assertThat(mug.variants().get(1).picture()).isEqualTo("https://pictures.example/river-2.jpg");
        }
    }

    private static Optional<TestShop> imported(DataSource data, String name) {
        Optional<byte[]> file = SharedFiles.find(name);
        if (file.isEmpty()) {
            System.out.println("Not seen: shopify/" + name
                    + " (set TRADEWIND_DATA); the project's own sample is imported instead.");
        }
        return file.map(it -> imported(data, name, it));
    }

    private static TestShop imported(DataSource data, String name, byte[] file) {
        TestShop test = TestShop.on(data);
        Imports imports = test.staff().imports();
        Map<String, List<Map<String, String>>> expected = simply(SharedFiles.text(file));

        ImportReport dry = imports.dryRun(new ByteArrayInputStream(file), ImportOptions.defaults());
        assertThat(test.staff().catalog().list(ProductQuery.all().withDrafts()).items())
                .isEmpty();
        ImportReport first = imports.run(new ByteArrayInputStream(file), ImportOptions.defaults());
        assertThat(first.errors()).as(name).isEmpty();
        assertThat(first).isEqualTo(dry);
        assertThat(first.created()).as(name).isEqualTo(expected.size());

        expected.forEach((handle, rows) -> same(test, handle, rows));
        List<Product> before = all(test, expected);
        ImportReport second = imports.run(new ByteArrayInputStream(file), ImportOptions.defaults());
        assertThat(second.unchanged()).as(name).isEqualTo(expected.size());
        assertThat(second.created() + second.updated() + second.refused()).isZero();
        assertThat(all(test, expected)).isEqualTo(before);
        return test;
    }

    private static List<Product> all(TestShop test, Map<String, List<Map<String, String>>> expected) {
        return expected.keySet().stream()
                .map(it -> test.staff().catalog().find(it).orElseThrow())
                .toList();
    }

    private static void same(TestShop test, String handle, List<Map<String, String>> rows) {
        Product product = test.staff().catalog().find(handle).orElseThrow();
        List<Map<String, String>> variants =
                rows.stream().filter(it -> !it.get("Variant Price").isEmpty()).toList();
        assertThat(product.title()).isEqualTo(rows.get(0).get("Title"));
        assertThat(product.vendor()).isEqualTo(rows.get(0).get("Vendor"));
        assertThat(product.type()).isEqualTo(rows.get(0).get("Type"));
        assertThat(String.join(", ", product.tags())).isEqualTo(rows.get(0).get("Tags"));
        assertThat(product.published()).isEqualTo(rows.get(0).get("Published").equals("true"));
        assertThat(product.pictures())
                .extracting(Picture::source)
                .containsExactlyElementsOf(rows.stream()
                        .map(it -> it.get("Image Src"))
                        .filter(it -> !it.isEmpty())
                        .toList());
        assertThat(product.variants()).hasSameSizeAs(variants);
        for (int i = 0; i < variants.size(); i++) {
            Map<String, String> row = variants.get(i);
            Variant variant = product.variants().get(i);
            assertThat(variant.price().getAmount()).isEqualByComparingTo(new BigDecimal(row.get("Variant Price")));
            assertThat(variant.grams()).isEqualTo(Integer.parseInt(row.get("Variant Grams")));
            assertThat(variant.taxable()).isEqualTo(row.get("Variant Taxable").equals("true"));
            List<String> options = List.of("Option1 Value", "Option2 Value", "Option3 Value").stream()
                    .map(row::get)
                    .filter(it -> !it.isEmpty() && !it.equals("Default Title"))
                    .toList();
            assertThat(variant.options()).isEqualTo(options);
            int units = Math.max(0, Integer.parseInt(row.get("Variant Inventory Qty")));
            assertThat(test.staff().stock().level(variant.sku()).onHand()).isEqualTo(units);
        }
    }

    /** Rows by handle, each as header to cell: a reading that knows quotes and nothing else. */
    private static Map<String, List<Map<String, String>>> simply(String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i <= text.length(); i++) {
            char it = i == text.length() ? '\n' : text.charAt(i);
            if (it == '"') {
                if (quoted && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (!quoted && (it == ',' || it == '\n')) {
                row.add(cell.toString().strip());
                cell.setLength(0);
                if (it == '\n') {
                    rows.add(row);
                    row = new ArrayList<>();
                }
            } else {
                cell.append(it);
            }
        }
        Map<String, List<Map<String, String>>> products = new LinkedHashMap<>();
        for (List<String> cells : rows.subList(1, rows.size())) {
            if (cells.size() < 2) {
                continue;
            }
            Map<String, String> named = new LinkedHashMap<>();
            for (int i = 0; i < rows.get(0).size(); i++) {
                named.put(rows.get(0).get(i), cells.get(i));
            }
            products.computeIfAbsent(cells.get(0), it -> new ArrayList<>()).add(named);
        }
        return products;
    }

    private static Money eur(String amount) {
        return Money.parse("EUR " + amount);
    }
}
