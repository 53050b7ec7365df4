package io.tradewind.commerce.app.console;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.print.ParcelRow;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.fulfillment.QueueQuery;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.fulfillment.WorkSummary;
import io.tradewind.commerce.returns.ReturnState;
import io.tradewind.commerce.stock.StockLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** One tile for each thing that a person may do something about. */
final class Needs {
    private static final Duration SOON = Duration.ofHours(3);
    private static final int LOW = 5;

    private final Shop shop;
    private final Member me;
    private final List<Need> all = new ArrayList<>();

    private Needs(Shop shop, Member me) {
        this.shop = shop;
        this.me = me;
    }

    /**
     * All tiles of that person.
     *
     * @param queue what is to pack
     * @param dock what stands there with a label
     */
    static List<Need> of(Shop shop, Member me, List<WorkSummary> queue, List<Parcel> dock) {
        Needs needs = new Needs(shop, me);
        if (me.may(Permission.FULFILMENT)) {
            needs.packing(queue);
            needs.parcels(dock);
        }
        if (me.may(Permission.FULFILMENT) && me.may(Permission.PAYMENTS)) {
            needs.money();
        }
        if (me.may(Permission.RETURNS)) {
            needs.returns();
        }
        needs.rest();
        return needs.all;
    }

    private void packing(List<WorkSummary> queue) {
        Instant now = StoreClock.now();
        long risky =
                queue.stream().filter(it -> it.dueAt().isBefore(now.plus(SOON))).count();
        String earliest = queue.stream()
                .map(WorkSummary::dueAt)
                .min(Comparator.naturalOrder())
                .map(it -> "The next is due " + Format.moment(it, shop.store().zone()))
                .orElse("The queue is empty");
        all.add(new Need("bolt", "bad", "Promises at risk", (int) risky, "Due within 3 hours or late", "/admin/pack"));
        all.add(new Need("box", "brand", "Orders to pack", queue.size(), earliest, "/admin/pack"));
    }

    private void parcels(List<Parcel> dock) {
        all.add(new Need(
                "truck", "info", "To hand over", dock.size(), "Labelled, still in the building", "/admin/parcels"));
        int label = ParcelRow.outbound(shop, ParcelState.PLANNED).size();
        if (label > 0) {
            String words = "The carrier refused or was silent";
            all.add(new Need("print", "warn", "Without a label", label, words, "/admin/parcels?show=label"));
        }
        int stuck = ParcelRow.outbound(shop, ParcelState.LOST).size()
                + ParcelRow.outbound(shop, ParcelState.ATTEMPT_FAILED).size();
        if (stuck > 0) {
            all.add(new Need(
                    "truck", "warn", "Parcels stuck", stuck, "Lost or not delivered", "/admin/parcels?show=trouble"));
        }
    }

    private void money() {
        List<WorkSummary> waiting = shop.fulfillment()
                .queue(QueueQuery.open().in(WorkState.WAITING).size(25))
                .works();
        long unpaid = waiting.stream()
                .filter(WorkSummary::held)
                .filter(it -> Waiting.forMoney(shop, it.orderId()))
                .count();
        all.add(new Need(
                "bank",
                "warn",
                "Waiting for payment",
                (int) unpaid,
                "Confirm money that has come",
                "/admin/pack?show=waiting"));
    }

    private void returns() {
        Map<ReturnState, Integer> counts = shop.returns().count(List.of(ReturnState.REQUESTED, ReturnState.RECEIVING));
        all.add(new Need(
                "back",
                "warn",
                "Returns asked for",
                counts.getOrDefault(ReturnState.REQUESTED, 0),
                "To approve or reject",
                "/admin/returns?state=requested"));
        all.add(new Need(
                "scale",
                "info",
                "Returns to inspect",
                counts.getOrDefault(ReturnState.RECEIVING, 0),
                "The goods are here",
                "/admin/returns?state=receiving"));
    }

    private void rest() {
        if (me.may(Permission.PAYMENTS)) {
            int open = shop.payments().reviewCount();
            all.add(new Need("card", "bad", "Payments to decide", open, "A machine must not guess", "/admin/payments"));
        }
        if (me.may(Permission.STOCK)) {
            List<StockLevel> low = shop.stock().scarce(LOW, 100);
            String words = low.isEmpty()
                    ? "Everything is well filled"
                    : low.get(0).sku() + ": " + low.get(0).available() + " free";
            all.add(new Need("chart", "idle", "Low in stock", low.size(), words, "/admin/stock"));
        }
        if (me.may(Permission.OPERATIONS)) {
            int lost = shop.events().deadLetters().size();
            all.add(new Need(
                    "warn", "bad", "Events not delivered", lost, "Given up after ten tries", "/admin/system#letters"));
        }
    }
}
