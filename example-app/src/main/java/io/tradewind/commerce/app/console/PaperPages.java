package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.print.Manifest;
import io.tradewind.commerce.app.print.PaperPrint;
import io.tradewind.commerce.app.print.Papers;
import io.tradewind.commerce.app.print.Pdf;
import io.tradewind.commerce.app.print.ReturnSheet;
import io.tradewind.commerce.app.print.Slip;
import io.tradewind.commerce.app.shop.Invoice;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.fulfillment.FulfillmentId;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.returns.ReturnId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What is printed, from the browser or as PDF: packing slips, labels, pick lists, invoices, manifests, returns. Papers for
 * customers are in the language the store writes to them in, those for staff in that of the console.
 */
final class PaperPages {
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
        routes.get("/admin/pack/{id}/papers.pdf", PACK, context -> pdf(context, PaperPrint::slip, this::slip));
        routes.get("/admin/papers/slips", PACK, this::several);
        routes.get("/admin/papers/slips.pdf", PACK, context -> pdf(context, PaperPrint::slips, this::chosen));
        routes.get("/admin/papers/picklist", PACK, this::pickList);
        routes.get("/admin/papers/picklist.pdf", PACK, this::pickListPdf);
        routes.get("/admin/papers/manifest", PACK, this::manifest);
        routes.get("/admin/papers/manifest.pdf", PACK, this::manifestPdf);
        routes.get("/admin/orders/{id}/invoice", ORDERS, this::invoice);
        routes.get("/admin/orders/{id}/invoice.pdf", ORDERS, context -> pdf(context, PaperPrint::invoice, this::bill));
        routes.get("/admin/orders/{id}/credit/{n}/paper", ORDERS, this::credit);
        routes.get(
                "/admin/orders/{id}/credit/{n}/paper.pdf",
                ORDERS,
                context -> pdf(context, PaperPrint::invoice, this::note));
        routes.get("/admin/returns/{id}/paper", RETURNS, this::back);
        routes.get("/admin/returns/{id}/paper.pdf", RETURNS, context -> pdf(context, PaperPrint::back, this::sheet));
    }

    private Lang staff(Context context) {
        return desk.web().page(context, "").lang();
    }

    private void show(Context context, String template, String place, String title, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("brand", desk.shop(context).store().policy().brand());
        desk.show(context, template, place, title, all);
    }

    private <T> void pdf(Context context, BiFunction<PaperPrint, T, Pdf> paper, Function<Context, T> what) {
        pdf(context, Papers.customers(desk.shop(context)), paper, what);
    }

    private <T> void pdf(
            Context context, Lang otherwise, BiFunction<PaperPrint, T, Pdf> paper, Function<Context, T> what) {
        PaperPrint print = new PaperPrint(desk.shop(context), Sheets.chosen(context, otherwise));
        Pdf pdf = paper.apply(print, what.apply(context));
        context.contentType("application/pdf");
        context.header("Content-Disposition", "inline; filename=\"" + pdf.name() + ".pdf\"");
        context.result(pdf.bytes());
    }

    private Slip slip(Context context) {
        return Papers.slip(desk.shop(context), desk.web().base(context), new FulfillmentId(Form.id(context, "id")));
    }

    private void one(Context context, boolean labels) {
        Slip slip = slip(context);
        slips(
                context,
                "Packing slip " + slip.work().orderNumber(),
                List.of(labels ? slip : slip.withoutLabels()),
                "/admin/pack/" + slip.work().id());
    }

    private List<Slip> chosen(Context context) {
        List<OrderId> orders = context.queryParams("order").stream()
                .limit(Papers.MOST)
                .flatMap(it -> Form.uuid(it).map(OrderId::new).stream())
                .toList();
        return Papers.slips(desk.shop(context), desk.web().base(context), orders);
    }

    private void several(Context context) {
        slips(context, "Packing slips", chosen(context), "/admin/orders");
    }

    private void slips(Context context, String title, List<Slip> slips, String back) {
        Sheets sheets = Sheets.of(context, back, Papers.customers(desk.shop(context)));
        show(context, "slips", "pack", title, Map.of("slips", slips, "sheets", sheets, "now", StoreClock.now()));
    }

    private void pickList(Context context) {
        show(
                context,
                "pick-list",
                "pack",
                "Pick list",
                Map.of(
                        "list", Papers.pickList(desk.shop(context)),
                        "sheets", Sheets.of(context, "/admin/pack", staff(context)),
                        "now", StoreClock.now()));
    }

    private void pickListPdf(Context context) {
        pdf(context, staff(context), PaperPrint::pickList, it -> Papers.pickList(desk.shop(it)));
    }

    private Manifest parcels(Context context) {
        return Papers.manifest(desk.shop(context), Form.asked(context, "carrier"));
    }

    private void manifest(Context context) {
        Manifest manifest = parcels(context);
        show(
                context,
                "manifest",
                "parcels",
                "Manifest " + manifest.carrier(),
                Map.of(
                        "manifest", manifest,
                        "sheets", Sheets.of(context, "/admin/parcels", staff(context)),
                        "now", StoreClock.now()));
    }

    private void manifestPdf(Context context) {
        pdf(context, staff(context), PaperPrint::manifest, this::parcels);
    }

    private ReturnSheet sheet(Context context) {
        return Papers.back(desk.shop(context), new ReturnId(Form.id(context, "id")));
    }

    private void back(Context context) {
        ReturnSheet sheet = sheet(context);
        Sheets sheets =
                Sheets.of(context, "/admin/returns/" + sheet.goods().id(), Papers.customers(desk.shop(context)));
        String title = "Return of " + sheet.goods().orderNumber();
        show(context, "return-paper", "returns", title, Map.of("sheet", sheet, "sheets", sheets));
    }

    private Invoice bill(Context context) {
        Shop shop = desk.shop(context);
        Lang say = Sheets.chosen(context, Papers.customers(shop));
        return Papers.invoice(shop, say, new OrderId(Form.id(context, "id")));
    }

    private Invoice note(Context context) {
        Shop shop = desk.shop(context);
        Lang say = Sheets.chosen(context, Papers.customers(shop));
        return Papers.credit(shop, say, new OrderId(Form.id(context, "id")), context.pathParam("n"));
    }

    private void invoice(Context context) {
        bill(context, "Invoice ", bill(context));
    }

    private void credit(Context context) {
        bill(context, "Credit note ", note(context));
    }

    private void bill(Context context, String word, Invoice bill) {
        Sheets sheets = Sheets.of(context, "/admin/orders/" + bill.order().id(), bill.say());
        show(context, "invoice", "orders", word + bill.number(), Map.of("bill", bill, "sheets", sheets));
    }
}
