package io.tradewind.commerce.app.console;

import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.catalog.ProductImport;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.ParcelDirection;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.health.HealthReport;
import io.tradewind.commerce.launch.LaunchState;
import io.tradewind.commerce.order.FulfilmentStatus;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.PaymentState;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.payment.RefundState;
import io.tradewind.commerce.returns.ReturnState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** States as coloured words: the same state has the same word and colour on every page of the console. */
public final class Pills {
    private static final Duration SOON = Duration.ofHours(3);

    private Pills() {}

    /** How long it is until parcels leave, and whether somebody should hurry. */
    public static Pill until(Pickup pickup, Instant now) {
        Duration left = Duration.between(now, pickup.at());
        String word = left.compareTo(Duration.ofHours(24)) < 0 ? "in " + Format.span(left) : "later";
        boolean hurry = left.compareTo(Duration.ofHours(3)) < 0;
        boolean late = left.compareTo(Duration.ofHours(1)) < 0;
        return new Pill(word, pickup.open() == 0 ? "ok" : late ? "bad" : hurry ? "warn" : "idle");
    }

    /** The order's life. */
    public static Pill pill(OrderState state) {
        return new Pill(
                state == OrderState.PLACED ? "Open" : Words.plain(state),
                switch (state) {
                    case DRAFT, CANCELLED -> "idle";
                    case PLACED -> "info";
                    case COMPLETED -> "ok";
                });
    }

    /** The order's money. */
    public static Pill pill(PaymentStatus status) {
        return switch (status) {
            case PAID -> new Pill("Paid", "ok");
            case AUTHORIZED -> new Pill("Authorised", "info");
            case CONFIRMING -> new Pill("Being confirmed", "info");
            case AWAITING -> new Pill("Awaiting payment", "warn");
            case NOT_NEEDED -> new Pill("Nothing to pay", "idle");
            case PARTLY_PAID, UNPAID, REFUND_DUE -> new Pill(Words.plain(status), "warn");
            case DISPUTED, CHARGED_BACK -> new Pill(Words.plain(status), "bad");
            case REFUNDED, PARTLY_REFUNDED, VOIDED -> new Pill(Words.plain(status), "idle");
        };
    }

    /** Where the order's goods are. */
    public static Pill pill(FulfilmentStatus status) {
        return new Pill(
                Words.plain(status),
                switch (status) {
                    case DELIVERED -> "ok";
                    case PACKED, SHIPPED, PARTLY_SHIPPED, PARTLY_DELIVERED -> "info";
                    case PREPARING -> "brand";
                    case UNDELIVERED -> "bad";
                    case WAITING, CANCELLED -> "idle";
                });
    }

    /** A product file that was handed in. */
    public static Pill pill(ProductImport file) {
        return switch (file.state()) {
            case READY -> new Pill("Not imported", "idle");
            case RUNNING -> new Pill("Going in", "info");
            case STOPPED -> new Pill("Stopped", "warn");
            case DONE -> file.refused() == 0 ? new Pill("Imported", "ok") : new Pill("Imported in part", "warn");
            case UNDOING -> new Pill("Being taken back", "info");
            case UNDONE -> new Pill("Taken back", "idle");
        };
    }

    /** How far work on an order is. */
    public static Pill pill(WorkState state) {
        return switch (state) {
            case WAITING -> new Pill("Waiting", "idle");
            case RELEASED -> new Pill("To pack", "brand");
            case PICKING -> new Pill("Being packed", "info");
            case PACKED -> new Pill("Packed", "info");
            case HANDED_OVER -> new Pill("Handed over", "ok");
            case CANCELLED -> new Pill("Cancelled", "idle");
        };
    }

    /** A parcel. */
    public static Pill pill(ParcelState state) {
        return switch (state) {
            case PLANNED -> new Pill("No label", "warn");
            case BOOKING -> new Pill("Label asked for", "info");
            case LABELLED -> new Pill("Ready to hand over", "brand");
            case HANDED_OVER, IN_TRANSIT, OUT_FOR_DELIVERY, READY_FOR_COLLECTION ->
                new Pill(Words.plain(state), "info");
            case ATTEMPT_FAILED, RETURNING -> new Pill(Words.plain(state), "warn");
            case DELIVERED -> new Pill("Delivered", "ok");
            case LOST -> new Pill("Lost", "bad");
            case RETURNED, VOIDED -> new Pill(Words.plain(state), "idle");
        };
    }

    /** A parcel on its way out or back. */
    public static Pill pill(Parcel parcel) {
        return parcel.direction() == ParcelDirection.INBOUND ? back(parcel.state()) : pill(parcel.state());
    }

    /** A parcel that comes back from a customer. */
    public static Pill back(ParcelState state) {
        return switch (state) {
            case LABELLED -> new Pill("Customer has the label", "info");
            case DELIVERED -> new Pill("Arrived here", "ok");
            default -> pill(state);
        };
    }

    /** The same with goods of that return in it: they may be here before its carrier says so. */
    public static Pill back(ParcelState state, ReturnState goods) {
        return back(isHere(goods) ? ParcelState.DELIVERED : state);
    }

    /** True if goods of a return were booked in. */
    static boolean isHere(ReturnState state) {
        return state == ReturnState.RECEIVING || state == ReturnState.INSPECTED || state == ReturnState.RESOLVED;
    }

    /** A return. */
    public static Pill pill(ReturnState state) {
        return switch (state) {
            case REQUESTED -> new Pill("Asked for", "warn");
            case APPROVED -> new Pill("On its way", "info");
            case RECEIVING -> new Pill("Arrived", "brand");
            case INSPECTED -> new Pill("Inspected", "info");
            case RESOLVED -> new Pill("Settled", "ok");
            case REJECTED, CANCELLED, EXPIRED -> new Pill(Words.plain(state), "idle");
        };
    }

    /** A payment. */
    public static Pill pill(PaymentState state) {
        return switch (state) {
            case CAPTURED -> new Pill("Captured", "ok");
            case AUTHORIZED, CONFIRMING, PARTLY_CAPTURED, ACTION_REQUIRED -> new Pill(Words.plain(state), "info");
            case AWAITING -> new Pill("Awaited", "warn");
            case DISPUTED, FAILED -> new Pill(Words.plain(state), "bad");
            case REFUNDED, PARTLY_REFUNDED, CANCELLED -> new Pill(Words.plain(state), "idle");
        };
    }

    /** A refund. */
    public static Pill pill(RefundState state) {
        return switch (state) {
            case PROPOSED -> new Pill("Waits for approval", "warn");
            case APPROVED, RUNNING -> new Pill("On its way", "info");
            case DONE -> new Pill("Paid out", "ok");
            case FAILED -> new Pill("Failed", "bad");
            case REFUSED, CANCELLED -> new Pill(Words.plain(state), "idle");
        };
    }

    /** A launch. */
    public static Pill pill(LaunchState state) {
        return new Pill(
                Words.plain(state),
                switch (state) {
                    case DRAFT, ENDED, CANCELLED -> "idle";
                    case ANNOUNCED -> "info";
                    case SELLING -> "ok";
                });
    }

    /** How something fares. */
    public static Pill pill(HealthReport.Level level) {
        return switch (level) {
            case UP -> new Pill("Fine", "ok");
            case DEGRADED -> new Pill("Look at it", "warn");
            case DOWN -> new Pill("Down", "bad");
        };
    }

    /** How a promise stands. */
    public static Pill promise(Order order, ZoneId zone) {
        boolean over = order.fulfilment() == FulfilmentStatus.DELIVERED
                || order.fulfilment() == FulfilmentStatus.CANCELLED
                || order.state() != OrderState.PLACED;
        String kind = order.shipping().express() ? "24 h promise · " : "Promised · ";
        Instant latest = order.promise().latest();
        return over ? new Pill(kind + Format.moment(latest, zone), "idle") : due(kind + "due ", latest, zone);
    }

    /** How urgent something is that is due then. */
    public static Pill due(String before, Instant at, ZoneId zone) {
        Instant now = StoreClock.now();
        if (at.isBefore(now)) {
            return new Pill(
                    before.isEmpty()
                            ? "Late, was " + Format.moment(at, zone)
                            : before + Format.moment(at, zone) + ", late",
                    "bad");
        }
        String colour = at.isBefore(now.plus(SOON)) ? "warn" : "idle";
        return new Pill(before + Format.moment(at, zone), colour);
    }
}
