package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.app.staff.StaffRoom;
import io.tradewind.commerce.catalog.ProductQuery;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.order.FulfilmentStatus;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.returns.ReturnItem;
import io.tradewind.commerce.returns.ReturnLine;
import io.tradewind.commerce.returns.ReturnReason;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A packer, a returns clerk and a catalog editor at their work, from signing in to its end, each in one language, theme and
 * width. A push walks one view of each; {@code -Dwalk=all} walks all of three languages, two themes and four widths, and
 * {@code -Dwalk=shots} draws every step of them into {@code target/shots}. {@code -Dwalk.only=de-360,ar-1360-dark} keeps to
 * those views.
 */
@Tag("browser")
@ExtendWith(SharedBrowser.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaffWalkTest {
    private static final String SAID_OK = ".scan-said[role=status]";

    private final Set<String> names = new HashSet<>(ConsoleTonguesTest.NAMES);
    private ConsoleStore store;

    @BeforeAll
    void open(@TempDir Path data) {
        store = ConsoleStore.open(data);
        StaffBrowser.signedIn(store.app);
        colleague("pia", "Pia Packer", Role.PACKER);
        colleague("rosa", "Rosa Roth", Role.SUPPORT);
        colleague("cem", "Cem Demir", Role.MERCHANDISER);
        store.staff().stock().receive(ConsoleStore.CUP, 200, "delivery note 18");
        store.staff().stock().receive(ConsoleStore.FLASK, 100, "delivery note 18");
        store.staff().catalog().list(ProductQuery.all().first(100)).items().forEach(it -> named(it.title()));
        named("Walk lamp jug vase dear parcel card Moss Clay Sky Pia Packer Rosa Roth rosa Cem Demir cem"
                + " For always Happy birthday Love Jonas");
    }

    private void named(String words) {
        ConsoleTonguesTest.WORD.matcher(words).results().forEach(it -> names.add(it.group()));
    }

    private void colleague(String handle, String name, Role role) {
        StaffRoom room = store.app.staff();
        Member admin = room.members().get(0);
        room.accept(room.invite(admin, Set.of(role)), handle, name, StaffBrowser.PASSWORD);
    }

    @AfterAll
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> a_packer_takes_the_next_order_and_hands_its_parcel_over() {
        return walk("packer", "ar-390-dark", this::pack);
    }

    @TestFactory
    Stream<DynamicTest> a_returns_clerk_answers_a_customer_takes_goods_back_and_refunds() {
        return walk("returns", "de-360", this::takeBack);
    }

    @TestFactory
    Stream<DynamicTest> a_catalog_editor_brings_a_product_into_the_shop_and_a_file_into_the_catalog() {
        return walk("catalog", "ar-1024", this::sell);
    }

    private Stream<DynamicTest> walk(String journey, String usually, Consumer<StaffWalk> work) {
        return StaffWalk.views(usually).stream()
                .map(view -> DynamicTest.dynamicTest(view.name(), () -> {
                    try (StaffWalk walk = new StaffWalk(view, store.app.url(), journey, names)) {
                        work.accept(walk);
                        assertThat(walk.findings()).isEmpty();
                    }
                }));
    }

    private void pack(StaffWalk walk) {
        Order order = store.order("card", "approve");
        FulfillmentOrder work = store.staff().fulfillment().of(order.id()).get(0);
        String bench = "/admin/pack/" + work.id();
        walk.signIn("pia");
        walk.press("a.need:not(.zero)[href='/admin/pack']", ".queue-row");
        walk.step("queue");
        walk.press(".queue-row form[action$='/claim'] button", "input[name=code]");
        assertThat(walk.page().url()).as("the next one is the only one").endsWith(bench);
        walk.step("bench");
        walk.mind(walk.isInSight("footer.keys"), "the keys of the bench are below the fold");
        walk.scan("MUG-CLAY", ".scan-said[role=alert]");
        walk.step("wrong");
        assertThat(scanned(work)).as("nothing counts").isZero();
        walk.mind(walk.isInSight(".scan-said"), "what is wrong is below the fold");
        walk.scan(ConsoleStore.CUP.value(), SAID_OK);
        walk.scan(ConsoleStore.CUP.value(), "progress[value='2']");
        walk.step("engraved-next");
        walk.mind(walk.isInSight("input[name=code]"), "the scan field is below the fold");
        walk.scan(ConsoleStore.FLASK.value(), ".pkcard.read");
        walk.step("lettering");
        walk.mind(walk.isInSight(".engr-big"), "the lettering is below the fold");
        walk.mind(walk.isInSight(".pkcard.read .btn"), "the button that says it is right is below the fold");
        assertThat(scanned(work)).as("not before it was compared").isEqualTo(2);
        walk.enter("form[action$='/finish']");
        walk.step("complete");
        walk.mind(walk.isInSight("form[action$='/finish'] .btn"), "the one press is below the fold");
        Page papers = walk.page().waitForPopup(() -> walk.enter("[data-papers]"));
        walk.step("packed");
        papers.waitForSelector("img.label-pic");
        walk.step(papers, "papers");
        papers.close();
        walk.page().bringToFront();
        goOn(walk);
        walk.menu("/admin/parcels");
        walk.step("parcels");
        walk.press("a[href^='/admin/papers/manifest']", ".signs");
        walk.step("manifest");
        walk.press(".screen-only a[href='/admin/parcels']", "form[action$='/hand-over']");
        walk.press("form[action$='/hand-over'] p.more .btn", ".notice.ok");
        walk.step("handed-over");
        assertThat(store.again(order).fulfilment()).isEqualTo(FulfilmentStatus.SHIPPED);
    }

    /** One press takes the next order; its packer gives it back. */
    private void goOn(StaffWalk walk) {
        Order order = store.orderOf("MUG-SKY");
        walk.press("form[action='/admin/pack/next'] .btn", "input[name=code]");
        assertThat(walk.page().url())
                .endsWith(store.staff().fulfillment().of(order.id()).get(0).id().toString());
        walk.page().keyboard().press("Escape");
        walk.page().waitForSelector(".queue-row");
        store.staff().orders().cancel(order.id(), "of the test").orThrow();
    }

    private int scanned(FulfillmentOrder work) {
        FulfillmentOrder now = store.staff().fulfillment().find(work.id()).orElseThrow();
        assertThat(now.state()).isEqualTo(WorkState.PICKING);
        return now.lines().stream().mapToInt(it -> it.scanned()).sum();
    }

    private void takeBack(StaffWalk walk) {
        Order order = store.order("card", "approve");
        store.deliver(order);
        Return asked = store.staff()
                .returns()
                .request(
                        order.id(),
                        order.lines().stream()
                                .map(it -> new ReturnItem(
                                        it.id(), 1, ReturnReason.NOT_AS_DESCRIBED, "It is not what I had in mind."))
                                .toList(),
                        "Please be quick.")
                .orThrow();
        String path = "/admin/returns/" + asked.id();
        walk.signIn("rosa");
        walk.press("a.need[href='/admin/returns?state=requested']", "a[href='" + path + "']");
        walk.step("list");
        walk.press("a[href='" + path + "']", "button[formaction$='/approve']");
        walk.step("asked");
        walk.mind(walk.view().isPhone() || walk.isInSight("#work .btn.lg"), "the answer is below the fold");
        walk.press("button[formaction$='/approve']", "form#work[action$='/receive']");
        walk.step("approved");
        walk.press("a[href='" + path + "/paper']", "img.label-pic");
        walk.step("paper");
        walk.press(".screen-only a[href='" + path + "']", "form#work[action$='/receive']");
        walk.press("form#work .btn.lg", "form#work[action$='/inspect']");
        walk.step("booked-in");
        for (ReturnLine line : asked.lines()) {
            String then = line.sku().equals(ConsoleStore.CUP) ? "restock" : "aside";
            walk.press("label:has([name='then-" + line.lineId() + "'][value=" + then + "])");
        }
        walk.step("graded");
        walk.mind(walk.view().isPhone() || walk.isInSight("#work .btn.lg"), "the refund is below the fold");
        walk.press("form#work .btn.lg", "form#work[action$='/resolve']");
        Order refunded = store.again(order);
        assertThat(refunded.payment()).isEqualTo(PaymentStatus.PARTLY_REFUNDED);
        assertThat(store.staff().returns().find(asked.id()).orElseThrow().lines())
                .extracting(ReturnLine::restocked)
                .containsExactlyInAnyOrder(1, 0);
        walk.step("refunded");
        walk.press(".phead a[href='/admin/orders/" + order.id() + "']", "#money");
        walk.step("order");
        assertThat(walk.page().textContent("#money .sums")).containsPattern("55[.,]00");
    }

    private void sell(StaffWalk walk) {
        String key = walk.view().name();
        String slug = "walk-lamp-" + key;
        Sku sku = Sku.of("WALK-" + key.toUpperCase(Locale.ROOT) + "-SKY");
        walk.signIn("cem");
        walk.menu("/admin/products");
        walk.step("products");
        walk.press("a[href='/admin/products/new']", "#title");
        Page page = walk.page();
        page.fill("#title", "Walk lamp " + key);
        page.fill("#slug", slug);
        page.fill("#description", "<p>A lamp for those who walk.</p>");
        page.fill("#option1", "Colour");
        page.fill("#values1", "Clay, Sky");
        page.fill("#price", "dear");
        page.fill("#pattern", "WALK-" + key.toUpperCase(Locale.ROOT) + "-{1}");
        walk.step("new");
        walk.press("form[action='/admin/products'] .btn.block", "#price[aria-invalid=true]");
        walk.step("refused");
        assertThat(page.textContent("#what-is-wrong")).isNotBlank();
        assertThat(page.inputValue("#description")).as("nothing typed is lost").contains("those who walk");
        assertThat(page.inputValue("#values1")).isEqualTo("Clay, Sky");
        walk.mind(walk.isInSight("#price"), "the wrong field is out of sight");
        page.fill("#price", "40");
        walk.press("form[action='/admin/products'] .btn.block", "[name='price-" + sku + "']");
        walk.step("draft");
        page.fill("[name='price-" + sku + "']", "45.50");
        walk.press(".save-bar .btn", ".notice.ok");
        walk.choose("#file", "lamp.png", "image/png", picture());
        page.fill("#alt", "A lamp on a table");
        walk.press("form[action$='/pictures'] .btn", "#alt-0");
        walk.step("pictured");
        walk.press("form[action$='/publish'] .btn", "form[action$='/unpublish']");
        walk.step("published");
        String product = page.url();
        walk.press("a[href='/admin/stock/" + sku + "']", "#units");
        page.fill("#units", "7");
        page.fill("#note", "delivery note 19");
        walk.press("form[action$='/receive'] .btn", ".notice.ok");
        walk.step("stock");
        assertThat(store.staff().stock().level(sku).available()).isEqualTo(7);
        walk.go((walk.view().language().equals("en") ? "" : "/" + walk.view().language()) + "/search?q=Walk+lamp+"
                + key);
        page.waitForSelector("a[href$='/p/" + slug + "']");
        walk.step("found");
        bring(walk, key);
        page.navigate(product);
        walk.press("form[action$='/unpublish'] .btn", "form[action$='/publish']");
        walk.step("unpublished");
    }

    /** A file with a bad line is tried, taken in and taken back. */
    private void bring(StaffWalk walk, String key) {
        String file =
                "Handle,Title,Variant SKU,Variant Price\nwalk-vase-%1$s,Walk vase,VASE-%1$s,12.50\nwalk-jug-%1$s,Walk jug,JUG-%1$s,cheap\n"
                        .formatted(key);
        walk.go("/admin/products");
        walk.press(".phead a[href='/admin/import']", "#file");
        walk.step("import");
        walk.choose("#file", "walk-" + key + ".csv", "text/csv", file.getBytes(StandardCharsets.UTF_8));
        walk.press("form[action='/admin/import'] .btn", "form[action$='/columns']");
        walk.step("columns");
        walk.press("form[action$='/columns'] .save-bar .btn", "form[action$='/run']");
        walk.step("trial");
        walk.press("form[action$='/run'] .btn", "form[action$='/undo']");
        walk.step("imported");
        assertThat(store.staff().catalog().find("walk-vase-" + key)).isPresent();
        walk.press("form[action$='/undo'] .btn", "main:not(:has([data-news],form[action$='/undo'])) .notice.said");
        walk.step("taken-back");
        assertThat(store.staff().catalog().find("walk-vase-" + key)).isEmpty();
    }

    private static byte[] picture() {
        BufferedImage lamp = new BufferedImage(400, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = lamp.createGraphics();
        pen.setColor(new Color(0xf3, 0xe9, 0xdc));
        pen.fillRect(0, 0, 400, 400);
        pen.setColor(new Color(0xc8, 0x6b, 0x4a));
        pen.fillPolygon(new int[] {140, 260, 320, 80}, new int[] {90, 90, 220, 220}, 4);
        pen.fillRect(190, 220, 20, 110);
        pen.fillRect(130, 330, 140, 14);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(lamp, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
