package io.tradewind.commerce.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestShop;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.assertj.core.groups.Tuple;
import org.joda.money.Money;

/** Files that are handed in, explained, taken in by background work and taken back. */
class ImportWorkTest {
    private static final String MUG = "Handle,Title,Variant SKU,Variant Price,Variant Inventory Qty\n";

    @BothDatabases
    void columns_are_guessed_explained_and_remembered_for_files_of_the_same_kind(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            String file = "Bezeichnung;Artikelnummer;Preis;Bestand;Farbe\nBecher groß;B-1;9,50;3;Blau\n";
            ProductImport first = upload(test, file);
            assertThat(columns(test, first))
                    .containsExactly(
                            "Bezeichnung = Title [Becher groß]",
                            "Artikelnummer = Variant SKU [B-1]",
                            "Preis = Variant Price [9,50]",
                            "Bestand = Variant Inventory Qty [3]",
                            "Farbe =  [Blau]");

            refused(test, first, List.of("Title", "Variant SKU", "Variant Price", "Title", ""), "two columns");
            refused(test, first, List.of("Title", "Colour", "Variant Price", "", ""), "there is no such field");
            refused(test, first, List.of("Title", "", "", "", ""), "Variant Price");
            refused(test, first, List.of("Title"), "one for each of the 5 columns");
            assertThat(columns(test, first)).as("nothing was changed").contains("Farbe =  [Blau]");

            List<String> said = List.of("Title", "Variant SKU", "Variant Price", "Variant Inventory Qty", "Tags");
            test.staff().imports().map(first.id(), said);
            ProductImport second = upload(test, file.replace("9,50", "teuer"));
            assertThat(columns(test, second)).contains("Farbe = Tags [Blau]");
            ImportReport trial = test.staff().imports().dryRun(second.id(), ImportOptions.defaults());
            assertThat(trial.errors())
                    .singleElement()
                    .satisfies(it -> assertThat(it.line() + " " + it.column()).isEqualTo("2 Preis"));

            run(test, first);
            Product made = test.guest().catalog().find("becher-gross").orElseThrow();
            assertThat(made.variants()).extracting(Variant::price).containsExactly(eur("9.50"));
            assertThat(made.tags()).containsExactly("Blau");
            assertThat(test.staff().stock().level(Sku.of("B-1")).onHand()).isEqualTo(3);
        }
    }

    @BothDatabases
    void an_import_that_dies_goes_on_where_it_stopped_and_counts_nothing_twice(DataSource data) {
        AtomicInteger parts = new AtomicInteger();
        try (TestShop test = TestShop.on(data, dyingAfter(parts, "import.part", 2))) {
            ProductImport it = upload(test, many(140));
            test.staff().imports().start(it.id(), ImportOptions.defaults());
            test.staff().imports().start(it.id(), ImportOptions.defaults());
            assertThatThrownBy(test::runJobs).isInstanceOf(Crash.class);
            ProductImport half = test.staff().imports().find(it.id());
            assertThat(half.state()).isEqualTo(ImportState.RUNNING);
            assertThat(half.done()).isEqualTo(100);
            assertThat(half.created()).isEqualTo(100);

            test.runJobs();
            ProductImport done = test.staff().imports().find(it.id());
            assertThat(done.state()).isEqualTo(ImportState.DONE);
            assertThat(List.of(done.done(), done.created(), done.refused())).containsExactly(140, 140, 0);
            assertThat(test.staff().stock().level(Sku.of("P7")).onHand()).isEqualTo(4);
            assertThat(test.staff()
                            .stock()
                            .movements(Sku.of("P7"), Optional.empty())
                            .movements())
                    .hasSize(1)
                    .allSatisfy(one -> assertThat(one.actor()).isEqualTo("staff:mia"));

            parts.set(0);
            test.staff().imports().undo(it.id());
            test.runJobs();
            assertThat(test.staff().imports().find(it.id()).takenBack()).isEqualTo(140);
            assertThat(test.staff()
                            .catalog()
                            .list(ProductQuery.all().withDrafts())
                            .items())
                    .isEmpty();
        }
    }

    @BothDatabases
    void what_it_created_or_changed_is_taken_back_unless_something_has_happened_to_it_since(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            Catalog catalog = test.staff().catalog();
            Product cup = catalog.publish(NewProduct.named("Cup").variant(Sku.of("CUP"), eur("4")));
            Product jug = catalog.publish(NewProduct.named("Jug").variant(Sku.of("JUG"), eur("7")));
            catalog.publish(NewProduct.named("Tin").variant(Sku.of("TIN"), eur("3")));
            ProductImport it = run(
                    test,
                    upload(
                            test,
                            MUG + "cup,Big cup,CUP,5,\njug,Jug,JUG,8,\ntin,Tin,TIN,3,\nmug,Mug,MUG,9,3\n"
                                    + "pot,Pot,POT,9,2\npan,Pan,PAN,9,2\nlid,Lid,LID,1,\nbad,Bad,BAD,x,\n"));
            assertThat(List.of(it.created(), it.updated(), it.unchanged(), it.refused()))
                    .containsExactly(4, 2, 1, 1);
            assertThat(test.staff().imports().report(it.id()).errors())
                    .extracting(RowError::line)
                    .containsExactly(9);
            Product changed = catalog.find("jug").orElseThrow();
            catalog.edit(jug.id(), changed.version(), changed.toEdit().tag("new"))
                    .orThrow();
            test.staff().stock().adjust(Sku.of("POT"), -1, "broken");
            catalog.delete(catalog.find("lid").orElseThrow().id());

            test.staff().imports().undo(it.id());
            test.staff().imports().undo(it.id());
            test.runJobs();

            ProductImport back = test.staff().imports().find(it.id());
            assertThat(back.state()).isEqualTo(ImportState.UNDONE);
            assertThat(List.of(back.takenBack(), back.kept())).containsExactly(3, 3);
            assertThat(test.staff().imports().kept(it.id()))
                    .extracting(KeptProduct::slug, KeptProduct::why)
                    .containsExactly(
                            Tuple.tuple("jug", "somebody has changed it since"),
                            Tuple.tuple("pot", "the stock of POT has changed since"),
                            Tuple.tuple("lid", "it has been renamed or taken away since"));
            Product before = catalog.find("cup").orElseThrow();
            assertThat(before.title()).isEqualTo("Cup");
            assertThat(before.variants()).isEqualTo(cup.variants());
            assertThat(catalog.find("mug")).isEmpty();
            assertThat(catalog.find("pan")).isEmpty();
            assertThat(test.staff().stock().level(Sku.of("MUG")).onHand()).isZero();
            assertThat(catalog.find("jug").orElseThrow().tags()).containsExactly("new");
            assertThat(catalog.find("pot")).isPresent();

            ProductImport again = run(test, upload(test, MUG + "mug,Mug,MUG,9,3\n"));
            assertThat(again.created()).isEqualTo(1);
            assertThat(test.staff().stock().level(Sku.of("MUG")).onHand())
                    .as("its units come with it again")
                    .isEqualTo(3);
        }
    }

    @BothDatabases
    void all_or_nothing_and_categories_hold_in_the_background_too(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            String file = "Handle,Title,Type,Variant Price\na,A,Home & Garden,1\nb,B,,much\n";
            ImportOptions options = ImportOptions.defaults().categoriesFromTypes();
            ProductImport none = run(test, upload(test, file), options.allOrNothing());
            assertThat(List.of(none.created(), none.refused())).containsExactly(0, 2);
            assertThat(test.staff().catalog().categories()).isEmpty();

            ProductImport good = run(test, upload(test, file.replace("much", "2")), options.allOrNothing());
            assertThat(good.created()).isEqualTo(2);
            assertThat(test.staff().catalog().categories()).hasSize(1);
            test.staff().imports().undo(good.id());
            test.runJobs();
            assertThat(test.staff().imports().find(good.id()).takenBack()).isEqualTo(2);
            assertThat(test.staff().catalog().categories()).isEmpty();
        }
    }

    @BothDatabases
    void it_can_be_stopped_is_undone_for_a_day_only_and_forgotten_after_a_month(DataSource data) {
        TestShop[] self = new TestShop[1];
        ImportId[] id = new ImportId[1];
        Consumer<Commerce.Builder> stopping = builder -> builder.crashPoints(place -> {
            if (place.equals("import.part")) {
                self[0].staff().imports().stop(id[0]);
            }
        });
        try (TestShop test = TestShop.on(data, stopping)) {
            self[0] = test;
            id[0] = upload(test, many(120)).id();
            test.staff().imports().start(id[0], ImportOptions.defaults());
            test.runJobs();
            ProductImport stopped = test.staff().imports().find(id[0]);
            assertThat(stopped.state()).isEqualTo(ImportState.STOPPED);
            assertThat(stopped.created()).isEqualTo(50);
            assertThatThrownBy(() -> test.staff().imports().start(id[0], ImportOptions.defaults()))
                    .isInstanceOf(CommerceException.class);

            test.clock().pass(Duration.ofHours(25));
            assertThatThrownBy(() -> test.staff().imports().undo(id[0])).hasMessageContaining("24 hours ago");
            test.clock().pass(Duration.ofDays(30));
            test.runJobs();
            assertThatThrownBy(() -> test.staff().imports().find(id[0])).hasMessageContaining("No such import");
            assertThat(test.staff().imports().list()).isEmpty();
        }
    }

    @BothDatabases
    void only_staff_with_the_permission_see_files_and_what_is_none_is_refused(DataSource data) {
        try (TestShop test = TestShop.on(data)) {
            ProductImport it = upload(test, many(1));
            Imports packer = test.shop(Actor.staff("pat", Role.PACKER)).imports();
            assertThatThrownBy(() -> packer.find(it.id())).isInstanceOf(CommerceException.class);
            assertThatThrownBy(() -> packer.start(it.id(), ImportOptions.defaults()))
                    .isInstanceOf(CommerceException.class);
            assertThatThrownBy(() -> test.staff().imports().find(new ImportId(UUID.randomUUID())))
                    .hasMessageContaining("No such import");
            for (byte[] bad :
                    List.of(new byte[0], new byte[] {(byte) 0xC3, 'x'}, "\n\n".getBytes(StandardCharsets.UTF_8))) {
                assertThatThrownBy(() -> test.staff().imports().upload("x.csv", new ByteArrayInputStream(bad)))
                        .hasMessageContaining("no file of products");
            }
            assertThat(test.staff().imports().list()).hasSize(1);
        }
    }

    @BothDatabases
    void real_files_go_in_and_out_again(DataSource data) {
        List<byte[]> files = new ArrayList<>(List.of(SharedFiles.sample()));
        SharedFiles.find("apparel.csv").ifPresent(files::add);
        SharedFiles.find("home-and-garden.csv").ifPresent(files::add);
        try (TestShop test = TestShop.on(data)) {
            List<ProductImport> all = files.stream()
                    .map(it -> run(test, test.staff().imports().upload("real.csv", new ByteArrayInputStream(it))))
                    .toList();
            assertThat(all)
                    .allSatisfy(it -> assertThat(it.created()).isPositive().isEqualTo(it.total()))
                    .allSatisfy(it -> assertThat(it.refused()).isZero());
            all.forEach(it -> test.staff().imports().undo(it.id()));
            test.runJobs();
            assertThat(test.staff().imports().list())
                    .allSatisfy(it -> assertThat(it.takenBack()).isEqualTo(it.created()));
            assertThat(test.staff()
                            .catalog()
                            .list(ProductQuery.all().withDrafts())
                            .items())
                    .isEmpty();
        }
    }

    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static Consumer<Commerce.Builder> dyingAfter(AtomicInteger parts, String place, int steps) {
        return builder -> builder.crashPoints(it -> {
            if (it.equals(place) && parts.incrementAndGet() == steps) {
                throw new Crash();
            }
        });
    }

    private static String many(int products) {
        StringBuilder file = new StringBuilder(MUG);
        IntStream.range(0, products).forEach(i -> file.append("p" + i + ",Product " + i + ",P" + i + ",5,4\n"));
        return file.toString();
    }

    private static void refused(TestShop test, ProductImport it, List<String> fields, String why) {
        assertThatThrownBy(() -> test.staff().imports().map(it.id(), fields))
                .isInstanceOf(CommerceException.class)
                .hasMessageContaining(why);
    }

    private static List<String> columns(TestShop test, ProductImport it) {
        return test.staff().imports().columns(it.id()).stream()
                .map(one -> one.header() + " = " + one.field() + " " + one.samples())
                .toList();
    }

    private static ProductImport upload(TestShop test, String file) {
        return test.staff().imports().upload("file.csv", stream(file));
    }

    private static ProductImport run(TestShop test, ProductImport it) {
        return run(test, it, ImportOptions.defaults());
    }

    private static ProductImport run(TestShop test, ProductImport it, ImportOptions options) {
        test.staff().imports().start(it.id(), options);
        test.runJobs();
        ProductImport done = test.staff().imports().find(it.id());
        assertThat(done.state()).isEqualTo(ImportState.DONE);
        return done;
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Money eur(String amount) {
        return Money.parse("EUR " + amount);
    }
}
