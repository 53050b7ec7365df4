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
import io.tradewind.commerce.app.api.Shapes;
import io.tradewind.commerce.fulfillment.Box;
import io.tradewind.commerce.fulfillment.Fulfillment;
import io.tradewind.commerce.fulfillment.FulfillmentId;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.QueuePage;
import io.tradewind.commerce.fulfillment.QueueQuery;
import io.tradewind.commerce.fulfillment.ScanAnswer;
import io.tradewind.commerce.fulfillment.ShortAnswer;
import io.tradewind.commerce.fulfillment.ShortReason;
import io.tradewind.commerce.fulfillment.WorkAnswer;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.fulfillment.WorkSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.joda.money.Money;

/** The packers' bench. */
final class WorkRoutes {
    private static final String GROUP = "Fulfilment";

    private WorkRoutes() {}

    record QueueRow(
            @Field(id = IdKind.FULFILMENT) String id,
            @Field(id = IdKind.ORDER) String order,
            String orderNumber,
            WorkState state,
            String receiver,
            String service,
            @Field("When it has to be ready") Instant dueAt,
            Optional<Instant> shipsOn,
            boolean express,
            int units,
            int scanned,
            boolean engraved,
            boolean held,
            boolean stopAsked,
            Optional<String> packer) {
        static QueueRow of(WorkSummary it) {
            return new QueueRow(
                    IdKind.FULFILMENT.of(it.id().value()),
                    IdKind.ORDER.of(it.orderId().value()),
                    it.orderNumber(),
                    it.state(),
                    it.receiver(),
                    it.service(),
                    it.dueAt(),
                    it.shipsOn(),
                    it.express(),
                    it.units(),
                    it.scanned(),
                    it.engraved(),
                    it.held(),
                    it.stopAsked(),
                    it.packer());
        }
    }

    record Queue(List<QueueRow> items, Optional<String> next) {}

    record PickLine(
            @Field(id = IdKind.LINE) String line,
            String sku,
            String title,
            String variant,
            Optional<String> picture,
            int quantity,
            int scanned,
            Optional<Shapes.Personalisation> personalisation) {
        static PickLine of(io.tradewind.commerce.fulfillment.PickLine it) {
            return new PickLine(
                    IdKind.LINE.of(it.lineId()),
                    it.sku().value(),
                    it.title(),
                    it.variantName(),
                    Shapes.filled(it.picture()),
                    it.quantity(),
                    it.scanned(),
                    Shapes.Personalisation.of(it.personalisation()));
        }
    }

    record Work(
            @Field(id = IdKind.FULFILMENT) String id,
            @Field(id = IdKind.ORDER) String order,
            String orderNumber,
            int version,
            WorkState state,
            Instant dueAt,
            boolean express,
            boolean held,
            boolean stopAsked,
            Optional<String> packer,
            Shapes.PostalAddress shipTo,
            String service,
            @Field("What the buyer wrote for the courier") Optional<String> courierNote,
            List<PickLine> lines,
            List<ParcelRoutes.ParcelShape> parcels) {
        static Work of(FulfillmentOrder it) {
            return new Work(
                    IdKind.FULFILMENT.of(it.id().value()),
                    IdKind.ORDER.of(it.orderId().value()),
                    it.orderNumber(),
                    it.version(),
                    it.state(),
                    it.dueAt(),
                    it.express(),
                    it.held(),
                    it.stopAsked(),
                    it.packer(),
                    Shapes.PostalAddress.of(it.shipTo()),
                    it.service(),
                    it.courierNote(),
                    ApiCall.each(it.lines(), PickLine::of),
                    ApiCall.each(it.parcels(), ParcelRoutes.ParcelShape::of));
        }
    }

    record Scan(
            @Field(value = "The number that was read", min = 1, max = 80)
            String code,

            @Field(value = "So many of it at once; absent for one", min = 1, max = 999)
            Optional<Integer> units) {}

    record ScanUndo(@Field(id = IdKind.LINE) String line) {}

    record Lacking(
            @Field(id = IdKind.LINE) String line,

            @Field(value = "Units that are not there or broken", min = 1, max = 999)
            int units,

            ShortReason reason) {}

    record Shortage(
            @Field("What is left to pack now") Work work,

            @Field("Work that waits for other goods and follows in a parcel of its own")
            Optional<Work> later,

            @Field("What goes back to the buyer instead") Optional<Money> cancelled) {}

    record Scanned(
            PickLine line,
            int scanned,
            int wanted,
            @Field("Everything is in the box") boolean complete) {}

    record BoxShape(
            @Field(value = "Grams; absent to reckon them", min = 1, max = 1_000_000)
            Optional<Integer> grams,

            @Field(value = "Millimetres", min = 1, max = 10_000)
            Optional<Integer> lengthMm,

            @Field(value = "Millimetres", min = 1, max = 10_000)
            Optional<Integer> widthMm,

            @Field(value = "Millimetres", min = 1, max = 10_000)
            Optional<Integer> heightMm,

            @Field(value = "Units by line id", min = 1, max = 100)
            Map<String, Integer> quantities) {
        Box read() {
            quantities.forEach((line, count) -> {
                if (count < 1 || count > 999) {
                    throw ApiFault.invalid("/boxes/quantities", "out-of-bounds", "1 to 999 units");
                }
            });
            return new Box(
                    grams.orElse(0),
                    lengthMm.orElse(0),
                    widthMm.orElse(0),
                    heightMm.orElse(0),
                    OrderShapes.read(quantities));
        }
    }

    record Packing(
            @Field(value = "Each unit in exactly one box; absent for one box", min = 1, max = 50)
            Optional<List<BoxShape>> boxes) {}

    record StopWish(
            @Field(value = "For the packer", min = 1, max = 400)
            String reason) {}

    static List<ApiRoute> all() {
        return List.of(
                ApiRoute.get("/fulfilments")
                        .called("listQueue", GROUP, "What is to be packed, the most urgent first")
                        .needs(Permission.FULFILMENT)
                        .query(Parameter.oneOf("state", "Only these; else all that can be packed", WorkState.class))
                        .pages()
                        .answers(Queue.class)
                        .by(WorkRoutes::queue),
                ApiRoute.get("/fulfilments/{work}")
                        .called("getWork", GROUP, "One piece of work")
                        .needs(Permission.FULFILMENT)
                        .id("work", IdKind.FULFILMENT)
                        .tagged()
                        .answers(Work.class)
                        .by(call -> shown(
                                call.shop().fulfillment().find(id(call)).orElseThrow(() -> ApiFault.notFound("work")))),
                move("claims", "claimWork", "Takes it onto one's bench", Fulfillment::claim),
                move("let-gos", "letGoWork", "Puts it back into the queue", Fulfillment::letGo),
                move("counts", "countWork", "Every unit was looked at without a scanner", Fulfillment::countAll),
                move("unpackings", "unpackWork", "Opens the boxes again", Fulfillment::unpack),
                move("stop-confirmations", "confirmStop", "The packer has stopped", Fulfillment::confirmStop),
                ApiRoute.post("/fulfilments/{work}/scans")
                        .called("scan", GROUP, "A unit was scanned")
                        .needs(Permission.FULFILMENT)
                        .once(KeyRule.JOINED)
                        .id("work", IdKind.FULFILMENT)
                        .body(Scan.class, "{\"code\": \"MUG-CLAY\"}")
                        .refuses("wrong-item, surplus, stopped")
                        .answers(Scanned.class)
                        .by(WorkRoutes::scan),
                ApiRoute.post("/fulfilments/{work}/scan-undos")
                        .called("undoScan", GROUP, "One unit of a line is out of the box again")
                        .needs(Permission.FULFILMENT)
                        .once(KeyRule.JOINED)
                        .id("work", IdKind.FULFILMENT)
                        .body(ScanUndo.class, "{\"line\": \"" + IdKind.LINE.example() + "\"}")
                        .tagged()
                        .answers(Work.class)
                        .by(call -> done(call.shop()
                                .fulfillment()
                                .unscan(
                                        id(call),
                                        ApiCall.id(
                                                "/line",
                                                IdKind.LINE,
                                                call.body(ScanUndo.class).line())))),
                ApiRoute.post("/fulfilments/{work}/shortages")
                        .called("reportShort", GROUP, "Units are missing or broken; the stock is corrected")
                        .note("The store's policy decides whether they follow later or are cancelled and paid back.")
                        .needs(Permission.FULFILMENT)
                        .once(KeyRule.CLAIMED)
                        .id("work", IdKind.FULFILMENT)
                        .body(
                                Lacking.class,
                                "{\"line\": \"" + IdKind.LINE.example() + "\", \"units\": 1, \"reason\": \"DAMAGED\"}")
                        .answers(Shortage.class)
                        .by(WorkRoutes::lacking),
                ApiRoute.post("/fulfilments/{work}/packings")
                        .called("packWork", GROUP, "Packs everything and buys the labels")
                        .note("Look at the parcels: a carrier may have refused one, or not have answered yet.")
                        .needs(Permission.FULFILMENT)
                        .once(KeyRule.CLAIMED)
                        .id("work", IdKind.FULFILMENT)
                        .body(Packing.class, "{}")
                        .tagged()
                        .answers(Work.class)
                        .by(call -> done(call.body(Packing.class)
                                .boxes()
                                .map(boxes ->
                                        call.shop().fulfillment().pack(id(call), ApiCall.each(boxes, BoxShape::read)))
                                .orElseGet(() -> call.shop().fulfillment().pack(id(call))))),
                ApiRoute.post("/fulfilments/{work}/stops")
                        .called("askStop", GROUP, "Asks its packer to stop")
                        .needs(Permission.FULFILMENT)
                        .once(KeyRule.JOINED)
                        .id("work", IdKind.FULFILMENT)
                        .body(StopWish.class, "{\"reason\": \"The buyer wants to cancel\"}")
                        .tagged()
                        .answers(Work.class)
                        .by(call -> done(call.shop()
                                .fulfillment()
                                .askStop(id(call), call.body(StopWish.class).reason()))),
                ApiRoute.post("/fulfilments/{work}/stop-refusals")
                        .called("refuseStop", GROUP, "It is too late to stop")
                        .needs(Permission.FULFILMENT)
                        .once(KeyRule.JOINED)
                        .id("work", IdKind.FULFILMENT)
                        .body(StopWish.class, "{\"reason\": \"It is in the van already\"}")
                        .tagged()
                        .answers(Work.class)
                        .by(call -> done(call.shop()
                                .fulfillment()
                                .refuseStop(id(call), call.body(StopWish.class).reason()))));
    }

    private static ApiRoute move(
            String place, String name, String says, BiFunction<Fulfillment, FulfillmentId, WorkAnswer> how) {
        return ApiRoute.post("/fulfilments/{work}/" + place)
                .called(name, GROUP, says)
                .needs(Permission.FULFILMENT)
                .once(KeyRule.CLAIMED)
                .id("work", IdKind.FULFILMENT)
                .tagged()
                .answers(Work.class)
                .by(call -> done(how.apply(call.shop().fulfillment(), id(call))));
    }

    private static ApiReply queue(ApiCall call) {
        QueueQuery query = QueueQuery.open().size(call.limit());
        query = call.query("state").map(WorkState::valueOf).map(query::in).orElse(query);
        query = call.query("cursor")
                .filter(it -> !it.isEmpty())
                .map(query::after)
                .orElse(query);
        QueuePage page = call.shop().fulfillment().queue(query);
        return ApiReply.of(new Queue(ApiCall.each(page.works(), QueueRow::of), page.next()))
                .next(page.next());
    }

    private static ApiReply scan(ApiCall call) {
        Scan it = call.body(Scan.class);
        ScanAnswer answer =
                call.shop().fulfillment().scan(id(call), it.code(), it.units().orElse(1));
        if (answer instanceof ScanAnswer.Wrong wrong) {
            throw ApiFault.of(409, "wrong-item", wrong.refusal().message());
        } else if (answer instanceof ScanAnswer.Surplus surplus) {
            throw ApiFault.of(
                    409,
                    "surplus",
                    "One too many of " + surplus.line().sku() + ": "
                            + surplus.line().quantity() + " are in the box already.");
        } else if (answer instanceof ScanAnswer.Stopped stopped) {
            throw ApiFault.of(409, "stopped", stopped.reason());
        } else if (answer instanceof ScanAnswer.Refused refused) {
            throw ApiFault.of(409, refused.refusal().code(), refused.refusal().message());
        }
        ScanAnswer.Counted counted = answer.orThrow();
        return ApiReply.of(
                new Scanned(PickLine.of(counted.line()), counted.scanned(), counted.wanted(), counted.complete()));
    }

    private static ApiReply lacking(ApiCall call) {
        Lacking it = call.body(Lacking.class);
        ShortAnswer answer = call.shop()
                .fulfillment()
                .reportShort(id(call), ApiCall.id("/line", IdKind.LINE, it.line()), it.units(), it.reason());
        if (answer instanceof ShortAnswer.Refused refused) {
            throw ApiFault.refused(refused.refusal());
        }
        Optional<FulfillmentOrder> later =
                answer instanceof ShortAnswer.Waiting waiting ? Optional.of(waiting.later()) : Optional.empty();
        Optional<Money> cancelled =
                answer instanceof ShortAnswer.Cancelled gone ? Optional.of(gone.amount()) : Optional.empty();
        return ApiReply.of(new Shortage(Work.of(answer.orThrow()), later.map(Work::of), cancelled));
    }

    private static ApiReply done(WorkAnswer answer) {
        if (answer instanceof WorkAnswer.Refused refused) {
            throw ApiFault.refused(refused.refusal());
        }
        return shown(answer.orThrow());
    }

    private static ApiReply shown(FulfillmentOrder work) {
        return ApiReply.of(Work.of(work)).version(work.version());
    }

    static FulfillmentId id(ApiCall call) {
        return new FulfillmentId(call.id("work", IdKind.FULFILMENT));
    }
}
