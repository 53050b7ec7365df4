package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.paper.PdfReading;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.app.settings.SettingsFile;
import io.tradewind.commerce.customer.NewCustomer;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.order.FulfilmentStatus;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.payment.Refund;
import io.tradewind.commerce.payment.RefundState;
import io.tradewind.commerce.returns.ReturnItem;
import io.tradewind.commerce.returns.ReturnReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Staff serve orders through the console alone, with forms and links as a browser without JavaScript has them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleJourneyTest {
    private ConsoleStore store;
    private StaffBrowser staff;
    private Path data;

    @BeforeAll
    void open(@TempDir Path folder) {
        data = folder;
        store = ConsoleStore.open(data);
        staff = StaffBrowser.signedIn(store.app);
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Test
    void a_parcel_goes_out_by_scan_and_comes_back_to_a_refund() {
        Order order = store.order("card", "approve");
        String bench = "/admin/pack/" + work(order).id();

        staff.open("/admin/pack").press(bench + "/claim", Map.of());
        assertThat(staff.path()).isEqualTo(bench);
        assertThat(staff.words()).contains("0 of 3 pieces", "Test cup");

        staff.press(bench + "/scan", Map.of("code", ConsoleStore.FLASK.value()));
        assertThat(staff.words()).contains("Read the lettering on the piece", "For Ada, / always", "0 of 3 pieces");
        staff.press(bench + "/scan", Map.of("code", "NOT-OURS", "pending", ConsoleStore.FLASK.value()));
        assertThat(staff.words()).contains("Wrong item. Put it back", "0 of 3 pieces");
        staff.press(bench + "/scan", Map.of("code", ConsoleStore.CUP.value()));
        assertThat(staff.words()).contains("Test cup · 1 of 2", "1 of 3 pieces");
        staff.press(bench + "/scan", Map.of("code", ConsoleStore.CUP.value()));
        staff.press(bench + "/scan", Map.of("code", ConsoleStore.CUP.value()));
        assertThat(staff.words()).contains("One too many. Put it back", "2 of 3 pieces");
        staff.post(bench + "/finish", Map.of());
        assertThat(work(order).state()).isEqualTo(WorkState.PICKING);
        staff.press(bench + "/scan", Map.of("code", ConsoleStore.FLASK.value()));
        staff.press(bench + "/scan", Map.of("code", "", "pending", ConsoleStore.FLASK.value()));
        assertThat(staff.words()).contains("3 of 3 pieces", "in the box");
        staff.press(bench + "/finish", Map.of("kg", ConsoleStore.CUP.value()));
        assertThat(staff.words())
                .as("a piece too many ends in the weight field")
                .contains("“" + ConsoleStore.CUP.value() + "” is no weight", "put back what was scanned");
        staff.press(bench + "/finish", Map.of("kg", "1,10"));
        assertThat(staff.words()).contains("Packed. Print label and slip", "1.10 kg");

        var label = staff.download(staff.find("href=\"(/admin/parcels/[0-9a-f-]+/label)\""));
        assertThat(label.headers().firstValue("Content-Type")).hasValue("application/pdf");
        assertThat(new String(label.body(), 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
        staff.open(bench + "/slip");
        assertThat(staff.page()).contains("<svg class=\"bars\"").doesNotContain("€", "12.50");
        assertThat(staff.words()).contains("For Ada,", "Happy birthday. Love, Jonas", order.number());
        assertThat(papers(bench + "/papers.pdf", order.number()))
                .contains(
                        "Packing slip", "Körnerstraße 14", "engraved: For Ada, / always", "Happy birthday. Love, Jonas")
                .doesNotContain("12.50");
        assertThat(papers("/admin/orders/" + order.id() + "/invoice.pdf", order.number()))
                .contains(
                        "Invoice",
                        "Ada Brandt",
                        "Test cup",
                        "€12.50",
                        "€25.00",
                        "19 %",
                        "VAT ID",
                        "Supply expected by");
        assertThat(papers("/admin/orders/" + order.id() + "/invoice.pdf?lang=de", order.number()))
                .contains("Rechnungsdatum", "USt-IdNr.", "Lieferung voraussichtlich bis", "12,50\u00a0€", "Netto");
        staff.open("/admin/orders/" + order.id() + "/invoice?lang=ar");
        assertThat(staff.page()).contains("lang=\"ar\" dir=\"rtl\"", "invoice.pdf?lang=ar");
        assertThat(staff.words()).contains("فاتورة", "الرقم الضريبي", "Back to the order");
        assertThat(papers(bench + "/papers.pdf?lang=de", order.number()))
                .contains("Lieferschein", "graviert: For Ada, / always", "Deutschland");
        assertThat(papers("/admin/papers/slips.pdf?order=" + order.id(), order.number()))
                .contains("Test cup");

        staff.open("/admin/parcels");
        String parcel = staff.find("name=\"parcel\" value=\"([0-9a-f-]+)\"");
        String manifest = staff.find("href=\"(/admin/papers/manifest\\?carrier=[^\"]+)\"");
        staff.open(manifest);
        assertThat(staff.words()).contains("Manifest", order.number() + " · 1", "1.10 kg", "Signature");
        assertThat(papers(
                        manifest.replace("manifest?", "manifest.pdf?"),
                        store.staff().fulfillment().parcels(order.id()).get(0).trackingNumber()))
                .contains("Manifest", order.number() + " · 1", "Ada Brandt");
        staff.open("/admin");
        assertThat(staff.words()).contains("Who picks up", "1 parcel, 1.10 kg");
        staff.open("/admin/parcels");
        staff.press("/admin/parcels/hand-over", Map.of("parcel", parcel));
        assertThat(staff.words()).contains("1 parcel has left the building");
        staff.post("/admin/parcels/hand-over", Map.of("parcel", parcel));
        assertThat(store.again(order).fulfilment()).isEqualTo(FulfilmentStatus.SHIPPED);
        staff.open("/admin/parcels/" + parcel)
                .press("/admin/parcels/" + parcel + "/delivered", Map.of("reason", "customer called"));
        assertThat(staff.words()).contains("counts as delivered", "customer called");
        assertThat(store.again(order).fulfilment()).isEqualTo(FulfilmentStatus.DELIVERED);

        String goods = returned(order);
        staff.press(goods + "/approve", Map.of());
        assertThat(staff.words()).contains("Approved.");
        staff.post(goods + "/approve", Map.of());
        staff.open(goods + "/paper");
        assertThat(staff.words()).contains("Return", "Test cup", "Put this sheet into the parcel");
        assertThat(papers(goods + "/paper.pdf", order.number())).contains("Return", "Ada Brandt", "Test cup");
        OrderLine cups = line(order, "Test cup");
        staff.open(goods).press(goods + "/receive", Map.of("here-" + cups.id(), "2"));
        assertThat(staff.words()).contains("Booked in");
        staff.press(goods + "/inspect", Map.of("accepted-" + cups.id(), "1", "then-" + cups.id(), "restock"));
        assertThat(staff.words()).contains("€12.50 goes back to the customer");
        staff.post(goods + "/inspect", Map.of("accepted-" + cups.id(), "2", "then-" + cups.id(), "scrap"));

        Order after = store.again(order);
        assertThat(after.payment()).isEqualTo(PaymentStatus.PARTLY_REFUNDED);
        List<Refund> refunds = store.staff().payments().refundsOf(order.id().value());
        assertThat(refunds).extracting(Refund::amount).containsExactly(Money.parse("EUR 12.50"));
        assertThat(refunds).extracting(Refund::state).containsExactly(RefundState.DONE);
        staff.open("/admin/orders/" + order.id());
        assertThat(staff.words())
                .contains("Partly refunded", "Delivered", "Refund paid out", "engraved “For Ada, / always”");
        assertThat(papers("/admin/orders/" + order.id() + "/invoice.pdf", order.number()))
                .contains("1 taken back", "Date of supply", "Given back −€12.50", "Delivery, Standard", "1 / 1");
        assertThat(store.violations()).isEmpty();
    }

    /** The words of a PDF whose first sheet has a bar code that says so. */
    private String papers(String path, String code) {
        var answer = staff.download(path);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/pdf");
        try {
            assertThat(PdfReading.codes(answer.body())).as(path).contains(code);
            return PdfReading.text(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void secrets_of_a_plugin_are_written_and_never_read() throws IOException {
        String page = "/admin/plugins/card/settings";
        staff.open(page).press(page, Map.of("what", "save", "s-apiKey", "wrong"), 422);
        assertThat(staff.words()).contains("The provider does not accept these credentials", "Nothing was changed");
        assertThat(staff.page()).doesNotContain("value=\"wrong\"");
        staff.press(page, Map.of("what", "save", "s-apiKey", "sk_live_of_mira"), 422);
        assertThat(staff.words()).contains("API key : It does not have the form of a TEST value");
        staff.press(page, Map.of("what", "save", "s-apiKey", "k-of-mira-7f3a"));
        assertThat(staff.words()).contains("Saved, and in force from now on: API key (a new one)");
        assertThat(staff.page()).doesNotContain("k-of-mira");

        staff.open(page).press(page, Map.of("what", "save", "s-actionUrl", "https://evil.example"), 422);
        assertThat(staff.words()).contains("would be sent to another address than before. Type it again.");
        staff.press(page, Map.of("what", "save", "s-bookFile", "x".repeat(4001)), 422);
        assertThat(staff.words()).contains("Book file : It has 4001 characters. Use one line of at most 4,000");
        staff.open("/admin/log");
        assertThat(staff.words())
                .contains("API key (a new one)", "Not saved.")
                .doesNotContain("k-of-mira", "sk_live_of_mira", "evil.example");
        Path kept = data.resolve(SettingsFile.NAME);
        assertThat(Files.readString(kept)).contains("card.apiKey").doesNotContain("k-of-mira");

        staff.open(page).press(page, Map.of("what", "as-in-code"));
        assertThat(staff.words()).contains("API key as in the shop’s code");
        assertThat(Files.readString(kept)).doesNotContain("card.");
        assertThat(staff.open("/admin/plugins/card").words()).doesNotContain("never shown");
    }

    /** The customer asks on the shop's page; here through the Java API, waiting for a decision of staff. */
    private String returned(Order order) {
        OrderLine cups = line(order, "Test cup");
        var asked = store.staff()
                .returns()
                .request(order.id(), List.of(ReturnItem.of(cups.id(), 2, ReturnReason.CHANGED_MIND)), "Too small")
                .orThrow();
        staff.open("/admin/returns?state=requested");
        assertThat(staff.words()).contains(order.number(), "2 × Test cup");
        staff.open("/admin/returns/" + asked.id());
        assertThat(staff.words()).contains("Too small", "€25.00");
        return "/admin/returns/" + asked.id();
    }

    @Test
    void a_bank_transfer_waits_and_goes_on_when_its_money_is_confirmed() {
        Order order = store.order("transfer", "");
        String page = "/admin/orders/" + order.id();
        assertThat(work(order).state()).isEqualTo(WorkState.WAITING);
        staff.open("/admin/pack?show=waiting");
        assertThat(staff.words()).contains(order.number(), "Waits for money");

        staff.open(page).press(page + "/receipt", Map.of("amount", "much", "reference", "x"));
        assertThat(staff.words()).contains("The amount: write it like 12.50");
        staff.press(page + "/receipt", Map.of("amount", "10", "reference", "statement 7, line 3"));
        assertThat(staff.words()).contains("€10.00 has arrived in all", "Partly paid");
        String rest = staff.find("name=\"amount\"[^>]*value=\"([0-9.]+)\"");
        staff.press(page + "/receipt", Map.of("amount", rest, "reference", "statement 7, line 9"));
        assertThat(staff.words()).contains("Nothing is missing", "Paid");
        staff.post(page + "/receipt", Map.of("amount", rest, "reference", "statement 7, line 9"));
        assertThat(store.again(order).payment()).isEqualTo(PaymentStatus.PAID);
        assertThat(work(order).state()).isEqualTo(WorkState.RELEASED);
        assertThat(store.violations()).isEmpty();
    }

    @Test
    void customers_are_found_noted_changed_and_told_what_is_known_of_them() {
        Actor ada = Actor.customer("user-ada");
        var customer = store.app
                .commerce()
                .shop(JuniperAndJet.STORE, ada)
                .customers()
                .signUp(NewCustomer.named("Ada <b>Brandt</b>").email("ada.brandt@example.org"))
                .orThrow();
        Order order = store.order(ada, "card", "approve");
        store.orderKeeping(ada);
        staff.open("/admin/customers?q=ADA.brandt");
        assertThat(staff.page()).contains("Ada &lt;b&gt;Brandt&lt;/b&gt;").doesNotContain("<b>Brandt</b>");
        String page = "/admin/customers/" + customer.id();
        assertThat(staff.page()).contains("href=\"" + page + "\"");
        staff.open(page);
        assertThat(staff.words()).contains(order.number(), "None kept");
        staff.press(page + "/note", Map.of("text", ""));
        assertThat(staff.words()).contains("The note is missing");
        staff.press(page + "/note", Map.of("text", "Rings twice"));
        assertThat(staff.words()).contains("Noted.", "Rings twice");
        Map<String, String> details = Map.of("version", "1", "name", "Ada Brandt", "email", "ada.brandt@example.org");
        staff.press(page, Map.of("version", "1", "name", "Ada", "phone", "12"));
        assertThat(staff.words()).contains("write it with its country");
        staff.press(page, details);
        assertThat(staff.words()).contains("Saved.");
        staff.post(page, details);
        assertThat(staff.words()).contains("Somebody else saved this meanwhile");
        var known = staff.download(page + "/export");
        assertThat(known.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(it -> assertThat(it).contains("attachment"));
        assertThat(new String(known.body(), StandardCharsets.UTF_8))
                .contains(
                        order.number(),
                        "Körnerstraße 14",
                        "For Ada,",
                        "Rings twice",
                        "ada.brandt@example.org",
                        "ORDER_RECEIVED",
                        "keptWaysToPay")
                .doesNotContain("staff:");
        staff.open(page);
        assertThat(staff.words()).contains("Kept ways to pay", "through card");
        String kept = staff.find("name=\"instrument\" value=\"([0-9a-f-]+)\"");
        staff.press(page + "/forget", Map.of("instrument", kept));
        assertThat(staff.words()).contains("It is forgotten here").doesNotContain("through card");
        staff.post(page + "/forget", Map.of("instrument", UUID.randomUUID().toString()), 404);
        staff.open("/admin/customers").press("/admin/customers", Map.of("email", "ADA.brandt@example.org"));
        assertThat(staff.words()).contains("There is an account with this e-mail address");
        staff.press("/admin/customers", Map.of("name", "Bo", "phone", "0151 2345 6789"));
        assertThat(staff.words()).contains("The customer is kept.", "Bo");
        assertThat(staff.open("/admin/jump?q=ada.brandt").page()).contains(page);
    }

    @Test
    void lists_say_when_they_have_changed_and_a_line_that_broke_hears_what_it_missed() throws Exception {
        staff.open("/admin/orders");
        String events = staff.find("data-(?:live|news)=\"([^\"]+)\"").replace("&amp;", "&");
        String before = staff.find("data-state=\"([^\"]+)\"");
        String queue = staff.open("/admin/pack").find("data-state=\"([^\"]+)\"");
        store.order("card", "approve");
        assertThat(staff.hear(events + "&last=" + before))
                .contains("event: news")
                .doesNotContain(before);
        assertThat(staff.hear("/admin/pack/events?show=&last=" + queue)).contains("event: news");
        assertThat(new StaffBrowser(store.app.url()).status("GET", events)).isEqualTo(200); // the sign-in page
    }

    @Test
    void an_order_is_held_lifted_refunded_in_part_and_cancelled_and_says_what_is_not_possible() {
        Order order = store.order("card", "approve");
        String page = "/admin/orders/" + order.id();
        staff.open(page);
        assertThat(staff.words()).contains("Take goods back : nothing of it has been delivered yet");

        staff.press(page + "/hold", Map.of("kind", "STAFF", "reason", ""));
        assertThat(staff.words()).contains("The reason is missing");
        staff.press(page + "/hold", Map.of("kind", "STAFF", "reason", "check the <b>address</b>"));
        assertThat(staff.page())
                .contains("check the &lt;b&gt;address&lt;/b&gt;")
                .doesNotContain("<b>address</b>");
        assertThat(work(order).state()).isEqualTo(WorkState.WAITING);
        staff.press(page + "/lift", Map.of("kind", "STAFF"));
        assertThat(work(order).state()).isEqualTo(WorkState.RELEASED);
        assertThat(staff.words()).contains("Hold lifted", "Stopped by staff").doesNotContain("STAFF");

        String key = staff.find("name=\"key\" value=\"([^\"]+)\"");
        Map<String, String> tooMuch = Map.of("key", key, "goodwill", "9999", "reason", "sorry");
        staff.press(page + "/refund", tooMuch);
        assertThat(staff.words())
                .contains("At most €" + amount(order) + " can be refunded now")
                .doesNotContain("The most that");
        Map<String, String> some = Map.of("key", key, "goodwill", "5,00", "reason", "late reply");
        staff.press(page + "/refund", some);
        assertThat(staff.words()).contains("€5.00 goes back");
        staff.post(page + "/refund", some);
        assertThat(store.staff().payments().refundsOf(order.id().value())).hasSize(1);

        store.again(order);
        staff.open(page).press(page + "/cancel", Map.of("reason", "customer called"));
        assertThat(staff.words()).contains("is cancelled", "Cancel the order : it is cancelled already");
        staff.post(page + "/cancel", Map.of("reason", "again"));
        assertThat(store.again(order).state()).isEqualTo(OrderState.CANCELLED);
        assertThat(store.violations()).isEmpty();
    }

    @Test
    void what_somebody_else_packs_is_left_alone_and_a_stop_sign_blocks_the_bench() {
        Order order = store.order("card", "approve");
        String bench = "/admin/pack/" + work(order).id();
        var tomas = store.app.commerce().shop(JuniperAndJet.STORE, Actor.staff("tomas", Role.PACKER));
        tomas.fulfillment().claim(work(order).id()).orThrow();

        staff.open(bench);
        assertThat(staff.words()).contains("tomas is packing it");
        staff.post(bench + "/claim", Map.of());
        assertThat(staff.words()).contains("tomas is packing it");
        staff.post(bench + "/scan", Map.of("code", ConsoleStore.CUP.value()));
        assertThat(work(order).lines()).allMatch(it -> it.scanned() == 0);

        tomas.fulfillment().letGo(work(order).id()).orThrow();
        staff.open("/admin/pack").press(bench + "/claim", Map.of());
        String page = "/admin/orders/" + order.id();
        staff.open(page);
        assertThat(staff.words()).contains("Cancel the order : it is being packed");
        staff.press(page + "/stop", Map.of("work", work(order).id().toString(), "reason", "wrong address"));
        staff.open(bench);
        assertThat(staff.words()).contains("Stop Somebody in the office");
        staff.post(bench + "/scan", Map.of("code", ConsoleStore.CUP.value()));
        staff.post(bench + "/finish", Map.of());
        assertThat(work(order).state()).isEqualTo(WorkState.PICKING);
        staff.open(bench).press(bench + "/go-on", Map.of("reason", "it is in the van"));
        assertThat(staff.words()).contains("The stop sign is taken down", "0 of 3 pieces");
        staff.post(page + "/cancel", Map.of("reason", "wrong address"));
        assertThat(staff.words()).contains("The packer is asked to stop");
        staff.open(bench).press(bench + "/stop", Map.of());
        assertThat(staff.words()).contains("stays here and is cancelled");
        assertThat(store.again(order).state()).isEqualTo(OrderState.CANCELLED);
        assertThat(store.violations()).isEmpty();
    }

    @Test
    void a_parcel_that_nobody_took_comes_back_and_its_money_goes_back() {
        Order order = store.order("card", "approve");
        var bench = store.staff().fulfillment();
        bench.claim(work(order).id()).orThrow();
        bench.countAll(work(order).id()).orThrow();
        var parcel = bench.pack(work(order).id()).orThrow().liveParcels().get(0).id();
        bench.handOver(List.of(parcel)).orThrow();
        String page = "/admin/parcels/" + parcel;

        staff.open(page).post(page + "/take-in", Map.of());
        assertThat(staff.words()).contains("only one that was returned is back");
        staff.press(page + "/delivered", Map.of("reason", " "));
        assertThat(staff.words()).contains("How you know is missing");
        assertThat(staff.page()).contains("formaction=\"" + page + "/returned\"");
        staff.post(page + "/returned", Map.of("reason", "the carrier brought it"));
        staff.press(page + "/take-in", Map.of());
        assertThat(staff.words()).contains("booked in", "Undelivered");
        String goods = staff.path();
        Map<String, String> grades = new java.util.HashMap<>();
        order.lines().forEach(it -> {
            grades.put("accepted-" + it.id(), String.valueOf(it.quantity()));
            grades.put("then-" + it.id(), "restock");
        });
        staff.press(goods + "/inspect", grades);
        assertThat(staff.words()).contains("goes back to the customer");
        assertThat(store.again(order).payment()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(store.violations()).isEmpty();
    }

    @Test
    void prices_stock_codes_launches_and_health_are_worked_on_by_form() {
        String product = "/admin/products/"
                + store.staff().catalog().find(ConsoleStore.FLASK).orElseThrow().id();
        staff.open(product);
        String version = staff.find("name=\"version\" value=\"(\\d+)\"");
        Map<String, String> dearer = Map.of(
                "version", version, "title", "Test flask", "all-price", "35.50", "picture-alt-0", "A flask in Moss");
        staff.press(product + "/edit", dearer);
        assertThat(staff.words()).contains("Saved.");
        assertThat(staff.page()).contains("value=\"35.50\"");
        staff.post(
                product + "/edit",
                Map.of(
                        "version",
                        version,
                        "title",
                        "My flask",
                        "price-" + ConsoleStore.FLASK,
                        "34.00",
                        "picture-alt-0",
                        "A flask in Moss"));
        assertThat(staff.words())
                .as("what the second tab held stands beside, and would not be saved by pressing again")
                .contains("Somebody else saved this meanwhile", "You had “My flask”.", "You had “34.00”.");
        assertThat(staff.page()).contains("value=\"35.50\"", "value=\"Test flask\"");
        staff.press(product + "/unpublish", Map.of());
        assertThat(staff.words()).contains("Draft", "Put it into the shop");
        staff.press(product + "/publish", Map.of());
        Map<String, String> back = new HashMap<>(
                Map.of("title", "Test flask", "price-" + ConsoleStore.FLASK, "34", "picture-alt-0", "A flask in Moss"));
        back.put("version", staff.find("name=\"version\" value=\"(\\d+)\""));
        back.putAll(
                Map.of("engraving", "yes", "engraving-lines", "2", "engraving-letters", "14", "engraving-price", "5"));
        back.putAll(Map.of("gift", "yes", "gift-price", "3.50", "gift-message", "200"));
        staff.press(product + "/edit", back);
        assertThat(staff.words()).contains("Saved.");
        staff.press(
                product + "/stock", Map.of("sku", ConsoleStore.FLASK.value(), "counted", "50", "reason", "stock-take"));
        assertThat(staff.words()).contains("TEST-FLASK-MOSS: 50 in the building");

        staff.open("/admin/codes")
                .press("/admin/codes/influencers", Map.of("name", "Nora", "handle", "nora", "commission", "5"));
        staff.press("/admin/codes", Map.of("code", "NORA10", "kind", "percent", "value", "10", "influencer", "nora"));
        assertThat(staff.words()).contains("The code NORA10 works from now on", "10 %");
        staff.press("/admin/codes", Map.of("code", "nora10", "kind", "fixed", "value", "5"));
        assertThat(staff.words()).contains("there is a code that reads the same");
        staff.press("/admin/codes", Map.of("code", "HALF", "kind", "percent", "value", "150"));
        assertThat(staff.words()).contains("The percentage: more than 0, at most 100");
        staff.open("/admin/codes/influencers/nora");
        assertThat(staff.words()).contains("Nora", "Can be paid out now");

        staff.open("/admin/launches")
                .press(
                        "/admin/launches",
                        Map.of(
                                "title",
                                "Winter cup",
                                "slug",
                                "winter-cup",
                                "sku",
                                "MUG-BONE",
                                "opens",
                                "2027-01-10T10:00",
                                "quota",
                                "5",
                                "each",
                                "1",
                                "text",
                                "Soon."));
        assertThat(staff.words()).contains("Winter cup", "Draft");
        staff.press("/admin/launches/winter-cup/announce", Map.of());
        staff.press("/admin/launches/winter-cup/open", Map.of());
        staff.post("/admin/launches/winter-cup/announce", Map.of());
        staff.press("/admin/launches/winter-cup/invite", Map.of("people", "3", "hours", "48"));
        assertThat(staff.words()).contains("Nobody is in line");

        staff.open("/admin/plugins");
        assertThat(staff.words()).contains("Healthy", "Switched on", "Found");
        staff.press("/admin/plugins/card/test", Map.of());
        assertThat(staff.words()).contains("“card”");
        staff.open("/admin/system").press("/admin/system/check", Map.of());
        assertThat(staff.words()).contains("rules hold");
        staff.open("/admin/stock");
        staff.open("/admin/payments");
        assertThat(staff.words()).contains("Payments");
    }

    /** The provider only hints that something changed, and does not take the store's key any more when it is asked. */
    @Test
    void a_message_that_failed_for_a_withdrawn_key_is_applied_by_a_retry_once_staff_have_given_the_new_one() {
        String settings = "/admin/plugins/card/settings";
        Map<String, Optional<String>> withdrawn = Map.of(
                "webhookSecret", Optional.of("hints-1"),
                "webhooks", Optional.of("hint"),
                "settleAfter", Optional.of("PT0S"),
                "apiKey", Optional.of("wrong"));
        OrderId undecided = store.undecided();
        String payment = store.staff()
                .payments()
                .of(undecided.value())
                .get(0)
                .operations()
                .get(0)
                .reference();
        staff.open(settings)
                .press(
                        settings,
                        Map.of(
                                "what", "save",
                                "s-webhookSecret", "hints-1",
                                "s-webhooks", "hint",
                                "s-settleAfter", "PT0S"));
        store.app.commerce().plugins().reopen("card", withdrawn);
        try {
            byte[] hint = ("payment=" + payment).getBytes(StandardCharsets.UTF_8);
            assertThat(staff.send("/webhooks/card", "text/plain", hint)).isEqualTo(200);
            await(() -> staff.open("/admin/webhooks?account=card").words().contains("the API key is not accepted"));
            assertThat(staff.words()).contains("Waiting", "1 try");
            String key = staff.find("name=\"key\" value=\"([^\"]*" + payment + "[^\"]*)\"");
            assertThat(store.staff().orders().find(undecided)).isEmpty();

            store.sql("update commerce.inbox set due_at = due_at + interval '1' hour"); // as after some tries
            staff.open(settings).press(settings, Map.of("what", "save", "s-apiKey", "k-of-today"));
            staff.open("/admin/webhooks?account=card")
                    .press("/admin/webhooks/replay", Map.of("account", "card", "key", key, "state", ""));
            await(() -> store.staff().orders().find(undecided).isPresent());
            await(() -> staff.open("/admin/webhooks?account=card&state=APPLIED")
                    .page()
                    .contains(key));
            staff.open("/admin/orders/" + undecided);
            assertThat(staff.words()).contains("Paid");
            assertThat(store.violations()).isEmpty();
        } finally {
            staff.open(settings).press(settings, Map.of("what", "as-in-code"));
        }
    }

    /** The store's own threads are at it; it is a matter of moments. */
    private void await(BooleanSupplier done) {
        Instant patience = Instant.now().plusSeconds(30);
        while (!done.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(patience);
            store.app.commerce().jobs().runDue();
        }
    }

    @Test
    void what_providers_send_is_seen_with_its_reason_and_applied_again() {
        Order order = store.order("card", "approve");
        String payment = store.staff()
                .payments()
                .of(order.id().value())
                .get(0)
                .operations()
                .get(0)
                .reference();
        assertThat(store.told("pay-nobody-knows", "OPENED", true)).isEqualTo(200);
        assertThat(store.told("pay-nobody-knows", "LOST", false)).isEqualTo(401);
        staff.open("/admin/webhooks?state=UNMATCHED");
        assertThat(staff.words())
                .contains("evt-pay-nobody-knows-OPENED", "Not known here yet", "the signature is wrong")
                .doesNotContain("evt-pay-nobody-knows-LOST");
        String key = staff.find("name=\"key\" value=\"([^\"]*evt-pay-nobody-knows-OPENED[^\"]*)\"");
        staff.press("/admin/webhooks/replay", Map.of("account", "card", "key", key, "state", "UNMATCHED"));
        assertThat(staff.words()).contains("It is applied once more");

        assertThat(store.told(payment, "OPENED", true)).isEqualTo(200);
        staff.open("/admin/webhooks?state=APPLIED");
        assertThat(staff.words()).contains("evt-" + payment + "-OPENED");
        staff.open("/admin/payments");
        assertThat(staff.words()).contains("The customer’s bank disputes it", order.number());
        staff.open("/admin/orders/" + order.id());
        assertThat(staff.words()).contains("Disputes", "Hand evidence in at the provider", "Disputed");
        staff.open("/admin/plugins/card");
        assertThat(staff.words()).contains("1 since the start");
    }

    /** The address to which the bank's page sends the browser back, but for the outcome. */
    private static String answer(StaffBrowser at, String link) {
        return at.find("action=\"(" + link + "/paid)\"") + "?payment=" + at.find("name=\"payment\" value=\"([^\"]*)\"")
                + "&operation=" + at.find("name=\"operation\" value=\"([^\"]*)\"") + "&outcome=";
    }

    @Test
    void whoever_has_the_link_of_an_order_pays_what_is_missing_of_it_once() {
        Order order = store.order("transfer", "");
        staff.open("/admin/orders/" + order.id());
        assertThat(staff.words()).contains("€67.50 can be paid there.");
        String link = staff.find("id=\"their-page\"[^>]*>https?://[^/]+(/o/[^<]+)<");
        StaffBrowser somebody = new StaffBrowser(store.app.url()).open(link);
        assertThat(somebody.words()).contains("Pay what is missing", "€67.50 of this order is not paid yet");
        somebody.press(link + "/pay", Map.of("account", "transfer"));
        assertThat(somebody.words()).contains("Choose how you want to pay");
        somebody.press(link + "/pay", Map.of("account", "card", "card", "decline"));
        assertThat(store.again(order).payment()).isEqualTo(PaymentStatus.AWAITING);
        assertThat(somebody.words()).contains("Nothing was charged");
        somebody.press(link + "/pay", Map.of("account", "card", "card", "3ds"));
        assertThat(somebody.words()).contains("Sandbox bank Pay €67.50");
        String left = answer(somebody, link);
        somebody.open(link).press(link + "/pay", Map.of("account", "card", "card", "3ds"));
        String asked = answer(somebody, link);
        assertThat(asked).as("the page that was left is closed").isNotEqualTo(left);
        somebody.open(left + "approved");
        somebody.open(asked + "failed");
        assertThat(somebody.words()).contains("That payment was not made", "Pay what is missing");
        assertThat(store.again(order).payment()).isEqualTo(PaymentStatus.AWAITING);
        somebody.press(link + "/pay", Map.of("account", "card", "card", "3ds"));
        String last = answer(somebody, link);
        somebody.open(last + "approved");
        assertThat(somebody.words()).contains("Thank you, it is paid.").doesNotContain("Pay what is missing");
        somebody.open(last + "approved");
        somebody.post(link + "/pay", Map.of("account", "card", "card", "approve"));
        assertThat(somebody.words()).contains("Nothing of this order is left to pay.");
        assertThat(store.again(order).payment()).isEqualTo(PaymentStatus.PAID);
        assertThat(work(order).state()).isEqualTo(WorkState.RELEASED);
        assertThat(store.violations()).isEmpty();
        assertThat(new StaffBrowser(store.app.url()).status("GET", "/o/nonsense"))
                .isEqualTo(404);
    }

    @Test
    void everybody_keeps_views_of_the_orders_that_nobody_else_sees() {
        Order order = store.orderOf("MUG-SKY");
        StaffBrowser ole = StaffBrowser.signedIn(store.app, "Ole Brandt", "ole");
        Map<String, String> shown = Map.of("view", "open", "q", "Körnerstraße", "placed", "7");
        ole.open("/admin/orders?view=open&q=K%C3%B6rnerstra%C3%9Fe&placed=7");
        ole.press("/admin/orders/views", with(shown, "name", "To Körner street", "first", "yes"));
        assertThat(ole.words()).contains("The view “To Körner street” is kept");
        ole.open("/admin/orders");
        assertThat(ole.page()).contains("value=\"Körnerstraße\"");
        assertThat(ole.words()).as("Orders opens with it").contains("Change this view", order.number());
        ole.post("/admin/orders/views", with(shown, "name", "to körner STREET"));
        assertThat(ole.words()).contains("You have a view called “to körner STREET” already");
        String mine = ole.find("action=\"(/admin/orders/views/[0-9a-f-]{36})\"");
        ole.press(mine, with(shown, "what", "rename", "name", "Körner"));
        assertThat(ole.words()).contains("The view has its new name.", "Körner");

        staff.open("/admin/orders");
        assertThat(staff.words()).doesNotContain("Change this view");
        staff.post(mine, with(shown, "what", "rename", "name", "Not mine"));
        assertThat(staff.words()).contains("That view is gone.");
        staff.post(mine, with(shown, "what", "delete"));
        assertThat(ole.open("/admin/orders").words()).contains("Körner", "Change this view");

        ole.press(mine, with(shown, "what", "not-first"));
        assertThat(ole.open("/admin/orders").words()).doesNotContain("Change this view");
        ole.post(mine, with(shown, "what", "delete"));
        assertThat(ole.words()).contains("The view is deleted").doesNotContain("Change this view");
        ole.post("/admin/orders/views", with(shown, "name", ""));
        assertThat(ole.words()).contains("The name of the view: 1 to 40 characters.");
    }

    private static Map<String, String> with(Map<String, String> fields, String... more) {
        Map<String, String> all = new HashMap<>(fields);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    @Test
    void settings_show_how_the_store_is_run_and_give_keys_to_programs_once() {
        staff.open("/admin/settings?country=DE&postcode=04107");
        assertThat(staff.words()).contains("standard: 19 %", "ordered until 15:00", "Parcel", "Offered");
        assertThat(staff.open("/admin/settings?country=FR&postcode=1").words()).contains("Not offered");
        assertThat(staff.open("/admin/settings/messages/order-received?in=de").words())
                .contains("JJ-1001", "Juniper & Jet");
        assertThat(staff.open("/admin/settings/messages/order-received?by=sms").words())
                .contains("characters");
        assertThat(staff.status("GET", "/admin/settings/messages/none")).isEqualTo(404);

        staff.open("/admin/settings").press("/admin/settings/keys", Map.of("kind", "staff", "name", "Scales"));
        assertThat(staff.words()).contains("at least one role");
        staff.press("/admin/settings/keys", Map.of("kind", "staff", "name", "Scales", "role", "PACKER"));
        String key = staff.find("id=\"one-time\">(sk_[^<]+)<");
        assertThat(staff.open("/admin/settings").page()).contains("Scales").doesNotContain(key);
        String end = staff.find("(?s)Scales.*?action=\"(/admin/settings/keys/[0-9a-f-]{36}/end)\"");
        staff.press(end, Map.of());
        assertThat(staff.words()).contains("The key stops working within ten seconds.", "Ended");
        staff.post(end, Map.of());
        assertThat(staff.words()).contains("That key has ended already.");
        assertThat(staff.open("/admin/log").words())
                .contains("A key for Scales as Packer")
                .doesNotContain(key);
    }

    @Test
    void the_first_page_says_when_parcels_leave_and_hears_of_new_orders() throws Exception {
        store.orderOf("MUG-SKY");
        staff.open("/admin");
        assertThat(staff.words())
                .contains("15:00 Parcels Tue 24 Nov", "in 5 h", "17:00 24-hour delivery Tue 24 Nov", "in 7 h");
        String before = staff.find("data-state=\"([^\"]+)\"");
        store.orderOf("MUG-SKY");
        assertThat(staff.hear("/admin/events?last=" + before))
                .contains("event: news")
                .doesNotContain(before);
    }

    @Test
    void orders_are_found_by_number_and_old_links_lead_back_to_the_list() {
        Order order = store.order("card", "approve");
        staff.open("/admin/orders?q=" + order.number().toLowerCase(java.util.Locale.ROOT));
        assertThat(staff.path()).isEqualTo("/admin/orders/" + order.id());
        staff.open("/admin/orders?q=NO-1");
        assertThat(staff.words()).contains("No order fits “NO-1”");
        assertThat(staff.open("/admin/orders?q=ada+brandt").words()).contains(order.number());
        staff.open("/admin/orders?after=garbage");
        assertThat(staff.words()).contains("That page of the list is gone");
        staff.open("/admin/orders?view=open");
        assertThat(staff.words()).contains(order.number());
        assertThat(staff.status("GET", "/admin/orders/" + UUID.randomUUID())).isEqualTo(404);
        assertThat(staff.status("GET", "/admin/orders/not-an-id")).isEqualTo(404);
    }

    private FulfillmentOrder work(Order order) {
        return store.staff().fulfillment().of(order.id()).get(0);
    }

    private static OrderLine line(Order order, String title) {
        return order.lines().stream()
                .filter(it -> it.title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static String amount(Order order) {
        return order.total().getAmount().toPlainString();
    }
}
