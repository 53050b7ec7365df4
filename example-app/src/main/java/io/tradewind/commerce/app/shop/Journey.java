package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.delivery.Promise;
import io.tradewind.commerce.fulfillment.ParcelDirection;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.fulfillment.ParcelTracking;
import io.tradewind.commerce.fulfillment.TrackingStep;
import io.tradewind.commerce.order.FulfilmentStatus;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * How far an order is, in a shopper's words: one headline, and what happened to all of its parcels in one line of time.
 *
 * @param headline what matters now
 * @param lead what it means; empty for nothing
 * @param points oldest first, what is still to come last
 * @param over true if nothing more will happen
 */
public record Journey(String headline, String lead, List<Point> points, boolean over) {
    /** What a promise says to those who have not ordered yet. */
    private static final Pattern ADVICE = Pattern.compile("[Oo]rder by ");

    /**
     * Something that happened or will.
     *
     * @param look class of its dot: empty, {@code now} or {@code next}
     */
    public record Point(String title, String note, String look) {}

    static Journey of(Lang say, Order order, List<ParcelTracking> parcels, ZoneId zone) {
        List<ParcelTracking> out = parcels.stream()
                .filter(it -> it.direction() == ParcelDirection.OUTBOUND && it.state() != ParcelState.VOIDED)
                .toList();
        return new Teller(say, order, out, zone).tell();
    }

    private record Event(Instant at, String title, String place) {}

    /** Tells one order in one language. */
    private record Teller(Lang say, Order order, List<ParcelTracking> parcels, ZoneId zone) {
        Journey tell() {
            List<Point> points = new ArrayList<>();
            points.add(new Point(say.t("journey.ordered"), say.moment(order.placedAt(), zone), ""));
            events().forEach(it -> points.add(new Point(
                    it.title(), say.moment(it.at(), zone) + (it.place().isEmpty() ? "" : " · " + it.place()), "")));
            ahead(points);
            boolean over = order.state() == OrderState.CANCELLED || order.fulfilment() == FulfilmentStatus.DELIVERED;
            return new Journey(headline(), lead(), marked(points, over), over);
        }

        private List<Event> events() {
            List<Event> events = new ArrayList<>();
            for (ParcelTracking parcel : parcels) {
                String which = parcels.size() > 1 ? say.t("journey.parcel", parcel.number()) + " " : "";
                parcel.handedOverAt()
                        .ifPresent(at -> events.add(new Event(
                                at, which + say.t("journey.with", carrier(say, parcel.carrier())), number(parcel))));
                for (TrackingStep step : parcel.steps()) {
                    if (step.status() != TrackingStatus.HANDED_OVER && step.status() != TrackingStatus.ANNOUNCED) {
                        events.add(new Event(step.occurredAt(), which + words(step), step.place()));
                    }
                }
            }
            return events.stream().sorted(Comparator.comparing(Event::at)).toList();
        }

        private String number(ParcelTracking parcel) {
            return parcel.trackingNumber().isEmpty() ? "" : say.t("journey.no", parcel.trackingNumber());
        }

        private String words(TrackingStep step) {
            String what = say.word("tracking", step.status());
            String why = "tracking.why." + step.reason().name();
            return say.knows(why) ? say.t("tracking.because", what, say.t(why)) : what;
        }

        private void ahead(List<Point> points) {
            if (order.state() == OrderState.CANCELLED) {
                points.add(new Point(say.t("journey.cancelled"), say.t("journey.cancelled.text"), ""));
                return;
            }
            boolean engraved =
                    order.lines().stream().anyMatch(it -> it.personalisation().isEngraved());
            switch (order.fulfilment()) {
                case PREPARING ->
                    points.add(
                            sent()
                                    ? new Point(
                                            say.t("journey.packing"),
                                            engraved ? say.t("journey.packing.engraved") : "",
                                            "")
                                    : new Point(say.word("fulfilment", order.fulfilment()), "", ""));
                case PACKED ->
                    points.add(new Point(say.t(engraved ? "journey.packed.engraved" : "journey.packed"), "", ""));
                case WAITING -> points.add(new Point(say.t("journey.waits"), waits(), "next"));
                default -> {}
            }
            if (order.fulfilment() != FulfilmentStatus.DELIVERED
                    && order.fulfilment() != FulfilmentStatus.UNDELIVERED) {
                boolean arrived =
                        parcels.stream().anyMatch(it -> it.deliveredAt().isPresent());
                points.add(new Point(
                        say.t(arrived ? "journey.delivered.all" : "journey.delivered"),
                        sent()
                                ? say.t("journey.expected", say.arrivalWithin(order.promise()))
                                : say.t("promise.message"),
                        "next"));
                later(points);
            }
        }

        /** What is pre-ordered beside goods that are there leaves in a parcel of its own. */
        private void later(List<Point> points) {
            Map<Instant, List<String>> releases = new TreeMap<>();
            for (OrderLine line : order.lines()) {
                line.preorderShipsOn()
                        .filter(it -> line.handedOver() < line.wanted())
                        .ifPresent(at -> releases.computeIfAbsent(at, it -> new ArrayList<>())
                                .add(say.name(line.title())));
            }
            boolean mixed =
                    order.lines().stream().anyMatch(it -> it.preorderShipsOn().isEmpty());
            if (mixed || releases.size() > 1) {
                releases.forEach((at, names) ->
                        points.add(new Point(say.t("journey.later", say.day(at, zone)), say.list(names), "next")));
            }
        }

        private String waits() {
            return switch (order.payment()) {
                case AWAITING, UNPAID, PARTLY_PAID -> say.t("journey.waits.money");
                case CONFIRMING -> say.t("journey.waits.bank");
                default -> say.t(order.shipping().startsOn() == null ? "journey.waits.turn" : "journey.waits.day");
            };
        }

        private String headline() {
            if (order.state() == OrderState.CANCELLED) {
                return say.t("journey.cancelled");
            }
            Promise promise = order.promise();
            return switch (order.fulfilment()) {
                case DELIVERED -> say.t("head.delivered", delivered());
                case UNDELIVERED -> say.t("head.undelivered");
                case PARTLY_DELIVERED -> say.t("head.partly");
                default -> {
                    if (any(ParcelState.OUT_FOR_DELIVERY)) {
                        yield say.t("head.out");
                    } else if (any(ParcelState.READY_FOR_COLLECTION)) {
                        yield say.t("head.ready");
                    } else if (any(ParcelState.LOST)) {
                        yield say.t("head.lost");
                    } else if (sent() && promise.latest().isBefore(StoreClock.now())) {
                        yield say.t("head.late");
                    } else if (waitsForMoney()) {
                        yield say.t("head.money");
                    }
                    yield sent() ? say.t("head.arriving", say.arrivalWithin(promise)) : say.t("head.message");
                }
            };
        }

        private String lead() {
            if (order.state() == OrderState.CANCELLED) {
                return say.t(
                        order.payment() == PaymentStatus.VOIDED || order.payment() == PaymentStatus.NOT_NEEDED
                                ? "lead.uncharged"
                                : "lead.refund");
            } else if (any(ParcelState.LOST)) {
                return say.t("lead.lost");
            } else if (order.fulfilment() == FulfilmentStatus.UNDELIVERED) {
                return say.t("lead.undelivered");
            } else if (order.fulfilment() == FulfilmentStatus.DELIVERED) {
                return "";
            } else if (sent() && order.promise().latest().isBefore(StoreClock.now())) {
                return say.t("lead.late", say.arrivalWithin(order.promise()));
            } else if (waitsForMoney()) {
                return say.t("lead.money");
            } else if (!sent()) {
                return "";
            }
            boolean left = parcels.stream().anyMatch(it -> it.handedOverAt().isPresent());
            String why = order.promise().reason();
            return left || ADVICE.matcher(why).find() ? "" : say.core(why);
        }

        private boolean sent() {
            return Words.sent(order);
        }

        private boolean waitsForMoney() {
            return order.payLater()
                    && order.account().equals("transfer")
                    && (order.payment() == PaymentStatus.AWAITING || order.payment() == PaymentStatus.PARTLY_PAID);
        }

        private String delivered() {
            return say.day(
                    parcels.stream()
                            .flatMap(it -> it.deliveredAt().stream())
                            .max(Comparator.naturalOrder())
                            .orElse(order.promise().latest()),
                    zone);
        }

        private boolean any(ParcelState state) {
            return parcels.stream().anyMatch(it -> it.state() == state);
        }
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

    private static String carrier(Lang say, String account) {
        String key = "carrier." + (account.isEmpty() ? "own" : account);
        return say.knows(key) ? say.t(key) : account;
    }
}
