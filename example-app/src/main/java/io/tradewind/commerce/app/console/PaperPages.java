package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.paper.Barcode;
import io.tradewind.commerce.app.shop.Invoice;
import io.tradewind.commerce.app.shop.InvoicePaper;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.fulfillment.FulfillmentId;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.fulfillment.PickLine;
import io.tradewind.commerce.fulfillment.QueueQuery;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.fulfillment.WorkSummary;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.returns.ReturnId;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.shipping.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is printed, from the browser or as PDF: packing slips, labels, pick lists, invoices, manifests, returns. */
final class PaperPages {
    private static final int MOST = 100;
    private static final Access PACK = Access.of(Permission.FULFILMENT);
    private static final Access ORDERS = Access.of(Permission.ORDERS_READ);
    private static final Access RETURNS = Access.of(Permission.RETURNS);

    private final Desk desk;

    PaperPages(Desk desk) {
        this.desk = desk;
    }

    void routes(Routes routes) {
        routes.get("/admin/pack/{id}/slip", PACK, context -> one(context, false));
        routes.get("/admin/pack/{id}/papers", PACK, context -> one(context, true));
        routes.get("/admin/pack/{id}/papers.pdf", PACK, this::onePdf);
        routes.get("/admin/papers/slips", PACK, this::several);
        routes.get("/admin/papers/slips.pdf", PACK, this::severalPdf);
        routes.get("/admin/papers/picklist", PACK, this::pickList);
        routes.get("/admin/papers/picklist.pdf", PACK, this::pickListPdf);
        routes.get("/admin/papers/manifest", PACK, this::manifest);
        routes.get("/admin/papers/manifest.pdf", PACK, this::manifestPdf);
        routes.get("/admin/orders/{id}/invoice", ORDERS, this::invoice);
        routes.get("/admin/orders/{id}/invoice.pdf", ORDERS, this::invoicePdf);
        routes.get("/admin/returns/{id}/paper", RETURNS, this::back);
        routes.get("/admin/returns/{id}/paper.pdf", RETURNS, this::backPdf);
    }

    /** Papers for customers are in the language the store writes to them in, those for staff in that of the console. */
    private static Lang customers(Shop shop) {
        return Lang.liked(shop.store().policy().messages().language().toLanguageTag());
    }

    private Lang staff(Context context) {
        return desk.web().page(context, "").lang();
    }

    private static PaperPrint print(Context context, Shop shop, Lang otherwise) {
        Lang say = Sheets.chosen(context, otherwise);
        return new PaperPrint(say, shop.store().policy().brand(), shop.store().zone(), StoreClock.now());
    }

    private static void pdf(Context context, String name, byte[] bytes) {
        context.contentType("application/pdf");
        context.header("Content-Disposition", "inline; filename=\"" + name + ".pdf\"");
        context.result(bytes);
    }

    private static FulfillmentOrder work(Context context, Shop shop) {
        return shop.fulfillment()
                .find(new FulfillmentId(Form.id(context, "id")))
                .orElseThrow(() -> CommerceException.notFound("fulfillment order"));
    }

    private void one(Context context, boolean labels) {
        Shop shop = desk.shop(context);
        FulfillmentOrder work = work(context, shop);
        print(
                context,
                "Packing slip " + work.orderNumber(),
                List.of(slip(context, shop, work, labels)),
                "/admin/pack/" + work.id());
    }

    /** The slip and the labels of its parcels. */
    private void onePdf(Context context) {
        Shop shop = desk.shop(context);
        FulfillmentOrder work = work(context, shop);
        byte[] bytes = print(context, shop, customers(shop))
                .slips(List.of(slip(context, shop, work, false)), labels(shop, work));
        pdf(context, "slip-" + work.orderNumber(), bytes);
    }

    private void several(Context context) {
        Shop shop = desk.shop(context);
        print(context, "Packing slips", chosen(context, shop), "/admin/orders");
    }

    private void severalPdf(Context context) {
        Shop shop = desk.shop(context);
        pdf(context, "slips", print(context, shop, customers(shop)).slips(chosen(context, shop), List.of()));
    }

    private List<Slip> chosen(Context context, Shop shop) {
        List<Slip> slips = new ArrayList<>();
        for (String text : context.queryParams("order").stream().limit(MOST).toList()) {
            Optional<OrderId> id = Form.uuid(text).map(OrderId::new);
            if (id.isPresent() && shop.orders().find(id.get()).isPresent()) {
                shop.fulfillment().of(id.get()).stream()
                        .filter(it -> it.state() != WorkState.CANCELLED)
                        .forEach(it -> slips.add(slip(context, shop, it, false)));
            }
        }
        return slips;
    }

    private static List<Label> labels(Shop shop, FulfillmentOrder work) {
        return work.liveParcels().stream()
                .filter(Parcel::hasLabel)
                .flatMap(it -> shop.fulfillment().label(it.id()).stream())
                .toList();
    }

    private Slip slip(Context context, Shop shop, FulfillmentOrder work, boolean labels) {
        List<String> pictures = labels
                ? labels(shop, work).stream()
                        .flatMap(it -> LabelPicture.of(it).stream())
                        .toList()
                : List.of();
        String follow = desk.web()
                .base(context)
                .resolve("/o/" + shop.orders().token(work.orderId()))
                .toString();
        return new Slip(work, follow, Barcode.code128(work.orderNumber()), Barcode.qr(follow), pictures);
    }

    private void print(Context context, String title, List<Slip> slips, String back) {
        Shop shop = desk.shop(context);
        desk.show(
                context,
                "slips",
                "pack",
                title,
                Map.of(
                        "slips", slips,
                        "brand", shop.store().policy().brand(),
                        "sheets", Sheets.of(context, back, customers(shop)),
                        "now", StoreClock.now()));
    }

    /** Everything that waits to be packed, article by article, so that one walk brings it all. */
    private static List<PickRow> rows(List<WorkSummary> works) {
        Map<String, PickRow> rows = new TreeMap<>();
        for (WorkSummary work : works) {
            for (PickLine line : work.lines()) {
                rows.computeIfAbsent(
                                line.sku().value(),
                                sku -> new PickRow(line, Barcode.code128(sku), new ArrayList<>(), new TreeMap<>()))
                        .add(work.orderNumber(), line);
            }
        }
        return List.copyOf(rows.values());
    }

    private static List<WorkSummary> toPick(Shop shop) {
        return shop.fulfillment()
                .queue(QueueQuery.open().in(WorkState.RELEASED).size(MOST))
                .works();
    }

    private void pickList(Context context) {
        Shop shop = desk.shop(context);
        List<WorkSummary> works = toPick(shop);
        desk.show(
                context,
                "pick-list",
                "pack",
                "Pick list",
                Map.of(
                        "rows", rows(works),
                        "works", works,
                        "sheets", Sheets.of(context, "/admin/pack", staff(context)),
                        "brand", shop.store().policy().brand(),
                        "now", StoreClock.now()));
    }

    private void pickListPdf(Context context) {
        Shop shop = desk.shop(context);
        List<WorkSummary> works = toPick(shop);
        pdf(context, "pick-list", print(context, shop, staff(context)).pickList(rows(works), works));
    }

    /** What one carrier takes along today. */
    private static Manifest manifest(Context context, Shop shop) {
        String carrier = Form.asked(context, "carrier");
        List<ParcelRow> rows = ParcelPages.named(
                shop,
                ParcelPages.outbound(shop, ParcelState.LABELLED).stream()
                        .filter(it -> it.account().equals(carrier))
                        .toList());
        List<String> bars = rows.stream()
                .map(it -> Barcode.code128(it.parcel().trackingNumber()))
                .toList();
        return new Manifest(carrier, rows, bars);
    }

    private void manifest(Context context) {
        Shop shop = desk.shop(context);
        Manifest manifest = manifest(context, shop);
        desk.show(
                context,
                "manifest",
                "parcels",
                "Manifest " + manifest.carrier(),
                Map.of(
                        "manifest", manifest,
                        "sheets", Sheets.of(context, "/admin/parcels", staff(context)),
                        "brand", shop.store().policy().brand(),
                        "now", StoreClock.now()));
    }

    private void manifestPdf(Context context) {
        Shop shop = desk.shop(context);
        pdf(context, "manifest", print(context, shop, staff(context)).manifest(manifest(context, shop)));
    }

    private static Return goods(Context context, Shop shop) {
        return shop.returns()
                .find(new ReturnId(Form.id(context, "id")))
                .orElseThrow(() -> CommerceException.notFound("return"));
    }

    private static Address from(Shop shop, Return goods) {
        return shop.orders()
                .find(goods.orderId())
                .orElseThrow(() -> CommerceException.notFound("order"))
                .address();
    }

    /** What travels with goods that come back, and the label that sends them. */
    private void back(Context context) {
        Shop shop = desk.shop(context);
        Return goods = goods(context, shop);
        List<String> pictures = shop.returns().label(goods.id()).stream()
                .flatMap(it -> LabelPicture.of(it).stream())
                .toList();
        desk.show(
                context,
                "return-paper",
                "returns",
                "Return of " + goods.orderNumber(),
                Map.of(
                        "goods", goods,
                        "from", from(shop, goods),
                        "to", shop.store().policy().warehouse(),
                        "sheets", Sheets.of(context, "/admin/returns/" + goods.id(), customers(shop)),
                        "brand", shop.store().policy().brand(),
                        "bars", Barcode.code128(goods.orderNumber()),
                        "labels", pictures));
    }

    private void backPdf(Context context) {
        Shop shop = desk.shop(context);
        Return goods = goods(context, shop);
        List<Label> labels = shop.returns().label(goods.id()).stream().toList();
        Address to = shop.store().policy().warehouse();
        PaperPrint print = print(context, shop, customers(shop));
        pdf(context, "return-" + goods.orderNumber(), print.back(goods, from(shop, goods), to, labels));
    }

    private static Order order(Context context, Shop shop) {
        return shop.orders()
                .find(new OrderId(Form.id(context, "id")))
                .orElseThrow(() -> CommerceException.notFound("order"));
    }

    private void invoicePdf(Context context) {
        Shop shop = desk.shop(context);
        Invoice bill = Invoice.of(Sheets.chosen(context, customers(shop)), shop, order(context, shop));
        pdf(
                context,
                "invoice-" + bill.number(),
                InvoicePaper.pdf(bill, shop.store().policy().brand()));
    }

    private void invoice(Context context) {
        Shop shop = desk.shop(context);
        Order order = order(context, shop);
        Sheets sheets = Sheets.of(context, "/admin/orders/" + order.id(), customers(shop));
        desk.show(
                context,
                "invoice",
                "orders",
                "Invoice " + order.number(),
                Map.of(
                        "bill", Invoice.of(sheets.say(), shop, order),
                        "sheets", sheets,
                        "brand", shop.store().policy().brand(),
                        "bars", Barcode.code128(order.number())));
    }
}
