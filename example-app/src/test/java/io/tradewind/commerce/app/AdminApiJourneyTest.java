package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;

/** A day of staff, by the OpenAPI document of the admin interface alone. */
class AdminApiJourneyTest {
    /** What takes a failing provider or subscriber to come about; each is asked for something that is not there. */
    private static final Map<String, String> NEEDS_A_FAILURE = Map.of(
            "retryRefund",
            "refund",
            "resolveReview",
            "task",
            "decideReview",
            "task",
            "retryDeadLetter",
            "",
            "skipDeadLetter",
            "",
            "replayWebhook",
            "");

    @TempDir
    Path data;

    private ApiStore store;

    private ApiClient admin;

    @BothDatabases(fresh = true)
    void staff_do_their_day_and_every_operation_answers_as_the_document_says(TestDatabase database) {
        try (ApiStore opened = ApiStore.open(database, data)) {
            store = opened;
            admin = store.admin(Role.ADMIN);
            ApiCatalogWalk goods = new ApiCatalogWalk(store, admin);
            goods.catalog();
            goods.importFile();
            goods.stock();
            goods.promotions();
            goods.launches();
            orders();
            figures();
            ApiWarehouseWalk warehouse = new ApiWarehouseWalk(store, admin);
            String delivered = warehouse.fulfilment();
            warehouse.returns(delivered);
            warehouse.stops();
            customers();
            warehouse.shortage();
            messages();
            warehouse.returned();
            system();
            ApiStaffWalk staff = new ApiStaffWalk(store, admin);
            staff.people();
            staff.settings();
            staff.refunds();
            failures();
            TreeSet<String> left = new TreeSet<>(NEEDS_A_FAILURE.keySet());
            left.add("labelByHand"); // for parcels whose carrier refused them; refused for others, as seen above
            left.add("captureReserved"); // this store takes money at once, so nothing stays reserved; refused above
            assertThat(admin.untried()).isEqualTo(left);
            assertThat(store.violations()).isEmpty();
        }
    }

    private void figures() {
        Instant now = StoreClock.now().truncatedTo(ChronoUnit.SECONDS);
        String from = now.minus(Duration.ofHours(12)).toString();
        ApiClient.Reply sales = admin.ok(
                "listSales",
                "from",
                from,
                "until",
                now.plus(Duration.ofHours(12)).toString(),
                "step",
                "DAY");
        assertThat(sales.at("/items").size()).isEqualTo(1);
        assertThat(sales.text("/items/0/from")).isEqualTo(from);
        assertThat(sales.at("/items/0/orders").intValue()).isPositive();
        assertThat(sales.at("/items/0/total/amount").intValue()).isPositive();
        ApiClient.Reply promises = admin.ok(
                "listPromises",
                "from",
                from,
                "until",
                now.plus(Duration.ofDays(60)).toString(),
                "step",
                "DAY");
        assertThat(promises.json()
                        .get("items")
                        .valueStream()
                        .mapToInt(it -> it.get("orders").intValue())
                        .sum())
                .isPositive();
        admin.to("listSales", "from", from, "until", from, "step", "DAY").send().refuses(422, "invalid");
        admin.to(
                        "listSales",
                        "from",
                        from,
                        "until",
                        now.plus(Duration.ofDays(60)).toString(),
                        "step",
                        "HOUR")
                .send()
                .refuses(422, "invalid");
    }

    private void orders() {
        String id = store.order("card", "approve", 2);
        assertThat(admin.ok("listOrders", "state", "PLACED", "limit", "1").text("/items/0/id"))
                .isEqualTo(id);
        ApiClient.Reply order = admin.ok("getOrder", "order", id);
        assertThat(order.text("/phone")).startsWith("+49151");
        ApiClient.Reply held = admin.ok("holdOrder", "order", id);
        assertThat(held.text("/holds/0/kind")).isEqualTo("REVIEW");
        admin.ok("liftHold", "order", id);
        assertThat(admin.ok("getTimeline", "order", id).at("/items").size()).isGreaterThan(2);
        ApiClient.Reply payments = admin.ok("listPayments", "order", id);
        admin.ok("askProvider", "operation", payments.text("/payments/0/operations/0/id"));
        admin.ok("listReviews");
        assertThat(admin.ok("listDisputes", "order", id).at("/items").isEmpty()).isTrue();
        ApiClient.Reply money = admin.ok("getOrderMoney", "order", id);
        assertThat(money.at("/facts").size()).isGreaterThan(1);
        assertThat(money.at("/refundable/most/amount").longValue())
                .isEqualTo(money.at("/captured/amount").longValue());
        assertThat(money.at("/allowedActions/2/blockedBecause").isMissingNode()).isTrue();
        admin.to("captureReserved").with("order", id).send().refuses(422, "capture-exceeds-reserved");
        assertThat(admin.ok("releaseReserved", "order", id).at("/amount/amount").longValue())
                .isZero();
        assertThat(admin.ok("refund", "order", id).text("/state")).isNotEqualTo("PROPOSED");
        ApiClient support = store.admin(Role.SUPPORT);
        String proposed = support.to("refund").with("order", id).send().is(201).text("/id");
        assertThat(admin.ok("refuseRefund", "refund", proposed).text("/state")).isEqualTo("REFUSED");
        ApiClient.Reply tooMuch = admin.to("refund")
                .with("order", id)
                .put("/shares/0/amount/amount", 99_000_000)
                .send();
        assertThat(tooMuch.status()).as(tooMuch.toString()).isIn(409, 422);
        assertThat(tooMuch.at("/largest/amount").longValue()).isPositive();
        ApiClient.Reply cancelled = admin.ok("cancelOrder", "order", id);
        assertThat(cancelled.text("/outcome")).isEqualTo("CANCELLED");
        assertThat(cancelled.at("/order/allowedActions/0/blockedBecause").stringValue())
                .contains("cancelled already");
        admin.to("holdOrder").with("order", id).send().refuses(409, "cannot-move");
        ApiClient.Reply credits = admin.ok("listCreditNotes", "order", id);
        long credited = 0;
        for (var note : credits.at("/items")) {
            credited += note.at("/total/amount").longValue();
        }
        assertThat(credited).isEqualTo(cancelled.at("/order/total/amount").longValue());
        String last = credits.at("/items/" + (credits.at("/items").size() - 1) + "/number")
                .stringValue();
        assertThat(admin.ok("getCreditNote", "order", id, "number", last).header("Content-Type"))
                .isEqualTo("application/pdf");
        admin.to("getCreditNote", "order", id, "number", last + "9").send().refuses(404, "not-found");
        String later = store.order("transfer", "", 1);
        assertThat(admin.ok("bookReceipt", "order", later)
                        .at("/received/amount")
                        .longValue())
                .isEqualTo(1290);
    }

    private void customers() {
        ApiClient.Reply made = admin.ok("createCustomer");
        String id = made.text("/id");
        admin.ok("changeCustomer", "customer", id, "If-Match", made.header("ETag"));
        admin.to("changeCustomer")
                .with("customer", id)
                .with("If-Match", made.header("ETag"))
                .send()
                .refuses(412, "stale");
        assertThat(admin.ok("getCustomer", "customer", id).text("/name")).isEqualTo("Jo Ann");
        assertThat(admin.ok("findCustomers", "email", "JO@example.org").text("/items/0/id"))
                .isEqualTo(id);
        admin.ok("listAddresses", "customer", id);
        assertThat(admin.ok("findCustomers", "q", "jo ann").text("/items/0/id")).isEqualTo(id);
        admin.ok("noteCustomer", "customer", id);
        assertThat(admin.ok("listCustomerNotes", "customer", id).text("/items/0/text"))
                .contains("evening");
        store.keepCard(IdKind.CUSTOMER.read(id).orElseThrow());
        String card = admin.ok("listCustomerInstruments", "customer", id).text("/items/0/id");
        admin.ok("removeCustomerInstrument", "customer", id, "instrument", card);
        assertThat(admin.ok("listCustomerInstruments", "customer", id)
                        .at("/items")
                        .size())
                .isZero();
        admin.to("removeCustomerInstrument")
                .with("customer", id)
                .with("instrument", IdKind.INSTRUMENT.example())
                .send()
                .refuses(404, "not-found");
        assertThat(admin.ok("exportCustomer", "customer", id).text("/everything/email"))
                .isEqualTo("jo@example.org");
    }

    /** What is written about an order and to its buyer. */
    private void messages() {
        String order = store.order("card", "approve", 1);
        admin.ok("noteOrder", "order", order);
        admin.ok("tellBuyer", "order", order);
        assertThat(admin.ok("getTimeline", "order", order).toString()).contains("side door");
        assertThat(admin.ok("listOrders", "q", "Ada", "placedFrom", "2026-01-01T00:00:00Z")
                        .at("/items")
                        .size())
                .isPositive();
        admin.to("listOrders").with("placedFrom", "2026-02-31T00:00:00Z").send().refuses(422, "invalid");
        String message = admin.ok("listOrderMessages", "order", order).text("/items/0/id");
        admin.ok("sendAgain", "message", message);
        admin.ok("listMessages", "state", "SENT");
        assertThat(admin.ok("previewMessage", "template", "ORDER_RECEIVED", "language", "de")
                        .text("/language"))
                .isEqualTo("de");
    }

    private void system() {
        assertThat(admin.ok("getHealth").text("/level")).isNotEmpty();
        assertThat(admin.ok("listPlugins").at("/accounts").size()).isGreaterThan(3);
        admin.ok("listJobs");
        admin.ok("listDeadLetters");
        List<ApiClient.Event> news = admin.listen(admin.to("followEvents"), 2);
        ApiClient.Event again = admin.listen(
                        admin.to("followEvents")
                                .with("Last-Event-ID", news.get(1).id()),
                        1)
                .get(0);
        assertThat(again.data().get("at").stringValue())
                .isLessThanOrEqualTo(news.get(1).data().get("at").stringValue());
        admin.to("followEvents")
                .with("Last-Event-ID", "somewhere")
                .header("Accept", "text/event-stream")
                .send()
                .refuses(400, "last-event");
        admin.ok("listWebhooks", "state", "DEAD");
        admin.ok("listWebhooks");
        admin.ok("listPluginCalls", "account", "card");
        admin.ok("closeBreaker", "account", "card");
        admin.to("closeBreaker").with("account", "nobody").send().refuses(404, "not-found");
        ApiClient.Reply fresh = admin.ok("createKey");
        ApiClient packer = new ApiClient(store.app.url(), "/api/admin/v1/openapi.json", fresh.text("/text"));
        packer.to("listQueue").send().is(200);
        packer.to("listKeys").send().refuses(403, "forbidden");
        admin.ok("listKeys");
        admin.ok("revokeKey", "key", fresh.text("/key/id"));
        packer.to("listQueue").send().refuses(401, "key-missing");
    }

    private void failures() {
        NEEDS_A_FAILURE.forEach((operation, parameter) -> {
            ApiClient.Request request = admin.to(operation);
            if (!parameter.isEmpty()) {
                request.with(parameter, parameter.equals("task") ? IdKind.TASK.example() : IdKind.REFUND.example());
            }
            request.send().refuses(404, "not-found");
        });
    }
}
