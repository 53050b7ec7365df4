package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.paper.PdfReading;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.order.FulfilmentStatus;
import io.tradewind.commerce.order.Order;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Staff serve orders through the console alone, with forms and links as a browser without JavaScript has them. */
@ExtendWith(SharedConsole.class)
class ConsoleJourneyTest {
    private final ConsoleStore store = SharedConsole.store();
    private final StaffBrowser staff = SharedConsole.staff();

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
                        "Packing slip",
                        "Körnerstraße 14",
                        "2 Test cup",
                        "1 Test flask",
                        "engraved: For Ada, / always",
                        "Happy birthday. Love, Jonas",
                        "3 pieces in all")
                .doesNotContain("12.50");
        String bill = papers("/admin/orders/" + order.id() + "/invoice.pdf", order.number());
        assertThat(bill)
                .contains(
                        "Invoice",
                        "Ada Brandt",
                        "Test cup",
                        "€12.50",
                        "€25.00",
                        "19 %",
                        "Total €" + order.total().getAmount(),
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
                .contains("Manifest", order.number() + " · 1", "Ada Brandt", "1.10 kg\n");
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
        assertThat(papers(goods + "/paper.pdf", order.number())).contains("Return", "Ada Brandt", "2 Test cup");
        OrderLine cups = line(order, "Test cup");
        staff.open(goods).press(goods + "/receive", Map.of("here-" + cups.id(), "2"));
        assertThat(staff.words()).contains("Booked in");
        assertIsHere(goods);
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
                .as("an invoice never changes")
                .isEqualTo(bill)
                .contains("Delivery, Standard", "1 / 1");
        assertThat(staff.words()).contains("Credit note C1");
        String credit = "/admin/orders/" + order.id() + "/credit/1/paper";
        assertThat(papers(credit + ".pdf", order.number() + "-C1"))
                .contains(
                        "Credit note", "For invoice", order.number(), "Test cup", "Credited €12.50", "€10.50", "€2.00");
        staff.open(credit + "?lang=de");
        assertThat(staff.words()).contains("Rechnungskorrektur", "Zur Rechnung", order.number() + "-C1", "12,50");
        staff.open(credit + "?lang=ar");
        assertThat(staff.words()).contains("إشعار دائن", "عن الفاتورة", "Back to the order");
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

    /** Whatever its carrier has said of the parcel so far. */
    private void assertIsHere(String goods) {
        String parcel = staff.find("href=\"(/admin/parcels/[0-9a-f-]+)\"");
        assertThat(staff.words()).contains("Arrived here");
        staff.open(parcel);
        assertThat(staff.words()).contains("Back to us", "Arrived here").doesNotContain("Customer has the label");
        staff.open(goods);
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
    void above_the_refund_limit_somebody_else_approves() {
        Order order = store.cups(22);
        String page = "/admin/orders/" + order.id();
        staff.open(page);
        String key = staff.find("name=\"key\" value=\"([^\"]+)\"");
        staff.press(page + "/refund", Map.of("key", key, "goodwill", "260", "reason", "all were late"));
        assertThat(staff.words())
                .contains("€260.00 is set aside until somebody else approves it.")
                .contains("You asked for it: somebody else has to approve it.")
                .doesNotContain("Approve €260.00");
        String refund = staff.find("/admin/payments/refunds/([0-9a-f-]+)/refuse");
        staff.post(
                "/admin/payments/refunds/" + refund + "/approve",
                Map.of("order", order.id().toString()));
        assertThat(staff.words()).contains("somebody else has to approve it");
        staff.open("/admin/payments");
        assertThat(staff.words()).contains("A refund waits for approval").doesNotContain("Approve the refund");

        StaffBrowser second = StaffBrowser.signedIn(store.app, "Ben Roth", "ben-roth");
        second.open("/admin");
        assertThat(second.words()).contains("Payments to decide");
        second.open("/admin/payments");
        assertThat(second.words()).contains(order.number(), "€260.00", "all were late", "Approve the refund");
        String task = second.find("/admin/payments/tasks/([0-9a-f-]+)");
        second.press("/admin/payments/tasks/" + task, Map.of("what", "APPROVE_REFUND"));
        assertThat(second.words()).contains("Approved.");
        store.again(order);
        assertThat(store.staff().payments().refundsOf(order.id().value()))
                .singleElement()
                .matches(it -> it.state() == RefundState.DONE && it.approvedBy().equals("staff:ben-roth"));
        second.open(page);
        assertThat(second.words()).contains("Refund granted", "Refund asked for");
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
        Map<String, String> grades = new HashMap<>();
        order.lines().forEach(it -> {
            grades.put("accepted-" + it.id(), String.valueOf(it.quantity()));
            grades.put("then-" + it.id(), "restock");
        });
        staff.press(goods + "/inspect", grades);
        assertThat(staff.words()).contains("goes back to the customer");
        assertThat(store.again(order).payment()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(store.violations()).isEmpty();
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
