package io.tradewind.commerce.fulfillment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.commerce.catalog.Barcode;
import io.tradewind.commerce.catalog.EditAnswer;
import io.tradewind.commerce.catalog.ImportOptions;
import io.tradewind.commerce.catalog.ImportReport;
import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.NewVariant;
import io.tradewind.commerce.catalog.Product;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.Workshop;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** Packing with a scanner that reads what is printed on the goods. */
class BarcodeScanTest {
    private static final String EAN = "4006381333931";
    private static final String UPC = "036000291452";

    private static Sku sell(Workshop workshop, String sku, String barcode) {
        workshop.staff()
                .catalog()
                .publish(NewProduct.named("Mug " + sku)
                        .variant(NewVariant.of(Sku.of(sku), Money.parse("EUR 12.50"))
                                .barcode(barcode)));
        workshop.staff().stock().receive(Sku.of(sku), 10, "delivery note 17");
        return Sku.of(sku);
    }

    private static FulfillmentId claimed(Workshop workshop, Order order) {
        return workshop.bench().claim(workshop.work(order).id()).orThrow().id();
    }

    @Test
    void a_gtin_is_one_number_with_and_without_leading_zeros() {
        assertThat(Barcode.key("0" + UPC)).isEqualTo(Barcode.key(UPC)).isEqualTo("00" + UPC);
        assertThat(Barcode.spellings(UPC)).containsExactlyInAnyOrder(UPC, "0" + UPC, "00" + UPC);
        assertThat(Barcode.key(" A-17 ")).isEqualTo("A-17");
        assertThat(Barcode.key("123")).as("too short for a GTIN").isEqualTo("123");
    }

    @BothDatabases
    void units_are_counted_by_their_barcode_one_or_several_at_a_time(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = sell(workshop, "MUG", EAN);
            Sku lamp = sell(workshop, "LAMP", UPC);
            FulfillmentId id = claimed(workshop, workshop.buy(3, mug, lamp));
            Fulfillment bench = workshop.bench();

            assertThat(bench.scan(id, EAN).orThrow().scanned()).isEqualTo(1);
            assertThat(bench.scan(id, EAN, 3)).isInstanceOf(ScanAnswer.Surplus.class);
            assertThat(bench.scan(id, " " + EAN + " ", 2).orThrow().scanned()).isEqualTo(3);
            assertThat(bench.scan(id, EAN)).isInstanceOf(ScanAnswer.Surplus.class);
            ScanAnswer.Counted last = bench.scan(id, "0" + UPC, 3).orThrow();
            assertThat(last.line().sku()).isEqualTo(lamp);
            assertThat(last.complete()).isTrue();
            assertThatThrownBy(() -> bench.scan(id, EAN, 0)).isInstanceOf(CommerceException.class);
        }
    }

    @BothDatabases
    void a_foreign_or_unknown_barcode_is_wrong_and_named(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = sell(workshop, "MUG", EAN);
            sell(workshop, "LAMP", UPC);
            FulfillmentId id = claimed(workshop, workshop.buy(1, mug));

            assertThat(wrong(workshop.bench().scan(id, UPC))).contains(UPC, "'Mug LAMP' (LAMP)", "not to order");
            assertThat(wrong(workshop.bench().scan(id, "5012345678900"))).contains("5012345678900", "nothing");
            assertThat(workshop.bench().find(id).orElseThrow().lines().get(0).scanned())
                    .isZero();
        }
    }

    private static String wrong(ScanAnswer answer) {
        return ((ScanAnswer.Wrong) answer).refusal().message();
    }

    @BothDatabases
    void two_variants_cannot_be_saved_with_one_barcode(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            sell(workshop, "MUG", UPC);

            assertThatThrownBy(() -> sell(workshop, "LAMP", "0" + UPC))
                    .isInstanceOf(CommerceException.class)
                    .hasMessageContaining("variant.barcode[0]")
                    .hasMessageContaining("LAMP")
                    .hasMessageContaining("MUG");
            assertThat(workshop.staff().catalog().find(Sku.of("LAMP"))).isEmpty();
            assertThatThrownBy(() -> workshop.staff()
                            .catalog()
                            .save(NewProduct.named("Set")
                                    .options("Size")
                                    .variant(NewVariant.of(Sku.of("SET-S"), Money.parse("EUR 1"))
                                            .choosing("S")
                                            .barcode(EAN))
                                    .variant(NewVariant.of(Sku.of("SET-L"), Money.parse("EUR 2"))
                                            .choosing("L")
                                            .barcode(EAN))))
                    .hasMessageContaining("SET-S")
                    .hasMessageContaining("SET-L");

            Product mug = workshop.staff().catalog().find(Sku.of("MUG")).orElseThrow();
            EditAnswer again = workshop.staff()
                    .catalog()
                    .edit(
                            mug.id(),
                            mug.version(),
                            NewProduct.named("Mug, renamed")
                                    .slug(mug.slug())
                                    .variant(NewVariant.of(Sku.of("MUG"), Money.parse("EUR 13"))
                                            .barcode(UPC)));
            assertThat(again).as("its own barcode").isInstanceOf(EditAnswer.Saved.class);
        }
    }

    @BothDatabases
    void a_file_with_a_barcode_twice_keeps_the_second_product_out_and_says_why(DataSource database) {
        try (Workshop workshop = Workshop.on(database)) {
            String csv = "Handle,Title,Variant SKU,Variant Price,Variant Barcode\n" + "one,One,ONE,1.00," + EAN + "\n"
                    + "two,Two,TWO,2.00," + EAN + "\n" + "three,Three,THREE,3.00,\n";
            ImportReport report = workshop.staff()
                    .imports()
                    .run(new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), ImportOptions.defaults());

            assertThat(report.errors()).singleElement().satisfies(it -> {
                assertThat(it.toString()).contains("Variant Barcode", "TWO", "ONE");
            });
            assertThat(workshop.staff().catalog().find(Sku.of("ONE"))).isPresent();
            assertThat(workshop.staff().catalog().find(Sku.of("TWO"))).isEmpty();
        }
    }

    @BothDatabases
    void a_barcode_on_two_articles_of_one_order_is_ambiguous_and_their_numbers_still_count(DataSource database)
            throws SQLException {
        try (Workshop workshop = Workshop.on(database)) {
            Sku mug = sell(workshop, "MUG", EAN);
            Sku lamp = sell(workshop, "LAMP", "");
            try (Connection connection = database.getConnection();
                    Statement statement = connection.createStatement()) { // as data from before may be
                statement.execute("update commerce.variant set barcode = '" + EAN + "' where sku = 'LAMP'");
            }
            FulfillmentId id = claimed(workshop, workshop.buy(1, mug, lamp));

            ScanAnswer.Ambiguous answer =
                    (ScanAnswer.Ambiguous) workshop.bench().scan(id, EAN);
            assertThat(answer.code()).isEqualTo(EAN);
            assertThat(answer.lines()).extracting(PickLine::sku).containsExactlyInAnyOrder(mug, lamp);
            assertThat(List.of("MUG", "LAMP"))
                    .allSatisfy(it -> workshop.bench().scan(id, it).orThrow());
            assertThat(workshop.bench().find(id).orElseThrow().isComplete()).isTrue();
        }
    }
}
