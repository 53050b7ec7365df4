package io.tradewind.commerce.app.api;

import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.returns.PreviewAnswer;
import io.tradewind.commerce.returns.RefundPreview;
import io.tradewind.commerce.returns.ReturnAnswer;
import io.tradewind.commerce.returns.ReturnItem;
import io.tradewind.commerce.returns.ReturnOrigin;
import io.tradewind.commerce.returns.ReturnReason;
import io.tradewind.commerce.returns.ReturnState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.joda.money.Money;

/** Goods given back as both interfaces show them. */
public final class ReturnShapes {
    private ReturnShapes() {}

    /** Units that somebody wants to give back. */
    public record ReturnWish(
            @Field(id = IdKind.LINE) String line,
            @Field(value = "Units", min = 1, max = 999) int quantity,
            ReturnReason reason,

            @Field(value = "In the buyer's words", max = 400)
            Optional<String> note) {}

    /** What somebody wants to give back. */
    public record ReturnWishes(
            @Field(min = 1, max = 100) List<ReturnWish> items,

            @Field(value = "In the buyer's words", max = 400)
            Optional<String> note) {
        /** As the library knows them. */
        public List<ReturnItem> read() {
            return items.stream()
                    .map(it -> new ReturnItem(
                            ApiCall.id("/items/line", IdKind.LINE, it.line()),
                            it.quantity(),
                            it.reason(),
                            it.note().orElse("")))
                    .toList();
        }
    }

    /** What would go back. */
    public record RefundSum(
            @Field("By line id") Map<String, Money> lines,
            @Field("For delivery") Money delivery,
            Money total) {
        /** As it is sent; a fault if nothing can go back. */
        public static RefundSum of(PreviewAnswer answer) {
            if (answer instanceof PreviewAnswer.Refused refused) {
                throw ApiFault.refused(refused.refusal());
            }
            RefundPreview it = answer.orThrow();
            Map<String, Money> lines = new TreeMap<>();
            it.lines().forEach((line, sum) -> lines.put(IdKind.LINE.of(line), sum));
            return new RefundSum(lines, it.delivery(), it.total());
        }
    }

    /** A line of a return. */
    public record ReturnedLine(
            @Field("Line of the order, to name it in an inspection")
            String line,

            String sku,
            @Said(Said.Kind.NAME) String title,
            @Said(Said.Kind.NAME) String variant,
            @Field("Units to come back") int quantity,
            ReturnReason reason,
            @Field("In the buyer's words") Optional<String> note,
            @Field("Units that have arrived") int received,

            @Field("Units that arrived and were not asked for")
            int surplus,

            @Field("Units that are paid back") int accepted,
            @Field("Units that are on the shelf again") int restocked,
            @Field("Units that were thrown away") int scrapped,
            @Field("Units that never arrived") int missing,
            @Field("What went back for them") Money refunded) {}

    /** How it travels. */
    public record Journey(
            @Field(id = IdKind.PARCEL) String parcel,
            ParcelState state,
            Optional<String> trackingNumber,
            @Field("Its label can be fetched") boolean hasLabel,
            @Field("What went wrong with it") Optional<String> note) {}

    /** Goods given back. */
    public record Return(
            @Field(id = IdKind.RETURN) String id,
            @Field(id = IdKind.ORDER) String order,
            String orderNumber,
            int version,
            ReturnState state,
            ReturnOrigin origin,
            Instant askedAt,
            @Field("In the buyer's words") Optional<String> note,
            @Field("What the shop said") Optional<String> answer,
            List<ReturnedLine> lines,

            @Field("What would go back if everything is accepted")
            Money preview,

            @Field("What went back") Money refunded,
            Optional<Journey> parcel,
            @Field("Until when it has to be on its way") Optional<Instant> expiresAt,
            @Said @Field("What keeps it from going on") Optional<String> problem,
            List<AllowedAction> allowedActions) {
        /**
         * As it is sent.
         *
         * @param place path of the return in that interface
         * @param mine the moves that interface offers
         */
        public static Return of(io.tradewind.commerce.returns.Return it, String place, Map<String, String> mine) {
            return new Return(
                    IdKind.RETURN.of(it.id().value()),
                    IdKind.ORDER.of(it.orderId().value()),
                    it.orderNumber(),
                    it.version(),
                    it.state(),
                    it.origin(),
                    it.askedAt(),
                    Shapes.filled(it.note()),
                    Shapes.filled(it.answer()),
                    it.lines().stream()
                            .map(line -> new ReturnedLine(
                                    IdKind.LINE.of(line.lineId()),
                                    line.sku().value(),
                                    line.title(),
                                    line.variantName(),
                                    line.quantity(),
                                    line.reason(),
                                    Shapes.filled(line.note()),
                                    line.received(),
                                    line.surplus(),
                                    line.accepted(),
                                    line.restocked(),
                                    line.scrapped(),
                                    line.missing(),
                                    line.refunded()))
                            .toList(),
                    it.preview(),
                    it.refunded(),
                    it.parcel()
                            .map(parcel -> new Journey(
                                    IdKind.PARCEL.of(parcel.id().value()),
                                    parcel.state(),
                                    Shapes.filled(parcel.trackingNumber()),
                                    parcel.hasLabel(),
                                    Shapes.filled(parcel.note()))),
                    it.expiresAt(),
                    Shapes.filled(it.problem()),
                    mine.entrySet().stream()
                            .map(move -> AllowedAction.of(
                                    move.getKey().toLowerCase(Locale.ROOT),
                                    place + "/" + move.getValue(),
                                    it.moves().stream()
                                                    .anyMatch(may -> may.name().equals(move.getKey()))
                                            ? ""
                                            : "the return is " + it.state()))
                            .toList());
        }
    }

    /** The return behind an answer; a fault if it was refused. */
    public static io.tradewind.commerce.returns.Return read(ReturnAnswer answer) {
        if (answer instanceof ReturnAnswer.Refused refused) {
            throw ApiFault.refused(refused.refusal());
        }
        return answer.orThrow();
    }
}
