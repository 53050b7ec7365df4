package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.fulfillment.QueueQuery;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.fulfillment.WorkSummary;
import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.order.OrderSummary;
import io.tradewind.commerce.returns.ReturnState;
import io.tradewind.commerce.stock.StockLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What needs somebody now. */
final class TodayPages {
    private static final Duration SOON = Duration.ofHours(3);
    private static final int LOW = 5;

    private final Desk desk;

    TodayPages(Desk desk) {
        this.desk = desk;
    }

    void routes(Routes routes) {
        routes.get("/admin", Access.staff(), this::page);
    }

    private void page(Context context) {
        Shop shop = desk.shop(context);
        Member me = desk.me(context);
        List<WorkSummary> queue = me.may(Permission.FULFILMENT)
                ? shop.fulfillment().queue(QueueQuery.open().size(100)).works()
                : List.of();
        List<OrderSummary> newest = me.may(Permission.ORDERS_READ)
                ? shop.orders().list(OrderQuery.newest().size(8)).orders()
                : List.of();
        Optional<Figures> figures = me.may(Permission.ORDERS_READ)
                ? Optional.of(Figures.of(shop, Form.asked(context, "span"), StoreClock.now()))
                : Optional.empty();
        desk.show(
                context,
                "today",
                "today",
                "Today",
                Map.of(
                        "figures",
                        figures,
                        "needs",
                        needs(shop, me, queue),
                        "collections",
                        me.may(Permission.FULFILMENT)
                                ? Collection.of(ParcelPages.outbound(shop, ParcelState.LABELLED))
                                : List.of(),
                        "queue",
                        queue.stream().limit(8).toList(),
                        "newest",
                        newest,
                        "me",
                        me,
                        "now",
                        StoreClock.now()));
    }

    /** One tile for each thing that this person may do something about. */
    private List<Need> needs(Shop shop, Member me, List<WorkSummary> queue) {
        List<Need> needs = new ArrayList<>();
        if (me.may(Permission.FULFILMENT)) {
            packing(needs, shop, queue);
        }
        if (me.may(Permission.FULFILMENT) && me.may(Permission.PAYMENTS)) {
            needs.add(money(shop));
        }
        if (me.may(Permission.RETURNS)) {
            returns(needs, shop);
        }
        if (me.may(Permission.PAYMENTS)) {
            needs.add(new Need(
                    "card",
                    "bad",
                    "Payments to decide",
                    shop.payments().reviewCount(),
                    "A machine must not guess",
                    "/admin/payments"));
        }
        if (me.may(Permission.STOCK)) {
            List<StockLevel> low = shop.stock().scarce(LOW, 100);
            String words = low.isEmpty()
                    ? "Everything is well filled"
                    : low.get(0).sku() + ": " + low.get(0).available() + " free";
            needs.add(new Need("chart", "idle", "Low in stock", low.size(), words, "/admin/stock"));
        }
        if (me.may(Permission.OPERATIONS)) {
            needs.add(new Need(
                    "warn",
                    "bad",
                    "Events not delivered",
                    shop.events().deadLetters().size(),
                    "Given up after ten tries",
                    "/admin/system#letters"));
        }
        return needs;
    }

    private void packing(List<Need> needs, Shop shop, List<WorkSummary> queue) {
        Instant now = StoreClock.now();
        long risky =
                queue.stream().filter(it -> it.dueAt().isBefore(now.plus(SOON))).count();
        String earliest = queue.stream()
                .map(WorkSummary::dueAt)
                .min(Comparator.naturalOrder())
                .map(it -> "The next is due " + Format.moment(it, desk.zone(shop)))
                .orElse("The queue is empty");
        needs.add(
                new Need("bolt", "bad", "Promises at risk", (int) risky, "Due within 3 hours or late", "/admin/pack"));
        needs.add(new Need("box", "brand", "Orders to pack", queue.size(), earliest, "/admin/pack"));
        int dock = ParcelPages.outbound(shop, ParcelState.LABELLED).size();
        needs.add(new Need("truck", "info", "To hand over", dock, "Labelled, still in the building", "/admin/parcels"));
        int label = ParcelPages.outbound(shop, ParcelState.PLANNED).size();
        if (label > 0) {
            String words = "The carrier refused or was silent";
            needs.add(new Need("print", "warn", "Without a label", label, words, "/admin/parcels?show=label"));
        }
    }

    private static void returns(List<Need> needs, Shop shop) {
        Map<ReturnState, Integer> counts = shop.returns().count(List.of(ReturnState.REQUESTED, ReturnState.RECEIVING));
        needs.add(new Need(
                "back",
                "warn",
                "Returns asked for",
                counts.getOrDefault(ReturnState.REQUESTED, 0),
                "To approve or reject",
                "/admin/returns?state=requested"));
        needs.add(new Need(
                "scale",
                "info",
                "Returns to inspect",
                counts.getOrDefault(ReturnState.RECEIVING, 0),
                "The goods are here",
                "/admin/returns?state=receiving"));
    }

    private static Need money(Shop shop) {
        List<WorkSummary> waiting = shop.fulfillment()
                .queue(QueueQuery.open().in(WorkState.WAITING).size(25))
                .works();
        long unpaid = waiting.stream()
                .filter(WorkSummary::held)
                .filter(it -> Waiting.forMoney(shop, it.orderId()))
                .count();
        return new Need(
                "bank",
                "warn",
                "Waiting for payment",
                (int) unpaid,
                "Confirm money that has come",
                "/admin/pack?show=waiting");
    }
}
