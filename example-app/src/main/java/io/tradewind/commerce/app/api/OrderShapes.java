package io.tradewind.commerce.app.api;

import io.tradewind.commerce.fulfillment.ParcelDirection;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.fulfillment.ParcelTracking;
import io.tradewind.commerce.order.FulfilmentStatus;
import io.tradewind.commerce.order.HoldKind;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.order.OrderSummary;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.spi.shipping.TrackingReason;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.joda.money.Money;

/** Orders and their parcels as both interfaces show them. */
public final class OrderShapes {
    private OrderShapes() {}

    /** An order in a list. */
    public record OrderRow(
            @Field(id = IdKind.ORDER) String id,
            @Field("What people call it") String number,
            OrderState state,
            FulfilmentStatus fulfilment,
            Instant placedAt,
            String recipient,
            @Field("Units not cancelled") int units,
            Money total,
            boolean held,
            boolean express,
            @Field("The latest instant that was promised") Instant promisedBy) {
        /** As it is sent. */
        public static OrderRow of(OrderSummary it) {
            return new OrderRow(
                    IdKind.ORDER.of(it.id().value()),
                    it.number(),
                    it.state(),
                    it.fulfilment(),
                    it.placedAt(),
                    it.recipient(),
                    it.units(),
                    it.total(),
                    it.held(),
                    it.express(),
                    it.promisedBy());
        }
    }

    /** A page of orders. */
    public record OrderRows(
            List<OrderRow> items,

            @Field("Cursor of the page that follows; absent on the last")
            Optional<String> next) {}

    /** A line of an order. */
    public record OrderedLine(
            @Field(id = IdKind.LINE) String id,
            String sku,
            @Said(Said.Kind.NAME) String title,

            @Said(Said.Kind.NAME) @Field("The values of its options, as Moss / 750 ml; may be empty")
            String variant,

            @Field("Source of its picture") Optional<String> picture,

            @Field("Units ordered; the counts that follow are of them")
            int quantity,

            int cancelled,
            int handedOver,
            int delivered,
            int returned,
            Money unitPrice,

            @Field("What engraving and gift wrap cost for each unit")
            Money unitExtras,

            @Field("Taken off the line") Money discount,

            @Field("What is paid for the line, tax included")
            Money paid,

            @Field("False if it may only come back for a fault")
            boolean returnable,

            @Field("When it ships, if it is pre-ordered") Optional<Instant> shipsOn,
            Optional<Shapes.Personalisation> personalisation) {
        static OrderedLine of(OrderLine it) {
            return new OrderedLine(
                    IdKind.LINE.of(it.id()),
                    it.sku().value(),
                    it.title(),
                    it.variantName(),
                    Shapes.filled(it.picture()),
                    it.quantity(),
                    it.cancelled(),
                    it.handedOver(),
                    it.delivered(),
                    it.returned(),
                    it.unitPrice(),
                    it.unitExtras(),
                    it.discount(),
                    it.paid(),
                    it.returnable(),
                    it.preorderShipsOn(),
                    Shapes.Personalisation.of(it.personalisation()));
        }
    }

    /** Why an order waits. */
    public record StandingHold(HoldKind kind, String reason, String setBy, Instant setAt) {}

    /** What staff wrote to the buyer. */
    public record WrittenNote(Instant at, String text) {}

    /** An order. */
    public record Order(
            @Field(id = IdKind.ORDER) String id,
            @Field("What people call it") String number,
            int version,
            OrderState state,
            PaymentStatus payment,
            FulfilmentStatus fulfilment,
            Instant placedAt,
            List<OrderedLine> lines,
            @Field("The articles before discount") Money goods,
            @Field("Taken off the articles") Money discount,
            @Field("Delivery after its discount") Money delivery,
            @Field("All tax in the total") Money tax,
            Money total,
            @Field("The account it is paid with") Optional<String> account,
            @Field("It is paid after it was placed") boolean payLater,
            @Field("The discount code") Optional<String> code,
            @Field("Who spread the code") Optional<String> influencer,
            @Field("For staff only") Optional<String> phone,
            Optional<String> email,

            @Field("For the buyer and staff; not behind a link")
            Optional<Shapes.PostalAddress> address,

            @Said @Field("The delivery that was chosen, in words")
            String shipping,

            @Field("What the buyer wrote for the courier; not behind a link")
            Optional<String> courierNote,

            Shapes.Arrival promise,
            List<StandingHold> holds,

            @Field("What the shop wrote to the buyer, oldest first")
            List<WrittenNote> notes,

            List<AllowedAction> allowedActions,

            @Field("Opens the order under /tracking: its parcels, live news and returns. For the buyer")
            Optional<String> trackingToken) {

        /**
         * As it is sent.
         *
         * @param place path of the order in that interface
         * @param who what its reader may see of the buyer
         */
        public static Order of(io.tradewind.commerce.order.Order it, String place, Reader who) {
            return of(it, place, who, "");
        }

        /**
         * As its buyer gets it.
         *
         * @param token of its link
         */
        public static Order of(io.tradewind.commerce.order.Order it, String place, String token) {
            return of(it, place, Reader.BUYER, token);
        }

        private static Order of(io.tradewind.commerce.order.Order it, String place, Reader who, String token) {
            return new Order(
                    IdKind.ORDER.of(it.id().value()),
                    it.number(),
                    it.version(),
                    it.state(),
                    it.payment(),
                    it.fulfilment(),
                    it.placedAt(),
                    it.lines().stream().map(OrderedLine::of).toList(),
                    it.goods(),
                    it.discount(),
                    it.delivery(),
                    it.tax(),
                    it.total(),
                    Shapes.filled(it.account()),
                    it.payLater(),
                    it.code(),
                    it.influencer(),
                    who == Reader.STAFF ? Shapes.filled(it.phone()) : Optional.empty(),
                    who == Reader.LINK ? Optional.empty() : Shapes.filled(it.email()),
                    who == Reader.LINK ? Optional.empty() : Optional.of(Shapes.PostalAddress.of(it.address())),
                    it.shipping().label(),
                    who == Reader.LINK
                            ? Optional.empty()
                            : Optional.ofNullable(it.shipping().courierNote()),
                    Shapes.Arrival.of(it.promise()),
                    it.holds().stream()
                            .map(hold -> new StandingHold(
                                    hold.kind(),
                                    who == Reader.STAFF ? hold.reason() : "",
                                    who == Reader.STAFF ? hold.setBy() : "",
                                    hold.setAt()))
                            .toList(),
                    it.notes().stream()
                            .map(note -> new WrittenNote(note.writtenAt(), note.text()))
                            .toList(),
                    actions(it, place, who, token),
                    Shapes.filled(token));
        }

        /** A buyer can pay where money is missing and none is under way. */
        private static final Set<PaymentStatus> OWED = EnumSet.of(
                PaymentStatus.UNPAID, PaymentStatus.AWAITING, PaymentStatus.PARTLY_PAID, PaymentStatus.CHARGED_BACK);

        private static List<AllowedAction> actions(
                io.tradewind.commerce.order.Order it, String place, Reader who, String token) {
            if (who == Reader.LINK) {
                return List.of();
            }
            List<AllowedAction> all = new ArrayList<>(it.actions().stream()
                    .map(action -> AllowedAction.of(
                            action.move().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                            place
                                    + switch (action.move()) {
                                        case CANCEL -> "/cancellations";
                                        case HOLD -> "/holds";
                                        case LIFT -> "/lifts";
                                        default -> "";
                                    },
                            action.reason()))
                    .toList());
            if (who == Reader.BUYER) {
                all.add(AllowedAction.of(
                        "pay", place + "/payments", OWED.contains(it.payment()) ? "" : "nothing is to be paid now"));
                String api = place.substring(0, place.indexOf("/orders/"));
                all.add(AllowedAction.of("return", api + "/tracking/" + token + "/returns", notReturned(it)));
            }
            return all;
        }
    }

    /** Why nothing can come back now; each unit's own terms are for a preview to tell. */
    private static String notReturned(io.tradewind.commerce.order.Order it) {
        if (it.lines().stream().anyMatch(line -> line.delivered() > line.returned())) {
            return "";
        }
        return it.lines().stream().anyMatch(line -> line.returned() > 0)
                ? "everything has come back"
                : "nothing has arrived yet";
    }

    /** Who reads an order. */
    public enum Reader {
        STAFF,
        BUYER,
        LINK
    }

    /** Something that happened to a parcel. */
    public record Step(TrackingStatus status, TrackingReason reason, Optional<String> place, Instant at) {}

    /** Where a parcel is. */
    public record Tracked(
            @Field(id = IdKind.PARCEL) String id,
            int number,
            ParcelDirection direction,
            ParcelState state,
            String carrier,
            Optional<String> trackingNumber,
            @Field("Units by line id") Map<String, Integer> quantities,
            Instant promisedBy,
            boolean delayed,
            Optional<Instant> handedOverAt,
            Optional<Instant> deliveredAt,
            List<Step> steps) {
        /** As it is sent. */
        public static Tracked of(ParcelTracking it) {
            return new Tracked(
                    IdKind.PARCEL.of(it.id().value()),
                    it.number(),
                    it.direction(),
                    it.state(),
                    it.carrier(),
                    Shapes.filled(it.trackingNumber()),
                    byLine(it.quantities()),
                    it.promise(),
                    it.delayed(),
                    it.handedOverAt(),
                    it.deliveredAt(),
                    it.steps().stream()
                            .map(step -> new Step(
                                    step.status(), step.reason(), Shapes.filled(step.place()), step.occurredAt()))
                            .toList());
        }
    }

    /** Counts by line, with the ids of the interface. */
    public static Map<String, Integer> byLine(Map<UUID, Integer> counts) {
        Map<String, Integer> named = new TreeMap<>();
        counts.forEach((line, count) -> named.put(IdKind.LINE.of(line), count));
        return named;
    }

    /** Counts by line as the library knows them. */
    public static Map<UUID, Integer> read(Map<String, Integer> named) {
        Map<UUID, Integer> counts = new HashMap<>();
        named.forEach((line, count) -> counts.put(ApiCall.id("/" + line, IdKind.LINE, line), count));
        return counts;
    }
}
