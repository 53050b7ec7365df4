package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.tradewind.commerce.app.web.Media;
import io.tradewind.commerce.catalog.Picture;
import io.tradewind.commerce.catalog.Product;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.catalog.Variant;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Making and changing products in the console, pictures among them. */
class ConsoleProductTest {
    private static Map<String, String> lamp() {
        return new HashMap<>(Map.of(
                "title", "Lamp of test",
                "slug", "lamp-of-test",
                "option1", "Colour",
                "values1", "Clay, Sky",
                "option2", "Size",
                "values2", "S, L",
                "price", "40",
                "pattern", "LAMP-{1}",
                "description", "<p onclick=alert(1)>Warm <script>alert(2)</script></p>"));
    }

    @Test
    void a_product_is_made_with_its_matrix_priced_in_one_go_and_put_into_the_shop(@TempDir Path data) {
        try (ConsoleStore store = ConsoleStore.open(data)) {
            StaffBrowser staff = StaffBrowser.signedIn(store.app);
            staff.open("/admin/products/new").press("/admin/products", lamp());
            assertThat(staff.words()).contains("is a draft with 4 variants");
            Product made = store.staff().catalog().find(Sku.of("LAMP-CLAY-S")).orElseThrow();
            assertThat(made.variants())
                    .extracting(it -> it.sku().value())
                    .containsExactly("LAMP-CLAY-S", "LAMP-CLAY-L", "LAMP-SKY-S", "LAMP-SKY-L");
            assertThat(made.descriptionHtml()).contains("Warm").doesNotContain("script", "onclick");
            String page = "/admin/products/" + made.id();

            Map<String, String> edit = new HashMap<>(Map.of(
                    "version", staff.find("name=\"version\" value=\"(\\d+)\""),
                    "title", "Lamp of test",
                    "all-price", "45",
                    "barcode-LAMP-SKY-S", "4006381333931",
                    "remove-LAMP-SKY-L", "yes",
                    "new-0", "Bone",
                    "new-1", "S",
                    "new-sku", "LAMP-BONE-S",
                    "new-price", "50"));
            staff.press(page + "/edit", edit);
            assertThat(staff.words()).contains("Saved.");
            Product changed = store.staff().catalog().find(made.id()).orElseThrow();
            assertThat(changed.variants())
                    .extracting(it -> it.sku().value())
                    .containsExactlyInAnyOrder("LAMP-CLAY-S", "LAMP-CLAY-L", "LAMP-SKY-S", "LAMP-BONE-S");
            assertThat(changed.variant(Sku.of("LAMP-SKY-S")).map(Variant::barcode))
                    .hasValue("4006381333931");

            staff.open("/admin/products/new").press("/admin/products", lamp());
            assertThat(staff.words()).contains("There is a product under “lamp-of-test” already");
            staff.open("/admin/stock/LAMP-BONE-S")
                    .press("/admin/stock/LAMP-BONE-S/receive", Map.of("units", "7", "reason", "note 18"));
            assertThat(staff.words()).contains("7 of LAMP-BONE-S are booked in", "note 18");
            staff.open(page).press(page + "/publish", Map.of());
            assertThat(staff.words()).contains("In the shop");
        }
    }

    @Test
    void the_list_of_stock_says_what_each_number_is(@TempDir Path data) {
        try (ConsoleStore store = ConsoleStore.open(data)) {
            store.staff().stock().count(ConsoleStore.FLASK, 2, "counted");
            store.staff().stock().count(ConsoleStore.CUP, 3, "counted");
            StaffBrowser staff = StaffBrowser.signedIn(store.app).open("/admin/stock");
            assertThat(staff.words()).contains("Test flask Moss · TEST-FLASK-MOSS 2 0 2", "Test cup TEST-CUP 3 0 3");
            assertThat(staff.page())
                    .contains("<a class=\"strong\" href=\"/admin/stock/TEST-FLASK-MOSS\"><bdi>Test flask</bdi></a>");
        }
    }

    @Test
    void the_address_of_a_product_is_made_of_its_title_where_nobody_gave_one(@TempDir Path data) {
        try (ConsoleStore store = ConsoleStore.open(data)) {
            StaffBrowser staff = StaffBrowser.signedIn(store.app);
            Map<String, String> mug = Map.of("title", " Große Tässe, 2er-Set!", "slug", "", "price", "18");
            staff.open("/admin/products/new").press("/admin/products", mug);
            assertThat(store.staff().catalog().find(Sku.of("GROSSE-TASSE-2ER-SET")))
                    .hasValueSatisfying(it -> assertThat(it.slug()).isEqualTo("grosse-tasse-2er-set"));
            staff.open("/admin/products/new").press("/admin/products", mug);
            assertThat(staff.words()).contains("There is a product under “grosse-tasse-2er-set” already");
            staff.open("/admin/products/new")
                    .press("/admin/products", Map.of("title", "كوب 2", "slug", "", "price", "18"));
            assertThat(staff.words()).contains("The address: a-z");
        }
    }

    @Test
    void what_does_not_fit_is_named_and_nothing_is_made(@TempDir Path data) {
        try (ConsoleStore store = ConsoleStore.open(data)) {
            StaffBrowser staff = StaffBrowser.signedIn(store.app);
            Map<String, String> wrong = Map.of(
                    "title", "The title is missing",
                    "slug", "The address: a-z",
                    "price", "The price: write it like");
            wrong.forEach((field, words) -> {
                Map<String, String> spoilt = lamp();
                spoilt.put(field, field.equals("slug") ? "a lamp" : "");
                staff.open("/admin/products/new").press("/admin/products", spoilt);
                assertThat(staff.words()).contains(words);
                assertThat(staff.find("<input id=\"" + field + "\"([^>]*)>"))
                        .as("the field says so too, and has the focus")
                        .contains("autofocus", "aria-invalid=\"true\"", "aria-describedby=\"what-is-wrong\"");
                assertThat(staff.find("id=\"what-is-wrong\">([^<]*)<")).contains(words);
                assertThat(staff.page()).as("the menu stays folded").doesNotContainPattern("<details[^>]*open");
                assertThat(staff.page())
                        .as("nothing that was typed is lost")
                        .contains("value=\"" + spoilt.get("values1") + "\"", "value=\"" + spoilt.get("pattern") + "\"");
                assertThat(staff.open("/admin/products/new").page())
                        .as("and it comes back once")
                        .doesNotContain("value=\"" + spoilt.get("values1") + "\"");
            });
            Map<String, String> many = lamp();
            many.put(
                    "values1",
                    "a1,"
                            + String.join(
                                    ",",
                                    Arrays.asList(new String[20]).stream()
                                            .map(it -> "v" + System.nanoTime())
                                            .toList()));
            many.put("values2", "b,c,d,e,f,g,h,i,j,k");
            staff.open("/admin/products/new").press("/admin/products", many);
            assertThat(staff.words()).contains("At most 200 fit");
            assertThat(store.staff().catalog().find(Sku.of("LAMP-CLAY-S"))).isEmpty();
        }
    }

    @Test
    void pictures_are_taken_by_what_they_are_and_drawn_anew(@TempDir Path data) throws Exception {
        try (ConsoleStore store = ConsoleStore.open(data)) {
            StaffBrowser staff = StaffBrowser.signedIn(store.app);
            Product cup = store.staff().catalog().find(ConsoleStore.CUP).orElseThrow();
            String page = "/admin/products/" + cup.id();
            byte[] png = picture(60, 80);
            byte[] hidden = Arrays.copyOf(png, png.length + 40);
            System.arraycopy("<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8), 0, hidden, png.length, 25);

            staff.open(page).upload(page + "/pictures", "cup.png", hidden, Map.of("alt", "A cup from above"));
            assertThat(staff.words()).contains("The picture is there");
            Picture kept = store.staff()
                    .catalog()
                    .find(cup.id())
                    .orElseThrow()
                    .pictures()
                    .get(1);
            assertThat(kept.alt()).isEqualTo("A cup from above");
            var served = staff.download("/" + kept.source());
            assertThat(served.headers().firstValue("Content-Type")).hasValue("image/png");
            assertThat(served.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(new String(served.body(), StandardCharsets.ISO_8859_1)).doesNotContain("script");

            refuse(staff, page, "cup.png", png, "", "What the picture shows");
            refuse(
                    staff,
                    page,
                    "cup.png",
                    "<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8),
                    "x",
                    "no JPEG or PNG");
            refuse(staff, page, "cup.jpg", "<html>".getBytes(StandardCharsets.UTF_8), "x", "no JPEG or PNG");
            refuse(staff, page, "cup.gif", "GIF89a".getBytes(StandardCharsets.UTF_8), "x", "no JPEG or PNG");
            refuse(staff, page, "cut.png", Arrays.copyOf(png, 60), "x", "damaged");
            refuse(staff, page, "tiny.png", picture(10, 10), "x", "Use 50 × 50");
            refuse(staff, page, "huge.png", claiming(100_000, 100_000), "x", "Use 50 × 50");
            assertThat(store.staff().catalog().find(cup.id()).orElseThrow().pictures())
                    .hasSize(2);
            assertThat(takenToKeep(data, grey(6000)))
                    .as("bytes of memory for a picture of 36 million points")
                    .isLessThan(55_000_000);
            assertThat(staff.status("GET", "/media/../commerce.key")).isEqualTo(404);
            assertThat(staff.status("GET", "/media/%2e%2e%2fcommerce.key")).isIn(400, 404);
        }
    }

    private static long takenToKeep(Path data, byte[] picture) throws Exception {
        var memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();
        new Media(data.resolve("large")).keep(picture);
        return memory.getCurrentThreadAllocatedBytes() - before;
    }

    private static void refuse(StaffBrowser staff, String page, String name, byte[] file, String alt, String words) {
        staff.open(page).upload(page + "/pictures", name, file, Map.of("alt", alt));
        assertThat(staff.words()).as(name).contains(words);
    }

    private static byte[] grey(int side) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY), "png", out);
        return out.toByteArray();
    }

    private static byte[] picture(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
        return out.toByteArray();
    }

    /** A small file that says it is enormous, so that decoding it would fill the memory. */
    private static byte[] claiming(int width, int height) throws IOException {
        byte[] png = picture(60, 60);
        ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
        return png;
    }
}
