package io.tradewind.commerce.app.print;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.app.shop.Invoice;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.fulfillment.FulfillmentId;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.fulfillment.QueueQuery;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.returns.ReturnId;
import io.tradewind.commerce.spi.shipping.Label;
import java.net.URI;
import java.util.List;

/** What stands on the papers of a store. */
public final class Papers {
    /** Orders on one print at most. */
    public static final int MOST = 100;

    private Papers() {}

    /** The language in which the store writes to its customers. */
    public static Lang customers(Shop shop) {
        return Lang.liked(shop.store().policy().messages().language().toLanguageTag());
    }

    /**
     * A packing slip with the labels of its parcels.
     *
     * @param base the address of the shop, for the link to follow the order
     * @throws CommerceException NOT_FOUND if there is no such work
     */
    public static Slip slip(Shop shop, URI base, FulfillmentId id) {
        FulfillmentOrder work =
                shop.fulfillment().find(id).orElseThrow(() -> CommerceException.notFound("fulfillment order"));
        List<Label> labels = work.liveParcels().stream()
                .filter(Parcel::hasLabel)
                .flatMap(it -> shop.fulfillment().label(it.id()).stream())
                .toList();
        return slip(shop, base, work, labels);
    }

    /** The slips of these orders, without labels; orders that are unknown have none. */
    public static List<Slip> slips(Shop shop, URI base, List<OrderId> orders) {
        return orders.stream()
                .filter(it -> shop.orders().find(it).isPresent())
                .flatMap(it -> shop.fulfillment().of(it).stream())
                .filter(it -> it.state() != WorkState.CANCELLED)
                .map(it -> slip(shop, base, it, List.of()))
                .toList();
    }

    private static Slip slip(Shop shop, URI base, FulfillmentOrder work, List<Label> labels) {
        URI follow = base.resolve("/o/" + shop.orders().token(work.orderId()));
        return new Slip(work, follow.toString(), labels);
    }

    /** What waits to be packed, as much as fits on one print. */
    public static PickList pickList(Shop shop) {
        return PickList.of(shop.fulfillment()
                .queue(QueueQuery.open().in(WorkState.RELEASED).size(MOST))
                .works());
    }

    /** What one carrier takes along today. */
    public static Manifest manifest(Shop shop, String carrier) {
        List<Parcel> parcels = ParcelRow.outbound(shop, ParcelState.LABELLED).stream()
                .filter(it -> it.account().equals(carrier))
                .toList();
        return new Manifest(carrier, ParcelRow.of(shop, parcels));
    }

    /**
     * The bill of an order.
     *
     * @throws CommerceException NOT_FOUND if there is no such order
     */
    public static Invoice invoice(Shop shop, Lang say, OrderId id) {
        return Invoice.of(say, shop.store(), order(shop, id));
    }

    /**
     * A credit note of an order.
     *
     * @param which its number, or the last part of it, such as {@code 1} of {@code R-1001-C1}
     * @throws CommerceException NOT_FOUND if there is no such order or credit note
     */
    public static Invoice credit(Shop shop, Lang say, OrderId id, String which) {
        Order order = order(shop, id);
        return shop.orders().creditNotes(id).stream()
                .filter(it -> it.number().equals(which) || it.number().endsWith("-C" + which))
                .findFirst()
                .map(it -> Invoice.of(say, shop.store(), order, it))
                .orElseThrow(() -> CommerceException.notFound("credit note"));
    }

    /**
     * What travels with goods that come back, and the label that sends them.
     *
     * @throws CommerceException NOT_FOUND if there is no such return
     */
    public static ReturnSheet back(Shop shop, ReturnId id) {
        Return goods = shop.returns().find(id).orElseThrow(() -> CommerceException.notFound("return"));
        return new ReturnSheet(
                goods,
                order(shop, goods.orderId()).address(),
                shop.store().policy().warehouse(),
                shop.returns().label(id));
    }

    private static Order order(Shop shop, OrderId id) {
        return shop.orders().find(id).orElseThrow(() -> CommerceException.notFound("order"));
    }
}
