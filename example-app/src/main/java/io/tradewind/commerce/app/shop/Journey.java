package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.delivery.Promise;
import io.tradewind.commerce.fulfillment.ParcelDirection;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.fulfillment.ParcelTracking;
import io.tradewind.commerce.fulfillment.TrackingStep;
import io.tradewind.commerce.order.FulfilmentStatus;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.spi.shipping.TrackingReason;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How far an order is, in a shopper's words: one headline, and what happened to all of its parcels in one line of time.
 *
 * @param headline what matters now
 * @param lead what it means; empty for nothing
 * @param points oldest first, what is still to come last
 * @param over true if nothing more will happen
 */
public record Journey(String headline, String lead, List<Point> points, boolean over) {
    /**
     * Something that happened or will.
     *
     * @param look class of its dot: empty, {@code now} or {@code next}
     */
    public record Point(String title, String note, String look) {}

    private record Event(Instant at, String title, String place) {}

    static Journey of(Order order, List<ParcelTracking> parcels, ZoneId zone) {
        List<ParcelTracking> out = parcels.stream()
                .filter(it -> it.direction() == ParcelDirection.OUTBOUND && it.state() != ParcelState.VOIDED)
                .toList();
        List<Point> points = new ArrayList<>();
        points.add(new Point("Ordered", Format.moment(order.placedAt(), zone), ""));
        events(out)
                .forEach(it -> points.add(new Point(
                        it.title(),
                        Format.moment(it.at(), zone) + (it.place().isEmpty() ? "" : " · " + it.place()),
                        "")));
        ahead(order, out, points);
        boolean over = order.state() == OrderState.CANCELLED || order.fulfilment() == FulfilmentStatus.DELIVERED;
        return new Journey(headline(order, out, zone), lead(order, out), marked(points, over), over);
    }

    private static List<Event> events(List<ParcelTracking> parcels) {
        List<Event> events = new ArrayList<>();
        for (ParcelTracking parcel : parcels) {
            String which = parcels.size() > 1 ? "Parcel " + parcel.number() + ": " : "";
            parcel.handedOverAt()
                    .ifPresent(at ->
                            events.add(new Event(at, which + "With " + carrier(parcel.carrier()), number(parcel))));
            for (TrackingStep step : parcel.steps()) {
                if (step.status() != TrackingStatus.HANDED_OVER && step.status() != TrackingStatus.ANNOUNCED) {
                    events.add(new Event(step.occurredAt(), which + words(step), step.place()));
                }
            }
        }
        return events.stream().sorted(Comparator.comparing(Event::at)).toList();
    }

    private static String number(ParcelTracking parcel) {
        return parcel.trackingNumber().isEmpty() ? "" : "no. " + parcel.trackingNumber();
    }

    private static void ahead(Order order, List<ParcelTracking> parcels, List<Point> points) {
        if (order.state() == OrderState.CANCELLED) {
            points.add(new Point("Cancelled", "Nothing will be sent", ""));
            return;
        }
        switch (order.fulfilment()) {
            case PREPARING -> points.add(new Point("Being packed", engraved(order) ? "with your engraving" : "", ""));
            case PACKED -> points.add(new Point(engraved(order) ? "Packed with your engraving" : "Packed", "", ""));
            case WAITING -> points.add(new Point("Waits for its turn", waits(order), "next"));
            default -> {}
        }
        boolean arrived = parcels.stream().anyMatch(it -> it.deliveredAt().isPresent());
        if (order.fulfilment() != FulfilmentStatus.DELIVERED && order.fulfilment() != FulfilmentStatus.UNDELIVERED) {
            points.add(new Point(
                    arrived ? "All of it delivered" : "Delivered",
                    "Expected " + Format.arrivalWithin(order.promise()),
                    "next"));
        }
    }

    private static String waits(Order order) {
        return switch (order.payment()) {
            case AWAITING, UNPAID, PARTLY_PAID -> "We start when the money has arrived";
            case CONFIRMING -> "We are checking with the bank";
            default -> "Next in the workshop";
        };
    }

    /** The last thing that happened is the present. */
    private static List<Point> marked(List<Point> points, boolean over) {
        int last = -1;
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).look().isEmpty()) {
                last = i;
            }
        }
        List<Point> marked = new ArrayList<>(points);
        if (last >= 0 && !over) {
            Point now = points.get(last);
            marked.set(last, new Point(now.title(), now.note(), "now"));
        }
        return marked;
    }

    private static String headline(Order order, List<ParcelTracking> parcels, ZoneId zone) {
        if (order.state() == OrderState.CANCELLED) {
            return "Cancelled";
        }
        Promise promise = order.promise();
        return switch (order.fulfilment()) {
            case DELIVERED -> "Delivered " + delivered(parcels, promise, zone);
            case UNDELIVERED -> "It could not be delivered";
            case PARTLY_DELIVERED -> "Partly delivered, the rest is on its way";
            default -> {
                if (any(parcels, ParcelState.OUT_FOR_DELIVERY)) {
                    yield "Out for delivery today";
                } else if (any(parcels, ParcelState.READY_FOR_COLLECTION)) {
                    yield "Ready to be collected";
                } else if (any(parcels, ParcelState.LOST)) {
                    yield "A parcel went missing";
                } else if (promise.latest().isBefore(Instant.now())) {
                    yield "Later than we promised";
                }
                yield waitsForMoney(order) ? "Waiting for your payment" : "Arriving " + Format.arrivalWithin(promise);
            }
        };
    }

    private static String lead(Order order, List<ParcelTracking> parcels) {
        if (order.state() == OrderState.CANCELLED) {
            return order.payment() == PaymentStatus.VOIDED || order.payment() == PaymentStatus.NOT_NEEDED
                    ? "Nothing was charged."
                    : "What you paid goes back the way it came, by itself.";
        } else if (any(parcels, ParcelState.LOST)) {
            return "We are looking for it and write to you with a way out.";
        } else if (order.fulfilment() == FulfilmentStatus.UNDELIVERED) {
            return "It is on its way back to us. We write to you with what is possible.";
        } else if (order.fulfilment() == FulfilmentStatus.DELIVERED) {
            return "";
        } else if (order.promise().latest().isBefore(Instant.now())) {
            return "We are sorry. It was promised for " + Format.arrivalWithin(order.promise()) + ".";
        } else if (waitsForMoney(order)) {
            return "We start as soon as it is here. The day of delivery moves with it.";
        }
        return order.promise().reason();
    }

    private static boolean waitsForMoney(Order order) {
        return order.payLater()
                && order.account().equals("transfer")
                && (order.payment() == PaymentStatus.AWAITING || order.payment() == PaymentStatus.PARTLY_PAID);
    }

    private static String delivered(List<ParcelTracking> parcels, Promise promise, ZoneId zone) {
        return Format.day(
                parcels.stream()
                        .flatMap(it -> it.deliveredAt().stream())
                        .max(Comparator.naturalOrder())
                        .orElse(promise.latest()),
                zone);
    }

    private static boolean any(List<ParcelTracking> parcels, ParcelState state) {
        return parcels.stream().anyMatch(it -> it.state() == state);
    }

    private static boolean engraved(Order order) {
        return order.lines().stream().anyMatch(it -> it.personalisation().isEngraved());
    }

    static String carrier(String account) {
        return switch (account) {
            case "parcel" -> "Parcel Post";
            case "express" -> "Swift Courier";
            case "" -> "our driver";
            default -> account;
        };
    }

    private static String words(TrackingStep step) {
        String what = switch (step.status()) {
            case ANNOUNCED -> "Announced";
            case HANDED_OVER -> "With the carrier";
            case IN_TRANSIT -> "On its way";
            case ON_HOLD -> "Stopped by the carrier";
            case DELAYED -> "Later than planned";
            case OUT_FOR_DELIVERY -> "Out for delivery";
            case READY_FOR_COLLECTION -> "Ready to be collected";
            case ATTEMPT_FAILED -> "Could not be handed over";
            case DELIVERED -> "Delivered";
            case RETURNING -> "On its way back to us";
            case RETURNED -> "Back with us";
            case LOST -> "Missing";
            case CANCELLED -> "Stopped";
            case UNKNOWN -> "News from the carrier";
        };
        String why = switch (step.reason()) {
            case NOBODY_THERE -> "nobody was there";
            case BAD_ADDRESS -> "the address is incomplete";
            case REFUSED_BY_RECEIVER -> "it was refused at the door";
            case NOT_COLLECTED -> "it was not collected in time";
            case DAMAGED -> "it is damaged";
            case CUSTOMS -> "customs";
            case OUTSIDE_EVENT -> "weather or traffic";
            case NONE, OTHER -> "";
        };
        return step.reason() == TrackingReason.NONE || why.isEmpty() ? what : what + ", " + why;
    }
}
