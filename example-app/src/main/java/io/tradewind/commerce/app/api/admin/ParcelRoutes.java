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
import io.tradewind.commerce.fulfillment.Fulfillment;
import io.tradewind.commerce.fulfillment.HandedOver;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.ParcelAnswer;
import io.tradewind.commerce.fulfillment.ParcelDirection;
import io.tradewind.commerce.fulfillment.ParcelId;
import io.tradewind.commerce.fulfillment.ParcelState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/** Parcels, their labels and the hand-over. */
final class ParcelRoutes {
    private static final String GROUP = "Parcels";

    private ParcelRoutes() {}

    record ParcelShape(
            @Field(id = IdKind.PARCEL) String id,
            @Field(id = IdKind.ORDER) String order,
            int number,
            ParcelDirection direction,
            ParcelState state,
            String carrier,
            String service,
            Optional<String> trackingNumber,
            int grams,
            @Field("Units by line id") Map<String, Integer> quantities,
            Optional<Money> cost,
            boolean hasLabel,
            Optional<String> note,
            boolean delayed,
            Instant createdAt,
            Optional<Instant> handedOverAt,
            Optional<Instant> deliveredAt) {
        static ParcelShape of(Parcel it) {
            return new ParcelShape(
                    IdKind.PARCEL.of(it.id().value()),
                    IdKind.ORDER.of(it.orderId().value()),
                    it.number(),
                    it.direction(),
                    it.state(),
                    it.account(),
                    it.service(),
                    Shapes.filled(it.trackingNumber()),
                    it.grams(),
                    OrderShapes.byLine(it.quantities()),
                    it.cost(),
                    it.hasLabel(),
                    Shapes.filled(it.note()),
                    it.delayed(),
                    it.createdAt(),
                    it.handedOverAt(),
                    it.deliveredAt());
        }
    }

    record ParcelList(List<ParcelShape> items) {}

    record HandOver(
            @Field(value = "Ids of the parcels that leave", min = 1, max = 100)
            List<String> parcels) {}

    record Kept(@Field(id = IdKind.PARCEL) String parcel, Shapes.Reason reason) {}

    record Left(
            List<ParcelShape> parcels,
            @Field("Those that have to stay") List<Kept> kept) {}

    record BookWish(
            @Field("No more than that; absent for what the buyer pays")
            Optional<Money> atMost) {}

    record ByHand(@Field(value = "May be empty", max = 80) String trackingNumber) {}

    record Why(
            @Field(value = "For the record", min = 1, max = 400)
            String reason) {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/parcels")
                        .called("listParcels", GROUP, "The parcels in one state, at most 100")
                        .needs(Permission.FULFILMENT)
                        .query(Parameter.oneOf("state", "Where they are", ParcelState.class)
                                .needed())
                        .answers(ParcelList.class)
                        .by(call -> ApiReply.of(new ParcelList(ApiCall.each(
                                call.shop()
                                        .fulfillment()
                                        .parcels(ParcelState.valueOf(
                                                call.query("state").orElseThrow())),
                                ParcelShape::of)))),
                ApiRoute.get("/parcels/{parcel}")
                        .called("getParcel", GROUP, "One parcel")
                        .needs(Permission.FULFILMENT)
                        .id("parcel", IdKind.PARCEL)
                        .answers(ParcelShape.class)
                        .by(call -> ApiReply.of(
                                ParcelShape.of(call.shop().fulfillment().parcel(id(call))))),
                ApiRoute.get("/parcels/{parcel}/label")
                        .called("getLabel", GROUP, "Its label")
                        .needs(Permission.FULFILMENT)
                        .id("parcel", IdKind.PARCEL)
                        .file("application/pdf")
                        .by(call -> Shapes.label(
                                call.shop().fulfillment().label(id(call)).orElseThrow(() -> ApiFault.notFound("label")),
                                "label-" + call.path("parcel"))),
                ApiRoute.post("/handovers")
                        .called("handOver", GROUP, "Parcels leave the building")
                        .note("Goods leave the stock, the buyer hears of it. Those that have to stay are listed.")
                        .needs(Permission.FULFILMENT)
                        .once(KeyRule.CLAIMED)
                        .body(HandOver.class, "{\"parcels\": [\"" + IdKind.PARCEL.example() + "\"]}")
                        .answers(Left.class)
                        .by(ParcelRoutes::handOver),
                move("bookings", "bookLabel", "Buys a label for a parcel that has none")
                        .body(BookWish.class, "{\"atMost\": {\"amount\": 900, \"currency\": \"EUR\"}}")
                        .by(call -> done(call.body(BookWish.class)
                                .atMost()
                                .map(most -> call.shop().fulfillment().bookAgain(id(call), most))
                                .orElseGet(() -> call.shop().fulfillment().bookAgain(id(call))))),
                move("hand-labels", "labelByHand", "The label was written by hand")
                        .body(ByHand.class, "{\"trackingNumber\": \"\"}")
                        .by(call -> done(call.shop()
                                .fulfillment()
                                .labelByHand(id(call), call.body(ByHand.class).trackingNumber()))),
                move("voidings", "voidParcel", "It will not be sent: its label is given back")
                        .by(call -> done(call.shop().fulfillment().voidParcel(id(call)))),
                declared(
                        "deliveries",
                        "markDelivered",
                        "It arrived, whatever the carrier says",
                        Fulfillment::markDelivered),
                declared("losses", "markLost", "It is given up; a later scan finds it again", Fulfillment::markLost),
                declared(
                        "homecomings",
                        "markReturned",
                        "It came back undelivered, whatever the carrier says",
                        Fulfillment::markReturned),
                ApiRoute.post("/parcels/{parcel}/intakes")
                        .called("takeInParcel", GROUP, "What is in a parcel that came back is booked in as a return")
                        .needs(Permission.RETURNS)
                        .once(KeyRule.CLAIMED)
                        .id("parcel", IdKind.PARCEL)
                        .tagged()
                        .creates(ReturnShapes.Return.class)
                        .by(call -> ReturnRoutes.done(call.shop().returns().cameBack(id(call)))));
    }

    private static ApiRoute.Draft move(String place, String name, String says) {
        return ApiRoute.post("/parcels/{parcel}/" + place)
                .called(name, GROUP, says)
                .needs(Permission.FULFILMENT)
                .once(KeyRule.CLAIMED)
                .id("parcel", IdKind.PARCEL)
                .answers(ParcelShape.class);
    }

    /** What a person knows and the carrier does not say. */
    private static ApiRoute declared(String place, String name, String says, Declaration how) {
        return move(place, name, says)
                .body(Why.class, "{\"reason\": \"The receiver telephoned\"}")
                .by(call -> done(how.of(
                        call.shop().fulfillment(),
                        id(call),
                        call.body(Why.class).reason())));
    }

    private interface Declaration {
        ParcelAnswer of(Fulfillment fulfillment, ParcelId parcel, String reason);
    }

    private static ApiReply handOver(ApiCall call) {
        List<ParcelId> ids = call.body(HandOver.class).parcels().stream()
                .map(it -> new ParcelId(ApiCall.id("/parcels", IdKind.PARCEL, it)))
                .toList();
        HandedOver answer = call.shop().fulfillment().handOver(ids);
        return ApiReply.of(new Left(
                ApiCall.each(answer.parcels(), ParcelShape::of),
                ApiCall.each(
                        answer.kept(),
                        it -> new Kept(IdKind.PARCEL.of(it.parcel().value()), Shapes.Reason.of(it.refusal())))));
    }

    private static ApiReply done(ParcelAnswer answer) {
        if (answer instanceof ParcelAnswer.Refused refused) {
            throw ApiFault.refused(refused.refusal());
        }
        return ApiReply.of(ParcelShape.of(answer.orThrow()));
    }

    private static ParcelId id(ApiCall call) {
        return new ParcelId(call.id("parcel", IdKind.PARCEL));
    }
}
