package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.app.api.Access;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.KeyRule;
import io.tradewind.commerce.app.api.OrderShapes;
import io.tradewind.commerce.app.api.Parameter;
import io.tradewind.commerce.app.api.ReturnShapes;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.app.shop.OrderCalendar;
import io.tradewind.commerce.app.shop.Words;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.returns.PreviewAnswer;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.returns.ReturnAnswer;
import io.tradewind.commerce.returns.ReturnId;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What the signed link of an order opens, on any device and without a token of a shopper. */
final class TrackingRoutes {
    private static final String GROUP = "Tracking";
    private static final Parameter TOKEN = new Parameter(
            "token",
            "The trackingToken of the order",
            true,
            "^[A-Za-z0-9_-]{43}$",
            false,
            List.of(),
            "AZDG4fCofT-x4sPU5fYHGAAAAAAAAAAAAAAAAAAAAAA");
    private static final String REFUSALS = "too-many, made-for-you, window-over, unknown-line, line-twice";
    private static final String WISH = """
            {"items": [{"line": "%s", "quantity": 1, "reason": "CHANGED_MIND"}]}
            """.formatted(IdKind.LINE.example());

    private TrackingRoutes() {}

    record TrackedOrder(OrderShapes.Order order, List<OrderShapes.Tracked> parcels) {}

    record Returns(List<ReturnShapes.Return> items) {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/tracking/{token}")
                        .called("track", GROUP, "The order behind a link, and where its parcels are")
                        .open(Access.SHOP)
                        .with(TOKEN)
                        .tagged()
                        .answers(TrackedOrder.class)
                        .by(TrackingRoutes::track),
                ApiRoute.get("/tracking/{token}/events")
                        .called("follow", GROUP, "The same as server-sent events, whenever something has changed")
                        .note("The id of an event names the state it tells; with Last-Event-ID nothing is told twice. A"
                                + " comment every 15 seconds keeps the line open; it ends after ten minutes.")
                        .open(Access.SHOP)
                        .with(TOKEN)
                        .streams(TrackedOrder.class)
                        .by(TrackingRoutes::track),
                ApiRoute.get("/tracking/{token}/calendar")
                        .called("getCalendar", GROUP, "When it arrives, as a file for the buyer's calendar")
                        .note("None of an order of which nothing is sent.")
                        .open(Access.SHOP)
                        .with(TOKEN)
                        .file(OrderCalendar.MEDIA_TYPE)
                        .by(TrackingRoutes::calendar),
                ApiRoute.get("/tracking/{token}/returns")
                        .called("listReturns", GROUP, "What was given back of the order")
                        .open(Access.SHOP)
                        .with(TOKEN)
                        .answers(Returns.class)
                        .by(call -> ApiReply.of(new Returns(call.shop().returns().of(call.path("token")).stream()
                                .map(it -> shape(call, it))
                                .toList()))),
                ApiRoute.post("/tracking/{token}/return-previews")
                        .called("previewReturn", GROUP, "What would be refunded for these units; nothing is changed")
                        .open(Access.SHOP)
                        .with(TOKEN)
                        .body(ReturnShapes.ReturnWishes.class, WISH)
                        .refuses(REFUSALS)
                        .answers(ReturnShapes.RefundSum.class)
                        .by(call -> {
                            PreviewAnswer answer = call.shop()
                                    .returns()
                                    .preview(call.path("token"), wishes(call).read());
                            if (answer instanceof PreviewAnswer.Refused refused) {
                                throw refused(call, refused.refusal());
                            }
                            return ApiReply.of(ReturnShapes.RefundSum.of(answer));
                        }),
                ApiRoute.post("/tracking/{token}/returns")
                        .called("requestReturn", GROUP, "Asks to give units back")
                        .note("The same wish again is the return that stands already. Where the shop grants it at once,"
                                + " its label is there within seconds.")
                        .open(Access.SHOP)
                        .once(KeyRule.CLAIMED)
                        .with(TOKEN)
                        .body(ReturnShapes.ReturnWishes.class, WISH)
                        .refuses(REFUSALS)
                        .tagged()
                        .creates(ReturnShapes.Return.class)
                        .by(TrackingRoutes::request),
                ApiRoute.get("/tracking/{token}/returns/{return}")
                        .called("getReturn", GROUP, "One return")
                        .open(Access.SHOP)
                        .with(TOKEN)
                        .id("return", IdKind.RETURN)
                        .tagged()
                        .answers(ReturnShapes.Return.class)
                        .by(call -> shown(call, find(call))),
                ApiRoute.get("/tracking/{token}/returns/{return}/label")
                        .called("getReturnLabel", GROUP, "The label to stick on the parcel")
                        .open(Access.SHOP)
                        .with(TOKEN)
                        .id("return", IdKind.RETURN)
                        .file("application/pdf")
                        .by(TrackingRoutes::label),
                ApiRoute.post("/tracking/{token}/returns/{return}/cancellations")
                        .called("cancelReturn", GROUP, "Withdraws it before anything has arrived")
                        .open(Access.SHOP)
                        .once(KeyRule.CLAIMED)
                        .with(TOKEN)
                        .id("return", IdKind.RETURN)
                        .tagged()
                        .answers(ReturnShapes.Return.class)
                        .by(call -> shown(
                                call,
                                ReturnShapes.read(call.shop()
                                        .returns()
                                        .cancel(call.path("token"), new ReturnId(call.id("return", IdKind.RETURN)))))));
    }

    private static ApiReply track(ApiCall call) {
        Order order = call.shop().orders().track(call.path("token")).orElseThrow(() -> ApiFault.notFound("order"));
        return ApiReply.of(new TrackedOrder(
                        OrderShapes.Order.of(order, "", OrderShapes.Reader.LINK),
                        call.shop().parcels().track(call.path("token")).orElse(List.of()).stream()
                                .map(OrderShapes.Tracked::of)
                                .toList()))
                .version(order.version());
    }

    private static ApiReply calendar(ApiCall call) {
        Order order = call.shop()
                .orders()
                .track(call.path("token"))
                .filter(Words::sent)
                .orElseThrow(() -> ApiFault.notFound("calendar"));
        URI page = call.base().resolve(call.lang().to("/o/" + call.path("token")));
        String file = OrderCalendar.of(call.shop().store(), order, page);
        return ApiReply.file(
                OrderCalendar.MEDIA_TYPE, OrderCalendar.name(order), file.getBytes(StandardCharsets.UTF_8));
    }

    private static ApiReply request(ApiCall call) {
        ReturnAnswer answer = call.shop()
                .returns()
                .request(
                        call.path("token"),
                        wishes(call).read(),
                        wishes(call).note().orElse(""));
        if (answer instanceof ReturnAnswer.Refused refused) {
            throw refused(call, refused.refusal());
        }
        return shown(call, answer.orThrow());
    }

    /** The library names the field of a wish and not which wish: it is plain only if there is one. */
    private static ApiFault refused(ApiCall call, Refusal why) {
        boolean ofWish = List.of("reason", "quantity").contains(why.field());
        String items = wishes(call).items().size() == 1 && ofWish ? "items.0." + why.field() : "items";
        return ApiFault.refused(why.field().isEmpty() ? why : Refusal.of(why.code(), items, why.message()));
    }

    private static ReturnShapes.ReturnWishes wishes(ApiCall call) {
        return call.body(ReturnShapes.ReturnWishes.class);
    }

    private static Return find(ApiCall call) {
        ReturnId id = new ReturnId(call.id("return", IdKind.RETURN));
        return call.shop().returns().of(call.path("token")).stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ApiFault.notFound("return"));
    }

    private static ApiReply label(ApiCall call) {
        Return goods = find(call);
        return Shapes.label(
                call.shop()
                        .returns()
                        .label(call.path("token"), goods.id())
                        .orElseThrow(() -> ApiFault.notFound("label")),
                "return-" + goods.orderNumber());
    }

    private static ApiReply shown(ApiCall call, Return goods) {
        return ApiReply.of(shape(call, goods)).version(goods.version());
    }

    private static ReturnShapes.Return shape(ApiCall call, Return goods) {
        String place = ShopApi.BASE + "/tracking/" + call.path("token") + "/returns/"
                + IdKind.RETURN.of(goods.id().value());
        return ReturnShapes.Return.of(goods, place, Map.of("CANCEL", "cancellations"));
    }
}
