package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.CreditShapes;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.Parameter;
import io.tradewind.commerce.app.print.PaperPrint;
import io.tradewind.commerce.app.print.Papers;
import io.tradewind.commerce.app.print.Pdf;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.order.OrderId;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** What is printed, as PDF: the same papers as in the console. */
final class PaperRoutes {
    private static final String GROUP = "Papers";
    private static final Pattern COMMA = Pattern.compile(",");

    private PaperRoutes() {}

    static List<ApiRoute> all() {
        return List.of(
                paper("/fulfilments/{work}/slip", Permission.FULFILMENT)
                        .called("getSlip", GROUP, "The packing slip, and behind it the labels of its parcels")
                        .id("work", IdKind.FULFILMENT)
                        .by(call -> print(
                                call, PaperPrint::slip, Papers.slip(call.shop(), call.base(), WorkRoutes.id(call)))),
                paper("/papers/slips", Permission.FULFILMENT)
                        .called("getSlips", GROUP, "The packing slips of some orders")
                        .note("Without labels. An order that is unknown has none.")
                        .query(orders())
                        .by(PaperRoutes::slips),
                paper("/papers/pick-list", Permission.FULFILMENT)
                        .called("getPickList", GROUP, "What waits to be packed, article by article")
                        .by(call -> print(call, PaperPrint::pickList, Papers.pickList(call.shop()))),
                paper("/papers/manifest", Permission.FULFILMENT)
                        .called("getManifest", GROUP, "The parcels that one carrier takes along, to be signed")
                        .query(Parameter.text("carrier", "The carrier's account", 100, "parcel")
                                .needed())
                        .by(PaperRoutes::manifest),
                paper("/orders/{order}/invoice", Permission.ORDERS_READ)
                        .called("getInvoice", GROUP, "The bill of an order")
                        .id("order", IdKind.ORDER)
                        .by(call -> print(
                                call,
                                PaperPrint::invoice,
                                Papers.invoice(call.shop(), language(call), OrderRoutes.id(call)))),
                ApiRoute.get("/orders/{order}/credit-notes")
                        .called("listCreditNotes", GROUP, "What the bill of an order counts less by")
                        .needs(Permission.ORDERS_READ)
                        .id("order", IdKind.ORDER)
                        .answers(CreditShapes.Credits.class)
                        .by(call -> ApiReply.of(
                                CreditShapes.Credits.of(call.shop().orders().creditNotes(OrderRoutes.id(call))))),
                paper("/orders/{order}/credit-note", Permission.ORDERS_READ)
                        .called("getCreditNote", GROUP, "A credit note of an order")
                        .id("order", IdKind.ORDER)
                        .query(CreditShapes.number())
                        .by(call -> print(
                                call,
                                PaperPrint::invoice,
                                Papers.credit(
                                        call.shop(),
                                        language(call),
                                        OrderRoutes.id(call),
                                        call.query("number").orElseThrow()))),
                paper("/returns/{return}/paper", Permission.RETURNS)
                        .called("getReturnPaper", GROUP, "What travels with goods that come back, and their label")
                        .id("return", IdKind.RETURN)
                        .by(call -> print(call, PaperPrint::back, Papers.back(call.shop(), ReturnRoutes.id(call)))));
    }

    private static ApiRoute.Draft paper(String path, Permission permission) {
        return ApiRoute.get(path)
                .needs(permission)
                .query(Parameter.among(
                        "lang",
                        "Its language; else the one the store writes in",
                        Lang.ALL.stream().map(Lang::tag).toList()))
                .file("application/pdf");
    }

    private static Parameter orders() {
        String id = IdKind.ORDER.pattern().substring(1, IdKind.ORDER.pattern().length() - 1);
        return new Parameter(
                "orders",
                "Ids of at most " + Papers.MOST + " orders, with commas between them",
                true,
                "^" + id + "(," + id + "){0," + (Papers.MOST - 1) + "}$",
                false,
                List.of(),
                IdKind.ORDER.example());
    }

    private static ApiReply slips(ApiCall call) {
        List<OrderId> orders = COMMA.splitAsStream(call.query("orders").orElseThrow())
                .flatMap(it -> IdKind.ORDER.read(it).map(OrderId::new).stream())
                .toList();
        return print(call, PaperPrint::slips, Papers.slips(call.shop(), call.base(), orders));
    }

    private static ApiReply manifest(ApiCall call) {
        String carrier = call.query("carrier").orElseThrow();
        return print(call, PaperPrint::manifest, Papers.manifest(call.shop(), carrier));
    }

    private static <T> ApiReply print(ApiCall call, BiFunction<PaperPrint, T, Pdf> how, T what) {
        Pdf pdf = how.apply(new PaperPrint(call.shop(), language(call)), what);
        return ApiReply.file("application/pdf", pdf.name() + ".pdf", pdf.bytes());
    }

    private static Lang language(ApiCall call) {
        return call.query("lang").map(Lang::liked).orElseGet(() -> Papers.customers(call.shop()));
    }
}
