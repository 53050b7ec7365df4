package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.paper.PdfReading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What happens to goods: packed, sent, stopped, missing and given back. */
final class ApiWarehouseWalk {
    private final ApiStore store;
    private final ApiClient admin;

    ApiWarehouseWalk(ApiStore store, ApiClient admin) {
        this.store = store;
        this.admin = admin;
    }

    /** The words on a paper. */
    private String paper(String operation, String... parameters) {
        ApiClient.Reply reply = admin.ok(operation, parameters);
        assertThat(reply.header("Content-Disposition")).endsWith(".pdf\"");
        try {
            return PdfReading.text(reply.bytes());
        } catch (IOException e) {
            throw new AssertionError(operation + " is no PDF", e);
        }
    }

    private String work(String order) {
        ApiClient.Reply queue = admin.ok("listQueue", "limit", "100");
        for (var it : queue.at("/items")) {
            if (it.get("order").stringValue().equals(order)) {
                return it.get("id").stringValue();
            }
        }
        throw new AssertionError("no work for " + order + " in " + queue);
    }

    /** The parcel of work that is claimed. */
    private String packed(String work) {
        admin.ok("countWork", "work", work);
        admin.ok("packWork", "work", work);
        store.settle();
        return admin.ok("getWork", "work", work).text("/parcels/0/id");
    }

    /** The parcel of an order, handed over. */
    private String sent(String order) {
        String work = work(order);
        admin.ok("claimWork", "work", work);
        String parcel = packed(work);
        admin.to("handOver").put("/parcels/0", parcel).send().is(200);
        return parcel;
    }

    private String opened(String order, String line) {
        return admin.to("openReturn")
                .with("order", order)
                .put("/items/0/line", line)
                .send()
                .is(201)
                .text("/id");
    }

    /** An order that is packed, opened, packed again, handed over and delivered. */
    String fulfilment() {
        String order = store.order("card", "approve", 2);
        String work = work(order);
        String number = admin.ok("getOrder", "order", order).text("/number");
        assertThat(paper("getPickList")).contains("Pick list", number);
        admin.ok("claimWork", "work", work);
        admin.ok("letGoWork", "work", work);
        admin.ok("claimWork", "work", work);
        admin.to("scan")
                .with("work", work)
                .put("/code", "SOMETHING-ELSE")
                .send()
                .refuses(409, "wrong-item");
        assertThat(admin.ok("scan", "work", work).at("/complete").booleanValue())
                .isFalse();
        assertThat(admin.ok("scan", "work", work).at("/complete").booleanValue())
                .isTrue();
        ApiClient.Reply packed = admin.ok("packWork", "work", work);
        String parcel = packed.text("/parcels/0/id");
        store.settle();
        admin.ok("getParcel", "parcel", parcel);
        ApiClient.Reply label = admin.ok("getLabel", "parcel", parcel);
        assertThat(new String(label.bytes(), 0, 5, StandardCharsets.ISO_8859_1)).isEqualTo("%PDF-");
        assertThat(paper("getSlip", "work", work)).contains("Packing slip", number);
        assertThat(paper("getSlips", "orders", order + "," + IdKind.ORDER.example()))
                .containsOnlyOnce("2 pieces in all")
                .contains(number);
        admin.to("getSlips").with("orders", work).send().refuses(422, "invalid");
        assertThat(paper("getInvoice", "order", order, "lang", "de")).contains("Rechnung", number, "Netto");
        admin.ok("voidParcel", "parcel", parcel);
        admin.ok("unpackWork", "work", work);
        if (admin.ok("getWork", "work", work).text("/state").equals("RELEASED")) {
            admin.ok("claimWork", "work", work);
        }
        admin.ok("countWork", "work", work);
        String line = admin.ok("getWork", "work", work).text("/lines/0/line");
        ApiClient.Reply boxes = admin.to("packWork")
                .with("work", work)
                .body("{\"boxes\": [{\"grams\": 700, \"quantities\": {\"" + line + "\": 2}}]}")
                .send()
                .is(200);
        store.settle();
        String again = "";
        String carrier = "";
        for (var it : admin.ok("listParcels", "state", "LABELLED").at("/items")) {
            if (it.get("order").stringValue().equals(order)) {
                again = it.get("id").stringValue();
                carrier = it.get("carrier").stringValue();
            }
        }
        assertThat(again).as(boxes.toString()).isNotEmpty();
        assertThat(paper("getManifest", "carrier", carrier)).contains("Manifest", carrier, number);
        assertThat(paper("getManifest", "carrier", "nobody")).doesNotContain(number);
        ApiClient.Reply left =
                admin.to("handOver").put("/parcels/0", again).send().is(200);
        assertThat(left.at("/kept").size()).as(left.toString()).isZero();
        admin.ok("markDelivered", "parcel", again);
        return order;
    }

    void returns(String order) {
        String line = admin.ok("getOrder", "order", order).text("/lines/0/id");
        ApiClient.Reply preview = admin.to("previewReturn")
                .with("order", order)
                .put("/items/0/line", line)
                .send()
                .is(200);
        String id = opened(order, line);
        admin.ok("listReturns", "limit", "10");
        admin.ok("approveReturn", "return", id);
        store.settle();
        admin.ok("getReturn", "return", id);
        admin.ok("getReturnLabel", "return", id);
        assertThat(paper("getReturnPaper", "return", id))
                .contains("Return", admin.ok("getOrder", "order", order).text("/number"));
        admin.to("getReturnPaper").with("return", id).with("lang", "xx").send().refuses(422, "invalid");
        ApiClient.Reply received = admin.to("receiveReturn")
                .with("return", id)
                .body("{\"totals\": {\"" + line + "\": 1}}")
                .send()
                .is(200);
        assertThat(received.at("/lines/0/received").intValue()).isEqualTo(1);
        ApiClient.Reply judged = admin.to("inspectReturn")
                .with("return", id)
                .put("/lines/0/line", line)
                .send()
                .is(200);
        assertThat(judged.at("/lines/0/accepted").intValue()).isEqualTo(1);
        admin.ok("resolveReturn", "return", id);
        store.settle();
        assertThat(admin.ok("getReturn", "return", id).at("/refunded/amount").longValue())
                .isEqualTo(preview.at("/total/amount").longValue());
        String second = opened(order, line);
        assertThat(admin.ok("rejectReturn", "return", second).text("/state")).isEqualTo("REJECTED");
        String third = opened(order, line);
        assertThat(admin.ok("cancelReturn", "return", third).text("/state")).isEqualTo("CANCELLED");
    }

    void stops() {
        String order = store.order("card", "approve", 1);
        String work = work(order);
        admin.ok("claimWork", "work", work);
        admin.ok("askStop", "work", work);
        admin.ok("refuseStop", "work", work);
        String parcel = packed(work);
        admin.to("handOver").put("/parcels/0", parcel).send().is(200);
        admin.ok("markLost", "parcel", parcel);

        String stopped = work(store.order("card", "approve", 1));
        admin.ok("claimWork", "work", stopped);
        admin.ok("askStop", "work", stopped);
        admin.ok("confirmStop", "work", stopped);
        store.settle();
        String third = work(store.order("card", "approve", 1));
        admin.ok("claimWork", "work", third);
        String byHand = packed(third);
        admin.to("labelByHand").with("parcel", byHand).send().is(409);
        assertThat(admin.ok("bookLabel", "parcel", byHand).text("/state"))
                .as("one that has a label keeps it")
                .isEqualTo("LABELLED");
    }

    /** A broken piece: its scan is undone, the rest is packed, and what cannot be sent waits or is paid back. */
    void shortage() {
        String order = store.order("card", "approve", 3);
        String work = work(order);
        admin.ok("claimWork", "work", work);
        admin.to("scan").with("work", work).put("/units", 2).send().is(200);
        String line = admin.ok("getWork", "work", work).text("/lines/0/line");
        ApiClient.Reply undone = admin.to("undoScan")
                .with("work", work)
                .put("/line", line)
                .send()
                .is(200);
        assertThat(undone.at("/lines/0/scanned").intValue()).isEqualTo(1);
        ApiClient.Reply rest = admin.to("reportShort")
                .with("work", work)
                .put("/line", line)
                .send()
                .is(200);
        assertThat(rest.at("/later").isMissingNode() && rest.at("/cancelled").isMissingNode())
                .as(rest.toString())
                .isFalse();
    }

    /** A parcel that comes back undelivered is a return, and so are goods that nobody announced. */
    void returned() {
        String order = store.order("card", "approve", 1);
        String parcel = sent(order);
        assertThat(admin.ok("markReturned", "parcel", parcel).text("/state")).isEqualTo("RETURNED");
        assertThat(admin.ok("takeInParcel", "parcel", parcel).text("/order")).isEqualTo(order);
        String other = store.order("card", "approve", 1);
        admin.ok("markDelivered", "parcel", sent(other));
        String line = admin.ok("getOrder", "order", other).text("/lines/0/id");
        assertThat(admin.to("takeInReturn")
                        .with("order", other)
                        .put("/items/0/line", line)
                        .send()
                        .is(201)
                        .text("/state"))
                .isEqualTo("RECEIVING");
    }
}
