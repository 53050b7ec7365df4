package io.tradewind.commerce.app.print;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.ParcelDirection;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.order.OrderSummary;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parcel in a list, with what people know it by.
 *
 * @param orderNumber such as {@code JJ-1001}
 * @param receiver name of whom it goes to
 */
public record ParcelRow(Parcel parcel, String orderNumber, String receiver) {
    /** Parcels in that state that go to customers. */
    public static List<Parcel> outbound(Shop shop, ParcelState state) {
        return shop.fulfillment().parcels(state).stream()
                .filter(it -> it.direction() == ParcelDirection.OUTBOUND)
                .toList();
    }

    /** Most of these orders are among the newest, so one look finds them. */
    public static List<ParcelRow> of(Shop shop, List<Parcel> parcels) {
        Map<OrderId, ParcelRow> known = new HashMap<>();
        List<OrderSummary> newest = parcels.isEmpty()
                ? List.of()
                : shop.orders().list(OrderQuery.newest().size(100)).orders();
        List<ParcelRow> rows = new ArrayList<>();
        for (Parcel parcel : parcels) {
            ParcelRow name = known.computeIfAbsent(
                    parcel.orderId(),
                    id -> newest.stream()
                            .filter(it -> it.id().equals(id))
                            .findFirst()
                            .map(it -> new ParcelRow(parcel, it.number(), it.recipient()))
                            .orElseGet(() -> asked(shop, parcel)));
            rows.add(new ParcelRow(parcel, name.orderNumber(), name.receiver()));
        }
        return rows;
    }

    private static ParcelRow asked(Shop shop, Parcel parcel) {
        Optional<Order> order = shop.orders().find(parcel.orderId());
        return new ParcelRow(
                parcel,
                order.map(Order::number).orElse(""),
                order.map(it -> it.address().name()).orElse(""));
    }
}
