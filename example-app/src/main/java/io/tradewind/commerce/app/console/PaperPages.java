package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.paper.Barcode;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.fulfillment.FulfillmentId;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.PickLine;
import io.tradewind.commerce.fulfillment.QueueQuery;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.fulfillment.WorkSummary;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is printed: packing slips, slip and label together, pick lists, invoices. */
final class PaperPages {
    private static final int MOST = 100;
    private static final Access PACK = Access.of(Permission.FULFILMENT);

    private final Desk desk;

    PaperPages(Desk desk) {
        this.desk = desk;
    }

    void routes(Routes routes) {
        routes.get("/admin/pack/{id}/slip", PACK, context -> one(context, false));
        routes.get("/admin/pack/{id}/papers", PACK, context -> one(context, true));
        routes.get("/admin/papers/slips", PACK, this::several);
        routes.get("/admin/papers/picklist", PACK, this::pickList);
        routes.get("/admin/orders/{id}/invoice", Access.of(Permission.ORDERS_READ), this::invoice);
    }

    private void one(Context context, boolean labels) {
        Shop shop = desk.shop(context);
        FulfillmentOrder work = shop.fulfillment()
                .find(new FulfillmentId(Form.id(context, "id")))
                .orElseThrow(() -> CommerceException.notFound("fulfillment order"));
        print(
                context,
                "Packing slip " + work.orderNumber(),
                List.of(slip(context, shop, work, labels)),
                "/admin/pack/" + work.id());
    }

    private void several(Context context) {
        Shop shop = desk.shop(context);
        List<Slip> slips = new ArrayList<>();
        for (String text : context.queryParams("order").stream().limit(MOST).toList()) {
            Optional<OrderId> id = Form.uuid(text).map(OrderId::new);
            if (id.isPresent() && shop.orders().find(id.get()).isPresent()) {
                shop.fulfillment().of(id.get()).stream()
                        .filter(it -> it.state() != WorkState.CANCELLED)
                        .forEach(it -> slips.add(slip(context, shop, it, false)));
            }
        }
        print(context, "Packing slips", slips, "/admin/orders");
    }

    private Slip slip(Context context, Shop shop, FulfillmentOrder work, boolean labels) {
        List<String> pictures = labels
                ? work.liveParcels().stream()
                        .filter(it -> it.hasLabel())
                        .flatMap(it -> shop.fulfillment().label(it.id()).stream())
                        .flatMap(it -> LabelPicture.of(it).stream())
                        .toList()
                : List.of();
        String follow = desk.web()
                .base(context)
                .resolve("/o/" + shop.orders().token(work.orderId()))
                .toString();
        return new Slip(work, Barcode.code128(work.orderNumber()), Barcode.qr(follow), pictures);
    }

    private void print(Context context, String title, List<Slip> slips, String back) {
        Shop shop = desk.shop(context);
        desk.show(
                context,
                "slips",
                "pack",
                title,
                Map.of("slips", slips, "brand", shop.store().policy().brand(), "back", back, "now", StoreClock.now()));
    }

    /** Everything that waits to be packed, article by article, so that one walk brings it all. */
    private void pickList(Context context) {
        Shop shop = desk.shop(context);
        List<WorkSummary> works = shop.fulfillment()
                .queue(QueueQuery.open().in(WorkState.RELEASED).size(MOST))
                .works();
        Map<String, PickRow> rows = new TreeMap<>();
        for (WorkSummary work : works) {
            for (PickLine line : work.lines()) {
                rows.computeIfAbsent(
                                line.sku().value(),
                                sku -> new PickRow(line, Barcode.code128(sku), new ArrayList<>(), new HashMap<>()))
                        .add(work.orderNumber(), line);
            }
        }
        desk.show(
                context,
                "pick-list",
                "pack",
                "Pick list",
                Map.of(
                        "rows", List.copyOf(rows.values()),
                        "works", works,
                        "brand", shop.store().policy().brand(),
                        "now", StoreClock.now()));
    }

    private void invoice(Context context) {
        Shop shop = desk.shop(context);
        Order order = shop.orders()
                .find(new OrderId(Form.id(context, "id")))
                .orElseThrow(() -> CommerceException.notFound("order"));
        desk.show(
                context,
                "invoice",
                "orders",
                "Invoice " + order.number(),
                Map.of(
                        "order", order,
                        "seller", shop.store().policy().warehouse(),
                        "brand", shop.store().policy().brand(),
                        "bars", Barcode.code128(order.number())));
    }
}
