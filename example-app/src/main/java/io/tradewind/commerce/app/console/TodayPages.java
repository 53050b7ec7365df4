package io.tradewind.commerce.app.console;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.fulfillment.QueueQuery;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.fulfillment.WorkSummary;
import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.returns.ReturnState;
import io.tradewind.commerce.stock.StockLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What needs somebody now. */
final class TodayPages {
    private static final Duration SOON = Duration.ofHours(3);
    private static final int LOW = 5;

    private final Desk desk;

    TodayPages(Desk desk) {
        this.desk = desk;
    }

    void routes(RoutesConfig routes) {
        routes.get("/admin", this::page);
    }

    private void page(Context context) {
        Shop shop = desk.shop(context);
        List<WorkSummary> queue =
                shop.fulfillment().queue(QueueQuery.open().size(100)).works();
        desk.show(
                context,
                "today",
                "today",
                "Today",
                Map.of(
                        "needs", needs(shop, queue),
                        "queue", queue.stream().limit(8).toList(),
                        "newest",
                                shop.orders().list(OrderQuery.newest().size(8)).orders(),
                        "now", Instant.now()));
    }

    private List<Need> needs(Shop shop, List<WorkSummary> queue) {
        List<Need> needs = new ArrayList<>();
        Instant now = Instant.now();
        ZoneId zone = desk.zone(shop);
        List<WorkSummary> risky =
                queue.stream().filter(it -> it.dueAt().isBefore(now.plus(SOON))).toList();
        String earliest = queue.stream()
                .map(WorkSummary::dueAt)
                .min(Comparator.naturalOrder())
                .map(it -> "The next is due " + Format.moment(it, zone))
                .orElse("The queue is empty");
        needs.add(
                new Need("bolt", "bad", "Promises at risk", risky.size(), "Due within 3 hours or late", "/admin/pack"));
        needs.add(new Need("box", "brand", "Orders to pack", queue.size(), earliest, "/admin/pack"));
        int dock = ParcelPages.outbound(shop, ParcelState.LABELLED).size();
        needs.add(new Need("truck", "info", "To hand over", dock, "Labelled, still in the building", "/admin/parcels"));
        int label = ParcelPages.outbound(shop, ParcelState.PLANNED).size();
        if (label > 0) {
            needs.add(new Need(
                    "print",
                    "warn",
                    "Without a label",
                    label,
                    "The carrier refused or was silent",
                    "/admin/parcels?show=label"));
        }
        needs.add(money(shop));
        Map<ReturnState, Integer> returns = shop.returns().count(List.of(ReturnState.REQUESTED, ReturnState.RECEIVING));
        needs.add(new Need(
                "back",
                "warn",
                "Returns asked for",
                returns.getOrDefault(ReturnState.REQUESTED, 0),
                "To approve or reject",
                "/admin/returns?state=requested"));
        needs.add(new Need(
                "scale",
                "info",
                "Returns to inspect",
                returns.getOrDefault(ReturnState.RECEIVING, 0),
                "The goods are here",
                "/admin/returns?state=receiving"));
        needs.add(new Need(
                "card",
                "bad",
                "Payments to decide",
                shop.payments().reviewQueue().size(),
                "A machine must not guess",
                "/admin/payments"));
        needs.add(new Need(
                "warn",
                "bad",
                "Events not delivered",
                shop.events().deadLetters().size(),
                "Given up after ten tries",
                "/admin/system#letters"));
        List<StockLevel> low = shop.stock().scarce(LOW, 100);
        needs.add(new Need(
                "chart",
                "idle",
                "Low in stock",
                low.size(),
                low.isEmpty()
                        ? "Everything is well filled"
                        : low.get(0).sku() + ": " + low.get(0).available() + " free",
                "/admin/stock"));
        return needs;
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
