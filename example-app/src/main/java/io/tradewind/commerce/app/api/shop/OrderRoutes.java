package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.app.api.Access;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.CancelShapes;
import io.tradewind.commerce.app.api.CreditShapes;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.KeyRule;
import io.tradewind.commerce.app.api.OrderShapes;
import io.tradewind.commerce.app.print.PaperPrint;
import io.tradewind.commerce.app.print.Papers;
import io.tradewind.commerce.app.print.Pdf;
import io.tradewind.commerce.app.shop.Invoice;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderPage;
import io.tradewind.commerce.order.OrderQuery;
import java.util.List;

/** A shopper's own orders. */
final class OrderRoutes {
    private static final String GROUP = "Orders";

    private OrderRoutes() {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/orders")
                        .called("listOrders", GROUP, "One's own orders, newest first")
                        .open(Access.SHOPPER)
                        .pages()
                        .answers(OrderShapes.OrderRows.class)
                        .by(OrderRoutes::list),
                ApiRoute.get("/orders/{order}")
                        .called("getOrder", GROUP, "One of one's own orders")
                        .open(Access.SHOPPER)
                        .id("order", IdKind.ORDER)
                        .tagged()
                        .answers(OrderShapes.Order.class)
                        .by(OrderRoutes::show),
                ApiRoute.post("/orders/{order}/cancellations")
                        .called("cancelOrder", GROUP, "Cancels the whole order")
                        .note("While it is being packed its packer is asked to stop instead.")
                        .open(Access.SHOPPER)
                        .once(KeyRule.JOINED)
                        .id("order", IdKind.ORDER)
                        .body(CancelShapes.CancelWish.class, "{\"reason\": \"Ordered twice by mistake\"}")
                        .refuses("cannot-cancel")
                        .answers(CancelShapes.Cancellation.class)
                        .by(call -> CancelShapes.of(
                                call.shop()
                                        .orders()
                                        .cancel(
                                                id(call),
                                                call.body(CancelShapes.CancelWish.class)
                                                        .reason()),
                                it -> shape(call, it))),
                ApiRoute.get("/orders/{order}/invoice")
                        .called("getInvoice", GROUP, "The bill, as PDF in the language of Accept-Language")
                        .note("It never changes; what it counts less by are its credit notes.")
                        .open(Access.SHOPPER)
                        .id("order", IdKind.ORDER)
                        .file("application/pdf")
                        .by(OrderRoutes::invoice),
                ApiRoute.get("/orders/{order}/credit-notes")
                        .called("listCreditNotes", GROUP, "What the bill counts less by")
                        .open(Access.SHOPPER)
                        .id("order", IdKind.ORDER)
                        .answers(CreditShapes.Credits.class)
                        .by(call -> ApiReply.of(
                                CreditShapes.Credits.of(call.shop().orders().creditNotes(id(call))))),
                ApiRoute.get("/orders/{order}/credit-note")
                        .called("getCreditNote", GROUP, "A credit note, as PDF in the language of Accept-Language")
                        .open(Access.SHOPPER)
                        .id("order", IdKind.ORDER)
                        .query(CreditShapes.number())
                        .file("application/pdf")
                        .by(OrderRoutes::credit));
    }

    private static ApiReply list(ApiCall call) {
        OrderQuery query = OrderQuery.newest().size(call.limit());
        OrderPage page =
                call.shop().orders().list(call.query("cursor").map(query::after).orElse(query));
        return ApiReply.of(
                        new OrderShapes.OrderRows(ApiCall.each(page.orders(), OrderShapes.OrderRow::of), page.next()))
                .next(page.next());
    }

    private static ApiReply show(ApiCall call) {
        Order order = find(call);
        return ApiReply.of(shape(call, order)).version(order.version());
    }

    static Order find(ApiCall call) {
        return call.shop().orders().find(id(call)).orElseThrow(() -> ApiFault.notFound("order"));
    }

    private static ApiReply invoice(ApiCall call) {
        return paper(call, Papers.invoice(call.shop(), call.lang(), id(call)));
    }

    private static ApiReply credit(ApiCall call) {
        String number = call.query("number").orElseThrow();
        return paper(call, Papers.credit(call.shop(), call.lang(), id(call), number));
    }

    private static ApiReply paper(ApiCall call, Invoice bill) {
        Pdf pdf = new PaperPrint(call.shop(), call.lang()).invoice(bill);
        return ApiReply.file("application/pdf", pdf.name() + ".pdf", pdf.bytes());
    }

    static OrderShapes.Order shape(ApiCall call, Order order) {
        String place = ShopApi.BASE + "/orders/" + IdKind.ORDER.of(order.id().value());
        return OrderShapes.Order.of(order, place, call.shop().orders().token(order.id()));
    }

    private static OrderId id(ApiCall call) {
        return new OrderId(call.id("order", IdKind.ORDER));
    }
}
