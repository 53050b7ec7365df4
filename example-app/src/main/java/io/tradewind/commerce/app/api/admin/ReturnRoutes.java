package io.tradewind.commerce.app.api.admin;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.ApiReply;
import io.tradewind.commerce.app.api.ApiRoute;
import io.tradewind.commerce.app.api.Field;
import io.tradewind.commerce.app.api.IdKind;
import io.tradewind.commerce.app.api.KeyRule;
import io.tradewind.commerce.app.api.OrderShapes;
import io.tradewind.commerce.app.api.Parameter;
import io.tradewind.commerce.app.api.ReturnShapes;
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.returns.Inspection;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.returns.ReturnAnswer;
import io.tradewind.commerce.returns.ReturnId;
import io.tradewind.commerce.returns.ReturnPage;
import io.tradewind.commerce.returns.ReturnQuery;
import io.tradewind.commerce.returns.ReturnState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goods that come back. */
final class ReturnRoutes {
    private static final String GROUP = "Returns";
    private static final Map<String, String> MOVES = moves();
    private static final String WISH = """
            {"items": [{"line": "%s", "quantity": 1, "reason": "CHANGED_MIND"}]}
            """.formatted(IdKind.LINE.example());

    private ReturnRoutes() {}

    private static Map<String, String> moves() {
        Map<String, String> moves = new LinkedHashMap<>();
        moves.put("APPROVE", "approvals");
        moves.put("REJECT", "rejections");
        moves.put("CANCEL", "cancellations");
        moves.put("RECEIVE", "receipts");
        moves.put("INSPECT", "inspections");
        moves.put("RESOLVE", "resolutions");
        return moves;
    }

    record ReturnRows(List<ReturnShapes.Return> items, Optional<String> next) {}

    record RejectWish(
            @Field(value = "The buyer reads it", min = 1, max = 400)
            String reason) {}

    record Arrived(
            @Field(
                    value = "Units on the dock by line id, counted from the beginning of this return",
                    min = 1,
                    max = 100)
            Map<String, Integer> totals) {}

    record Judged(
            @Field(id = IdKind.LINE) String line,

            @Field(value = "Units that are paid back", min = 0, max = 999)
            int accepted,

            @Field(value = "Units that go back on the shelf", min = 0, max = 999)
            int restocked,

            @Field(value = "Units that are thrown away", min = 0, max = 999)
            int scrapped) {
        Inspection read() {
            return new Inspection(ApiCall.id("/lines/line", IdKind.LINE, line), accepted, restocked, scrapped);
        }
    }

    record Verdict(@Field(min = 1, max = 100) List<Judged> lines) {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/returns")
                        .called("listReturns", GROUP, "Returns, those that wait longest first")
                        .needs(Permission.RETURNS)
                        .query(Parameter.oneOf("state", "Only these; else all open ones", ReturnState.class))
                        .pages()
                        .answers(ReturnRows.class)
                        .by(ReturnRoutes::list),
                ApiRoute.get("/returns/{return}")
                        .called("getReturn", GROUP, "A return with what may be done with it")
                        .needs(Permission.RETURNS)
                        .id("return", IdKind.RETURN)
                        .tagged()
                        .answers(ReturnShapes.Return.class)
                        .by(call -> shown(
                                call.shop().returns().find(id(call)).orElseThrow(() -> ApiFault.notFound("return")))),
                ApiRoute.get("/returns/{return}/label")
                        .called("getReturnLabel", GROUP, "The label for the buyer's parcel")
                        .needs(Permission.RETURNS)
                        .id("return", IdKind.RETURN)
                        .file("application/pdf")
                        .by(call -> Shapes.label(
                                call.shop().returns().label(id(call)).orElseThrow(() -> ApiFault.notFound("label")),
                                "return-" + call.path("return"))),
                ApiRoute.post("/orders/{order}/return-previews")
                        .called("previewReturn", GROUP, "What would be refunded for these units; nothing is changed")
                        .needs(Permission.RETURNS)
                        .id("order", IdKind.ORDER)
                        .body(ReturnShapes.ReturnWishes.class, WISH)
                        .answers(ReturnShapes.RefundSum.class)
                        .by(call -> ApiReply.of(ReturnShapes.RefundSum.of(call.shop()
                                .returns()
                                .preview(
                                        OrderRoutes.id(call),
                                        call.body(ReturnShapes.ReturnWishes.class)
                                                .read())))),
                ApiRoute.post("/orders/{order}/returns")
                        .called("openReturn", GROUP, "Opens a return for the buyer")
                        .needs(Permission.RETURNS)
                        .once(KeyRule.CLAIMED)
                        .id("order", IdKind.ORDER)
                        .body(ReturnShapes.ReturnWishes.class, WISH)
                        .tagged()
                        .creates(ReturnShapes.Return.class)
                        .by(ReturnRoutes::open),
                ApiRoute.post("/orders/{order}/arrived-returns")
                        .called("takeInReturn", GROUP, "Goods that nobody announced lie here: a return being received")
                        .needs(Permission.RETURNS)
                        .once(KeyRule.CLAIMED)
                        .id("order", IdKind.ORDER)
                        .body(ReturnShapes.ReturnWishes.class, WISH)
                        .tagged()
                        .creates(ReturnShapes.Return.class)
                        .by(call -> done(call.shop()
                                .returns()
                                .arrived(
                                        OrderRoutes.id(call),
                                        call.body(ReturnShapes.ReturnWishes.class)
                                                .read()))),
                move("approvals", "approveReturn", "It may be sent; a label is prepared")
                        .by(call -> done(call.shop().returns().approve(id(call)))),
                move("rejections", "rejectReturn", "It is not granted")
                        .body(RejectWish.class, "{\"reason\": \"The time to return it is over\"}")
                        .by(call -> done(call.shop()
                                .returns()
                                .reject(id(call), call.body(RejectWish.class).reason()))),
                move("cancellations", "cancelReturn", "It is withdrawn before anything was received")
                        .by(call -> done(call.shop().returns().cancel(id(call)))),
                move("receipts", "receiveReturn", "So many units lie on the dock")
                        .body(Arrived.class, "{\"totals\": {\"" + IdKind.LINE.example() + "\": 1}}")
                        .by(ReturnRoutes::receive),
                move("inspections", "inspectReturn", "What came is judged, line by line")
                        .body(Verdict.class, """
                                {"lines": [{"line": "%s", "accepted": 1, "restocked": 1, "scrapped": 0}]}
                                """.formatted(IdKind.LINE.example()))
                        .by(call -> done(call.shop()
                                .returns()
                                .inspect(
                                        id(call),
                                        ApiCall.each(call.body(Verdict.class).lines(), Judged::read)))),
                move("resolutions", "resolveReturn", "The money goes back now instead of when its time comes")
                        .by(call -> done(call.shop().returns().resolveNow(id(call)))));
    }

    private static ApiRoute.Draft move(String place, String name, String says) {
        return ApiRoute.post("/returns/{return}/" + place)
                .called(name, GROUP, says)
                .needs(Permission.RETURNS)
                .once(KeyRule.CLAIMED)
                .id("return", IdKind.RETURN)
                .tagged()
                .answers(ReturnShapes.Return.class);
    }

    private static ApiReply list(ApiCall call) {
        ReturnQuery query = ReturnQuery.open().size(call.limit());
        query = call.query("state").map(ReturnState::valueOf).map(query::in).orElse(query);
        query = call.query("cursor")
                .filter(it -> !it.isEmpty())
                .map(query::after)
                .orElse(query);
        ReturnPage page = call.shop().returns().list(query);
        return ApiReply.of(new ReturnRows(ApiCall.each(page.returns(), ReturnRoutes::shape), page.next()))
                .next(page.next());
    }

    private static ApiReply open(ApiCall call) {
        ReturnShapes.ReturnWishes wishes = call.body(ReturnShapes.ReturnWishes.class);
        return done(call.shop()
                .returns()
                .request(OrderRoutes.id(call), wishes.read(), wishes.note().orElse("")));
    }

    private static ApiReply receive(ApiCall call) {
        Map<String, Integer> totals = call.body(Arrived.class).totals();
        totals.values().forEach(count -> {
            if (count < 0 || count > 9999) {
                throw ApiFault.invalid("/totals", "out-of-bounds", "0 to 9999 units");
            }
        });
        return done(call.shop().returns().receive(id(call), OrderShapes.read(totals)));
    }

    static ApiReply done(ReturnAnswer answer) {
        return shown(ReturnShapes.read(answer));
    }

    private static ApiReply shown(Return goods) {
        return ApiReply.of(shape(goods)).version(goods.version());
    }

    private static ReturnShapes.Return shape(Return goods) {
        return ReturnShapes.Return.of(
                goods, AdminApi.BASE + "/returns/" + IdKind.RETURN.of(goods.id().value()), MOVES);
    }

    static ReturnId id(ApiCall call) {
        return new ReturnId(call.id("return", IdKind.RETURN));
    }
}
