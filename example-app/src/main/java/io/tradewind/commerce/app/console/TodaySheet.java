package io.tradewind.commerce.app.console;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.print.ParcelRow;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.fulfillment.QueueQuery;
import io.tradewind.commerce.fulfillment.WorkSummary;
import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.order.OrderSummary;
import java.util.List;

/**
 * What the first page shows of the work, as one person may see it; nothing of what that person may not.
 *
 * @param needs one tile each
 * @param pickups when parcels leave next
 * @param collections what stands at the dock, by carrier
 * @param queue what to pack first
 * @param newest the latest orders
 */
public record TodaySheet(
        List<Need> needs,
        List<Pickup> pickups,
        List<Collection> collections,
        List<WorkSummary> queue,
        List<OrderSummary> newest) {
    private static final int ROWS = 8;

    /** Copies the lists. */
    public TodaySheet {
        needs = List.copyOf(needs);
        pickups = List.copyOf(pickups);
        collections = List.copyOf(collections);
        queue = List.copyOf(queue);
        newest = List.copyOf(newest);
    }

    static TodaySheet of(Shop shop, Member me) {
        boolean packs = me.may(Permission.FULFILMENT);
        List<WorkSummary> queue =
                packs ? shop.fulfillment().queue(QueueQuery.open().size(100)).works() : List.of();
        List<Parcel> dock = packs ? ParcelRow.outbound(shop, ParcelState.LABELLED) : List.of();
        List<OrderSummary> newest = me.may(Permission.ORDERS_READ)
                ? shop.orders().list(OrderQuery.newest().size(ROWS)).orders()
                : List.of();
        return new TodaySheet(
                Needs.of(shop, me, queue, dock),
                packs ? Pickup.next(shop.store(), queue, dock, StoreClock.now()) : List.of(),
                Collection.of(dock),
                queue.stream().limit(ROWS).toList(),
                newest);
    }

    /** True if nothing waits for this person. */
    public boolean calm() {
        return needs.stream().allMatch(it -> it.count() == 0);
    }

    /** Changes whenever the page would read differently. */
    public String state() {
        return Integer.toHexString(toString().hashCode());
    }
}
