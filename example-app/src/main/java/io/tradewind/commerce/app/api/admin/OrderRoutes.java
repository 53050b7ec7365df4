package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.CancelShapes;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.KeyRule;
import io.tradewind.commerce.app.api.OrderShapes;
import io.tradewind.commerce.app.api.Parameter;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.event.Entry;
import io.tradewind.commerce.order.HoldKind;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderPage;
import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.order.OrderState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Finding orders, holding and cancelling them. */
final class OrderRoutes {
    private static final String GROUP = "Orders";

    private OrderRoutes() {}

    record SetHold(
            HoldKind kind,
            @Field(value = "For people", min = 1, max = 400) String reason) {}

    record LiftHold(HoldKind kind) {}

    record Note(
            @Field(value = "Colleagues read it, the buyer does not", min = 1, max = 400)
            String text) {}

    record Told(
            @Field(value = "The buyer reads it with the order and gets it as a message", min = 1, max = 400)
            String text) {}

    record Happened(
            Instant at,

            @Field("order, payment-operation, parcel and so on")
            String machine,

            @Field("Where it was; absent for a birth") Optional<String> from,
            String to,
            String actor,
            Optional<String> note) {
        static Happened of(Entry it) {
            return new Happened(
                    it.at(), it.machine(), Shapes.filled(it.from()), it.to(), it.actor(), Shapes.filled(it.note()));
        }
    }

    record Timeline(@Field("Oldest first") List<Happened> items) {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/orders")
                        .called("listOrders", GROUP, "Orders, newest first")
                        .needs(Permission.ORDERS_READ)
                        .query(Parameter.oneOf("state", "Only these", OrderState.class))
                        .query(Parameter.text("number", "The order with that number", 40, ""))
                        .query(Parameter.text(
                                "q", "Words of a number, address, e-mail address or phone number", 100, ""))
                        .query(Parameter.instant("placedFrom", "Only those placed then or later"))
                        .query(Parameter.instant("promisedBefore", "Only those promised for before then"))
                        .query(Parameter.flag("held", "true: only those that wait"))
                        .query(Parameter.flag("express", "true: only those with a 24-hour promise"))
                        .pages()
                        .answers(OrderShapes.OrderRows.class)
                        .by(OrderRoutes::list),
                ApiRoute.get("/orders/{order}")
                        .called("getOrder", GROUP, "An order with what may be done with it")
                        .needs(Permission.ORDERS_READ)
                        .id("order", IdKind.ORDER)
                        .tagged()
                        .answers(OrderShapes.Order.class)
                        .by(call -> shown(find(call))),
                ApiRoute.get("/orders/{order}/timeline")
                        .called(
                                "getTimeline",
                                GROUP,
                                "Everything that happened to it, its payments, parcels and returns")
                        .needs(Permission.ORDERS_READ)
                        .id("order", IdKind.ORDER)
                        .answers(Timeline.class)
                        .by(call -> ApiReply.of(
                                new Timeline(ApiCall.each(call.shop().orders().timeline(id(call)), Happened::of)))),
                ApiRoute.post("/orders/{order}/notes")
                        .called("noteOrder", GROUP, "Writes something into its timeline for colleagues")
                        .needs(Permission.ORDERS_READ)
                        .once(KeyRule.JOINED)
                        .id("order", IdKind.ORDER)
                        .body(Note.class, "{\"text\": \"Wants the parcel at the side door\"}")
                        .answersNothing()
                        .by(call -> {
                            call.shop()
                                    .orders()
                                    .note(id(call), call.body(Note.class).text());
                            return ApiReply.done();
                        }),
                ApiRoute.post("/orders/{order}/cancellations")
                        .called("cancelOrder", GROUP, "Cancels the whole order")
                        .note("Stock is free at once, money goes back by itself. While it is being packed its packer is"
                                + " asked to stop instead.")
                        .needs(Permission.ORDERS)
                        .once(KeyRule.JOINED)
                        .id("order", IdKind.ORDER)
                        .body(CancelShapes.CancelWish.class, "{\"reason\": \"The buyer asked by telephone\"}")
                        .refuses("cannot-cancel")
                        .answers(CancelShapes.Cancellation.class)
                        .by(call -> CancelShapes.of(
                                call.shop()
                                        .orders()
                                        .cancel(
                                                id(call),
                                                call.body(CancelShapes.CancelWish.class)
                                                        .reason()),
                                OrderRoutes::shape)),
                ApiRoute.post("/orders/{order}/holds")
                        .called("holdOrder", GROUP, "Makes it wait: nothing of it is released or handed over")
                        .needs(Permission.ORDERS)
                        .once(KeyRule.JOINED)
                        .id("order", IdKind.ORDER)
                        .body(SetHold.class, "{\"kind\": \"REVIEW\", \"reason\": \"The address looks odd\"}")
                        .refuses("cannot-move")
                        .tagged()
                        .answers(OrderShapes.Order.class)
                        .by(call -> shown(call.shop()
                                .orders()
                                .hold(
                                        id(call),
                                        call.body(SetHold.class).kind(),
                                        call.body(SetHold.class).reason()))),
                ApiRoute.post("/orders/{order}/messages")
                        .called("tellBuyer", GROUP, "Writes to the buyer")
                        .needs(Permission.ORDERS)
                        .once(KeyRule.JOINED)
                        .id("order", IdKind.ORDER)
                        .body(Told.class, "{\"text\": \"We engrave it tomorrow\"}")
                        .answers(OrderShapes.Order.class)
                        .by(call -> shown(call.shop()
                                .orders()
                                .tell(id(call), call.body(Told.class).text()))),
                ApiRoute.post("/orders/{order}/lifts")
                        .called("liftHold", GROUP, "Lifts the standing holds of a kind")
                        .needs(Permission.ORDERS)
                        .once(KeyRule.JOINED)
                        .id("order", IdKind.ORDER)
                        .body(LiftHold.class, "{\"kind\": \"REVIEW\"}")
                        .tagged()
                        .answers(OrderShapes.Order.class)
                        .by(call -> shown(call.shop()
                                .orders()
                                .lift(id(call), call.body(LiftHold.class).kind()))));
    }

    private static ApiReply list(ApiCall call) {
        OrderQuery query = OrderQuery.newest().size(call.limit());
        query = call.query("state").map(OrderState::valueOf).map(query::in).orElse(query);
        query = call.query("number")
                .filter(it -> !it.isBlank())
                .map(query::numbered)
                .orElse(query);
        query = call.query("q").filter(it -> !it.isBlank()).map(query::matching).orElse(query);
        if (call.query("placedFrom").isPresent()) {
            query = query.placedFrom(PromotionRoutes.instant(call, "placedFrom"));
        }
        if (call.query("promisedBefore").isPresent()) {
            query = query.promisedBefore(PromotionRoutes.instant(call, "promisedBefore"));
        }
        query = call.query("held").filter("true"::equals).isPresent() ? query.onHold() : query;
        query = call.query("express").filter("true"::equals).isPresent() ? query.inTwentyFourHours() : query;
        query = call.query("cursor")
                .filter(it -> !it.isEmpty())
                .map(query::after)
                .orElse(query);
        OrderPage page = call.shop().orders().list(query);
        return ApiReply.of(
                        new OrderShapes.OrderRows(ApiCall.each(page.orders(), OrderShapes.OrderRow::of), page.next()))
                .next(page.next());
    }

    private static Order find(ApiCall call) {
        return call.shop().orders().find(id(call)).orElseThrow(() -> ApiFault.notFound("order"));
    }

    private static ApiReply shown(Order order) {
        return ApiReply.of(shape(order)).version(order.version());
    }

    private static OrderShapes.Order shape(Order order) {
        String place = AdminApi.BASE + "/orders/" + IdKind.ORDER.of(order.id().value());
        return OrderShapes.Order.of(order, place, OrderShapes.Reader.STAFF);
    }

    /** Does nothing if there is such an order here. */
    static void require(ApiCall call, OrderId id) {
        if (call.shop().orders().find(id).isEmpty()) {
            throw ApiFault.notFound("order");
        }
    }

    static OrderId id(ApiCall call) {
        return new OrderId(call.id("order", IdKind.ORDER));
    }
}
