package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.fulfillment.Fulfillment;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.ParcelId;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.returns.Inspection;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.returns.ReturnItem;
import io.tradewind.commerce.returns.ReturnLine;
import io.tradewind.commerce.returns.Returns;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What packers do with goods, on their way to the buyer and back. */
final class Warehouse {
    private static final List<TrackingStatus> SCANS = List.of(
            TrackingStatus.DELIVERED,
            TrackingStatus.DELIVERED,
            TrackingStatus.DELIVERED,
            TrackingStatus.IN_TRANSIT,
            TrackingStatus.OUT_FOR_DELIVERY,
            TrackingStatus.ATTEMPT_FAILED,
            TrackingStatus.RETURNING);

    private final Play play;
    private final Outside outside;

    Warehouse(Play play, Outside outside) {
        this.play = play;
        this.outside = outside;
    }

    String stations(OrderId order, Step step) {
        StringBuilder said = new StringBuilder(next(order, step));
        for (int i = 0; i < step.more() % 4; i++) {
            said.append("; ").append(next(order, step));
        }
        return said.toString();
    }

    /** Whatever comes next for the goods of an order, on their way there and back. */
    private String next(OrderId order, Step step) {
        Fulfillment bench = play.staff().fulfillment();
        List<FulfillmentOrder> work = bench.of(order);
        if (work.stream().anyMatch(it -> it.state() == WorkState.RELEASED || it.state() == WorkState.PICKING)) {
            return pack(order, step);
        }
        List<Parcel> parcels = bench.parcels(order);
        if (parcels.stream().anyMatch(it -> it.state() == ParcelState.LABELLED || it.state() == ParcelState.PLANNED)) {
            return ship();
        }
        if (parcels.stream().anyMatch(it -> it.state() == ParcelState.BOOKING)) {
            return outside.jobs();
        }
        if (parcels.stream().anyMatch(it -> it.state().isOut() && !it.state().isOver())) {
            String scanned = deliver(order, step);
            play.clock.pass(Duration.ofHours(7)); // until the carrier is asked again
            return scanned + ", " + outside.jobs();
        }
        if (!play.staff().returns().of(order).isEmpty() && step.more() % 3 > 0) {
            return goods(order, step);
        }
        List<ReturnItem> items = Buyers.items(play.staff().orders().find(order).orElseThrow(), step.more());
        return items.isEmpty()
                ? Said.NOTHING
                : Said.name(play.staff().returns().request(order, items, "asked by phone"));
    }

    String pack(OrderId order, Step step) {
        Fulfillment bench = play.staff(step.more() % 2 == 0 ? "mia" : "tom").fulfillment();
        StringBuilder said = new StringBuilder("work");
        for (FulfillmentOrder work : bench.of(order)) {
            said.append(' ').append(Said.brief(bench.claim(work.id())));
            said.append(' ').append(Said.brief(bench.countAll(work.id())));
            if (step.more() % 5 > 0) {
                said.append(' ').append(Said.brief(bench.pack(work.id())));
            }
        }
        return said.toString();
    }

    String ship() {
        Fulfillment bench = play.staff().fulfillment();
        List<ParcelId> ready =
                bench.parcels(ParcelState.LABELLED).stream().map(Parcel::id).toList();
        for (Parcel planned : bench.parcels(ParcelState.PLANNED)) {
            bench.labelByHand(planned.id(), "");
        }
        return ready.isEmpty()
                ? Said.NOTHING
                : "handed over: " + bench.handOver(ready).parcels().size();
    }

    String unpack(OrderId order) {
        Fulfillment bench = play.staff().fulfillment();
        StringBuilder said = new StringBuilder("work");
        for (FulfillmentOrder work : bench.of(order)) {
            said.append(' ').append(Said.brief(bench.unpack(work.id())));
        }
        return said.toString();
    }

    String deliver(OrderId order, Step step) {
        StringBuilder said = new StringBuilder("parcels");
        for (Parcel parcel : play.staff().fulfillment().parcels(order)) {
            if (parcel.state().isOut()
                    && !parcel.trackingNumber().isEmpty()
                    && !parcel.account().isEmpty()) {
                TrackingStatus status = SCANS.get(step.more() % SCANS.size());
                play.carrierBook.push(parcel.trackingNumber(), status, play.clock.instant());
                said.append(' ').append(status);
            } else if (parcel.state().isOut()) {
                said.append(' ')
                        .append(Said.name(play.staff().fulfillment().markDelivered(parcel.id(), "the buyer says so")));
            }
        }
        return said.toString();
    }

    String goods(OrderId order, Step step) {
        Returns desk = play.staff().returns();
        StringBuilder said = new StringBuilder("returns");
        for (Return goods : desk.of(order)) {
            said.append(' ').append(next(desk, goods, step));
        }
        return said.toString();
    }

    private static String next(Returns desk, Return goods, Step step) {
        return switch (goods.state()) {
            case REQUESTED ->
                step.more() % 5 == 0
                        ? Said.brief(desk.reject(goods.id(), "no"))
                        : step.more() % 5 == 1
                                ? Said.brief(desk.resolveNow(goods.id()))
                                : Said.brief(desk.approve(goods.id()));
            case APPROVED -> {
                Map<UUID, Integer> units = new LinkedHashMap<>();
                goods.lines().forEach(it -> units.put(it.lineId(), it.quantity()));
                yield step.more() % 7 == 0
                        ? Said.brief(desk.cancel(goods.id()))
                        : Said.brief(desk.receive(goods.id(), units));
            }
            case RECEIVING -> {
                List<Inspection> judged = new ArrayList<>();
                for (ReturnLine it : goods.lines()) {
                    judged.add(
                            step.more() % 3 == 0
                                    ? Inspection.broken(it.lineId(), it.received())
                                    : Inspection.good(it.lineId(), it.received()));
                }
                yield Said.brief(desk.inspect(goods.id(), judged));
            }
            default -> goods.state().toString();
        };
    }

    String takeBack(OrderId order, Step step) {
        List<ReturnItem> items = Buyers.items(play.staff().orders().find(order).orElseThrow(), step.more());
        return items.isEmpty() ? Said.NOTHING : Said.name(play.staff().returns().takeBack(order, items, "at the desk"));
    }
}
