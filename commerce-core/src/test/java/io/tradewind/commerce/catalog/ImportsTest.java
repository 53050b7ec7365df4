package io.tradewind.commerce.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.CountingDataSource;
import io.tradewind.commerce.testing.TestShop;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.joda.money.Money;

class ImportsTest {
    private static final String HEADER = "Handle,Title,Tags,Option1 Name,Option1 Value,Variant SKU,Variant Price,"
            + "Variant Compare At Price,Variant Inventory Qty,Variant Grams,Published,Image Src,Image Position\n";

    @BothDatabases
    void changed_rows_update_and_what_the_file_does_not_know_stays(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            Catalog catalog = test.staff().catalog();
            run(test, HEADER + "mug,Mug,,Size,S,,9,,3,,,,\n" + "mug,,,,L,,12,,5,,,,\n" + "cup,Cup,,,,C-1,4,,2,,,,\n");
            Product mug = catalog.find("mug").orElseThrow();
            catalog.category("mugs", "Mugs");
            List<NewVariant> express = mug.variants().stream()
                    .map(it -> NewVariant.copyOf(it).byExpress().taxCategory("reduced"))
                    .toList();
            catalog.edit(
                            mug.id(),
                            mug.version(),
                            mug.toEdit()
                                    .variants(express)
                                    .category("mugs")
                                    .engraving(EngravingSpec.oneLine(10, eur("4")))
                                    .makingTime(Duration.ofHours(5)))
                    .orThrow();
            test.staff().stock().adjust(Sku.of("MUG.S"), -1, "broken");

            ImportReport report = run(
                    test,
                    HEADER + "mug,Big mug,,Size,S,,9.50,,3,,,,\n" + "mug,,,,L,,12,,50,,,,\n"
                            + "cup,Cup,,,,C-1,4,,2,,,,\n");

            assertThat(report.errors()).isEmpty();
            assertThat(List.of(report.created(), report.updated(), report.unchanged()))
                    .containsExactly(0, 1, 1);
            Product now = catalog.find("mug").orElseThrow();
            assertThat(now.id()).isEqualTo(mug.id());
            assertThat(now.title()).isEqualTo("Big mug");
            assertThat(now.variants()).extracting(Variant::price).containsExactly(eur("9.50"), eur("12"));
            assertThat(now.variants())
                    .allMatch(Variant::express)
                    .allMatch(it -> it.taxCategory().equals("reduced"));
            assertThat(now.categories()).containsExactly("mugs");
            assertThat(now.engraving()).isPresent();
            assertThat(now.makingTime()).isEqualTo(Duration.ofHours(5));
            assertThat(test.staff().stock().level(Sku.of("MUG.S")).onHand())
                    .as("counted once")
                    .isEqualTo(2);
            assertThat(test.staff().stock().level(Sku.of("MUG.L")).onHand()).isEqualTo(5);
        }
    }

    @BothDatabases
    void a_bad_row_keeps_its_product_out_and_the_others_go_in(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            String file = HEADER
                    + "mug,Mug,,Size,S,,9,,,,,,\n"
                    + "mug,,,,L,,nine euro,,,,,,\n"
                    + "cup,Cup,,,,,4,,,,,,\n"
                    + "pot,Pot,,,,,,,,,,,\n"
                    + "jug,,,,,,4,,,,,,\n"
                    + "pan,Pan,,Size,S,A,4,,,,,,\n"
                    + "pan,,,,s,B,4,,,,,,\n"
                    + "lid,Lid,,,,A,4,,,,,,\n"
                    + "tin,Tin,,Size,,,4.555,,2.5,-1,perhaps,javascript:alert(1),\n"
                    + ",Nameless,,,,,4,,,,,,\n"
                    + "No Blank,Blank,,,,,4,,,,,,\n";

            ImportReport dry = test.staff().imports().dryRun(stream(file), ImportOptions.defaults());
            ImportReport report = run(test, file);

            assertThat(report).isEqualTo(dry);
            assertThat(report.errors())
                    .extracting(it -> it.line() + " " + it.column() + " " + it.value())
                    .containsExactlyInAnyOrder(
                            "3 Variant Price nine euro",
                            "5 Variant Price 0 variants",
                            "6 Title ",
                            "8 Option1 Value s",
                            "9 Variant SKU A",
                            "10 Option1 Value ",
                            "10 Variant Price 4.555",
                            "10 Variant Inventory Qty 2.5",
                            "10 Published perhaps",
                            "11 Handle ",
                            "12 Handle No Blank");
            assertThat(report.errors())
                    .allMatch(it -> it.cure().length() > 10)
                    .isSortedAccordingTo(Comparator.comparingInt(RowError::line));
            assertThat(report.created()).isEqualTo(1);
            assertThat(report.refused()).isEqualTo(6);
            assertThat(titles(test)).containsExactly("Cup");
        }
    }

    @BothDatabases
    void all_or_nothing_keeps_good_products_out_too(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            ImportOptions whole = ImportOptions.defaults().allOrNothing();
            for (String bad : List.of("cup,Cup,,,,,x,,,,,,\n", "cup," + "C".repeat(256) + ",,,,,4,,,,,,\n")) {
                ImportReport report = test.staff().imports().run(stream(HEADER + "mug,Mug,,,,,9,,,,,,\n" + bad), whole);

                assertThat(report.errors())
                        .singleElement()
                        .satisfies(it -> assertThat(it.line()).isEqualTo(3));
                assertThat(report.created()).isZero();
                assertThat(report.refused()).isEqualTo(2);
                assertThat(titles(test)).isEmpty();
            }
            ImportReport good = test.staff().imports().run(stream(HEADER + "mug,Mug,,,,,9,,,,,,\n"), whole);
            assertThat(good.created()).isEqualTo(1);
            assertThat(titles(test)).containsExactly("Mug");
        }
    }

    @BothDatabases
    void amounts_are_read_as_people_write_them_or_refused(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            String semicolons = HEADER.replace(',', ';');
            run(test, semicolons + "a;A;;;;A;9,95;;;;;;\nb;B;;;;B;1299.5;;;;;;\nc;C;;;;C;07.00;;;;;;\n");
            assertThat(priceOf(test, "a")).isEqualTo(eur("9.95"));
            assertThat(priceOf(test, "b")).isEqualTo(eur("1299.50"));
            assertThat(priceOf(test, "c")).isEqualTo(eur("7"));
            for (String bad :
                    List.of("1,299", "1.299,00", "-1", "EUR 5", "5 €", "1e3", "NaN", "99999999999999", "9.999", "٣")) {
                ImportReport report = run(test, semicolons + "d;D;;;;D;" + bad + ";;;;;;\n");
                assertThat(report.errors()).as(bad).singleElement().satisfies(it -> {
                    assertThat(it.line()).isEqualTo(2);
                    assertThat(it.column()).isEqualTo("Variant Price");
                    assertThat(it.value()).isEqualTo(bad);
                });
            }
        }
    }

    @BothDatabases
    void what_is_taken_otherwise_than_written_is_noted(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            ImportReport report = run(test, HEADER + "mug,Mug,,,,,9,8,-3,,,,\n");

            assertThat(report.created()).isEqualTo(1);
            assertThat(report.notes())
                    .extracting(RowError::column)
                    .containsExactlyInAnyOrder("Variant Compare At Price", "Variant Inventory Qty");
            assertThat(test.staff()
                            .catalog()
                            .find("mug")
                            .orElseThrow()
                            .variants()
                            .get(0)
                            .compareAt())
                    .isEmpty();
        }
    }

    @BothDatabases
    void rows_of_a_product_belong_together_wherever_they_stand(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            ImportReport report = run(
                    test,
                    HEADER + "mug,Mug,,Size,S,,9,,,,,https://a.example/2,2\n" + "cup,Cup,,,,,4,,,,,,\n"
                            + "MUG,Mug,,,L,,12,,,,,https://a.example/1,1\n");
            assertThat(report.errors()).isEmpty();
            assertThat(report.created()).isEqualTo(2);
            assertThat(test.staff().catalog().find("mug").orElseThrow().variants())
                    .hasSize(2);
            assertThat(test.staff().catalog().find("mug").orElseThrow().pictures())
                    .extracting(Picture::source)
                    .containsExactly("https://a.example/1", "https://a.example/2");

            ImportReport twice = run(test, HEADER + "pot,Pot,,,,P,9,,,,,,\n" + "pot,Another pot,,,,Q,4,,,,,,\n");
            assertThat(twice.errors())
                    .extracting(it -> it.line() + " " + it.column())
                    .contains("3 Title");
            assertThat(twice.errors().get(0).cure()).contains("line 2");
            assertThat(test.staff().catalog().find("pot")).isEmpty();
        }
    }

    @BothDatabases
    void broken_quotes_cost_their_own_product_only(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            ImportReport report = run(
                    test,
                    HEADER
                            + "mug,Mug,,Size,S,,9,,,,,,\n"
                            + "mug,\"M\"ug,,,L,,9,,,,,,\n"
                            + "cup,Cup,\"tea,\nmilk\",,,,4,,,,,,\n"
                            + "pot,\"Pot,,,,,4,,,,,,\n"
                            + "pan,Pan,,,,,4,,,,,,\n");

            assertThat(report.errors()).extracting(RowError::line).containsExactly(3, 6);
            assertThat(report.errors()).extracting(RowError::value).containsExactly("mug", "pot");
            assertThat(titles(test)).containsExactlyInAnyOrder("Cup", "Pan");
            assertThat(report.refused()).isEqualTo(2);
        }
    }

    @BothDatabases
    void a_file_that_is_none_is_refused_saying_why_and_where(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            String row = "mug,Mug,,,,,9,,,,,,\n";
            assertThat(only(test, "")).satisfies(it -> assertThat(it.cure()).contains("empty"));
            assertThat(only(test, row)).satisfies(it -> assertThat(it.cure()).contains("'Handle'", "'Variant Price'"));
            assertThat(only(test, "Handle,Title\n" + row))
                    .satisfies(it -> assertThat(it.cure()).contains("lacks 'Variant Price'"));
            assertThat(only(test, "Handle,Title,Title,Variant Price\n" + row))
                    .satisfies(it -> assertThat(it.column()).isEqualTo("Title"));
            assertThat(only(test, "Handle,\"Title\n" + row))
                    .satisfies(it -> assertThat(it.cure()).contains("header is broken"));

            byte[] latin = (HEADER + row + "tea,Thé,,,,,9,,,,,,\n").getBytes(StandardCharsets.ISO_8859_1);
            RowError notUtf8 = only(test, latin);
            assertThat(notUtf8.line()).isEqualTo(3);
            assertThat(notUtf8.value()).isEqualTo("byte 0xE9");
            assertThat(notUtf8.cure()).contains("UTF-8", "byte " + (HEADER.length() + row.length() + 7) + " ");
            assertThat(only(test, (HEADER + row).getBytes(StandardCharsets.UTF_16))
                            .cure())
                    .contains("UTF-16");
            assertThat(only(test, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF})
                            .cure())
                    .contains("empty");
            assertThat(titles(test)).isEmpty();

            InputStream broken = new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("line cut");
                }
            };
            assertThatThrownBy(() -> test.staff().imports().run(broken, ImportOptions.defaults()))
                    .satisfies(it -> assertThat(((CommerceException) it).code()).isEqualTo(ErrorCode.BAD_ARGUMENT))
                    .hasRootCauseMessage("line cut");
        }
    }

    @BothDatabases
    void a_byte_order_mark_tabs_and_old_line_ends_are_accepted(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            run(test, "\uFEFF" + HEADER + "mug,Mug,,,,,9,,,,,,\n");
            run(test, (HEADER + "cup,Cup,,,,,9,,,,,,\n").replace(',', '\t'));
            run(test, (HEADER + "pot,Pot,,,,,9,,,,,,\n").replace("\n", "\r"));
            run(test, ("  handle , TITLE,Variant price\n" + "pan,Pan,9\n\n,,\n").replace("\n", "\r\n"));

            assertThat(titles(test)).containsExactlyInAnyOrder("Mug", "Cup", "Pot", "Pan");
        }
    }

    @BothDatabases
    void a_cell_of_ten_megabytes_and_a_row_too_long_are_listed(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            String huge = "x".repeat(10 * 1024 * 1024);
            ImportReport report = run(
                    test,
                    "Handle,Title,Body (HTML),Variant Price\n" + "mug,Mug," + huge + ",9\n" + "cup,Cup,,9\n"
                            + "pot,Pot,,9,,surplus\n" + "bell,Be\u0007ll,,9\n");

            assertThat(report.errors())
                    .extracting(it -> it.line() + " " + it.column())
                    .containsExactly("2 Body (HTML)", "4 ", "5 Title");
            assertThat(report.errors().get(0).value()).hasSizeLessThan(120);
            assertThat(titles(test)).containsExactly("Cup");
        }
    }

    @BothDatabases
    void html_of_a_file_is_cleaned_and_text_stays_text(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            run(
                    test,
                    "Handle,Title,Body (HTML),Variant Price\n"
                            + "mug,<b>Mug</b>,\"<p onclick=x>Good<script>alert(1)</script> <em>tea</em></p>\",9\n");

            Product mug = test.guest().catalog().find("mug").orElseThrow();
            assertThat(mug.descriptionHtml()).isEqualTo("<p>Good <em>tea</em></p>");
            assertThat(mug.title()).isEqualTo("<b>Mug</b>");
        }
    }

    @BothDatabases
    void published_and_status_decide_who_sees_it(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            String header = "Handle,Title,Variant Price,Published,Status\n";
            run(test, header + "a,A,1,TRUE,active\nb,B,1,FALSE,active\nc,C,1,,draft\nd,D,1,true,archived\ne,E,1,,\n");
            assertThat(titles(test)).containsExactlyInAnyOrder("A", "E");

            test.staff()
                    .imports()
                    .run(
                            stream(header + "f,F,1,true,\na,A,2,true,\n"),
                            ImportOptions.defaults().asDrafts());
            assertThat(titles(test)).containsExactlyInAnyOrder("A", "E");
            assertThat(priceOf(test, "a")).isEqualTo(eur("2"));
        }
    }

    @BothDatabases
    void types_become_categories_if_asked(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            ImportOptions options = ImportOptions.defaults().categoriesFromTypes();
            String file = "Handle,Title,Type,Variant Price\na,A,Home & Garden,1\nb,B,,1\n";
            ImportReport dry = test.staff().imports().dryRun(stream(file), options);
            assertThat(test.staff().catalog().categories()).isEmpty();
            assertThat(test.staff().imports().run(stream(file), options)).isEqualTo(dry);
            assertThat(test.staff().imports().run(stream(file), options).unchanged())
                    .isEqualTo(2);

            assertThat(test.staff().catalog().categories())
                    .extracting(Category::slug)
                    .containsExactly("home-garden");
            assertThat(test.staff().catalog().find("a").orElseThrow().categories())
                    .containsExactly("home-garden");
        }
    }

    @BothDatabases
    void products_go_in_by_fifty_in_as_many_statements_as_one(CountingDataSource data) {
        try (TestShop test = TestShop.on(data)) {
            StringBuilder file = new StringBuilder(HEADER);
            for (int i = 0; i < 120; i++) {
                file.append("p")
                        .append(i)
                        .append(",Product ")
                        .append(i)
                        .append(",tag,Size,S,,9,,,,,https://a.example/x,1\n");
                file.append("p").append(i).append(",,,,L,,9,,,,,,\n");
            }
            CountingDataSource.Counts used = data.during(() -> run(test, file.toString()));

            assertThat(used.commits()).isEqualTo(3);
            assertThat(used.statements()).as(used.toString()).isLessThanOrEqualTo(3 * 15);
            assertThat(test.guest().catalog().search("product 77").items()).hasSize(1);
        }
    }

    @BothDatabases
    void the_same_file_many_times_at_once_makes_each_product_once(DataSource data) throws Exception {
        try (TestShop test = TestShop.on(data)) {
            StringBuilder file = new StringBuilder(HEADER);
            for (int i = 0; i < 30; i++) {
                file.append("p").append(i).append(",Product ").append(i).append(",,,,,9,,4,,,,\n");
            }
            CountDownLatch start = new CountDownLatch(1);
            ExecutorService threads = Executors.newFixedThreadPool(4);
            List<Future<ImportReport>> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(threads.submit(() -> {
                    start.await();
                    return run(test, file.toString());
                }));
            }
            start.countDown();
            int created = 0;
            for (Future<ImportReport> one : all) {
                assertThat(one.get().errors()).isEmpty();
                created += one.get().created();
            }
            threads.shutdown();
            assertThat(created).isEqualTo(30);
            assertThat(test.staff().stock().level(Sku.of("P7")).onHand()).isEqualTo(4);
        }
    }

    @BothDatabases
    void only_staff_with_the_permission_import(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            for (Actor actor : List.of(Actor.guest("g"), Actor.customer("c"), Actor.staff("pat", Role.PACKER))) {
                assertThatThrownBy(() -> test.shop(actor).imports().dryRun(stream(HEADER), ImportOptions.defaults()))
                        .isInstanceOf(CommerceException.class);
                assertThatThrownBy(() -> test.shop(actor).imports().run(stream(HEADER), ImportOptions.defaults()))
                        .isInstanceOf(CommerceException.class);
            }
        }
    }

    @BothDatabases
    void preorders_survive_an_import(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            Instant spring = Instant.parse("2026-03-01T08:00:00Z");
            test.staff()
                    .catalog()
                    .publish(NewProduct.named("Mug")
                            .variant(NewVariant.of(Sku.of("M"), eur("9")).preorder(spring, 5)));

            run(test, HEADER + "mug,Mug,,,,M,10,,,,,,\n");

            assertThat(test.staff()
                            .catalog()
                            .find("mug")
                            .orElseThrow()
                            .variants()
                            .get(0)
                            .preorder())
                    .contains(new Preorder(spring, 5));
        }
    }

    private static RowError only(TestShop test, String text) {
        return only(test, text.getBytes(StandardCharsets.UTF_8));
    }

    private static RowError only(TestShop test, byte[] bytes) {
        ImportReport report = test.staff().imports().run(new ByteArrayInputStream(bytes), ImportOptions.defaults());
        assertThat(report.created() + report.updated() + report.unchanged() + report.refused())
                .isZero();
        assertThat(report.errors()).hasSize(1);
        return report.errors().get(0);
    }

    private static ImportReport run(TestShop test, String text) {
        return test.staff().imports().run(stream(text), ImportOptions.defaults());
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(Charset.forName("UTF-8")));
    }

    private static List<String> titles(TestShop test) {
        return test.guest().catalog().list(ProductQuery.all().first(100)).items().stream()
                .map(ProductCard::title)
                .toList();
    }

    private static Money priceOf(TestShop test, String slug) {
        return test.staff().catalog().find(slug).orElseThrow().variants().get(0).price();
    }

    private static Money eur(String amount) {
        return Money.parse("EUR " + amount);
    }
}
