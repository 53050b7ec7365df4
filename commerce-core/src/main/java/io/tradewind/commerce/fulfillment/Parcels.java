package io.tradewind.commerce.fulfillment;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderLinks;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the parcels of an order are. Customers and guests follow their own; a signed link follows one order without a
 * login; staff see all of the store. Bound to one store and actor; safe for many threads.
 */
public final class Parcels {
    private final Scope scope;
    private final Views views;
    private final OrderBook orders;
    private final OrderLinks links;

    @Inject
    Parcels(@Assisted Scope scope, Views views, OrderBook orders, OrderLinks links) {
        this.scope = scope;
        this.views = views;
        this.orders = orders;
        this.links = links;
    }

    /** The parcels of an order, by their number. An order that this actor may not see does not exist. */
    public List<ParcelTracking> of(OrderId order) {
        Given.value("order", order);
        return tracking(scope, order.value()).orElseThrow(() -> CommerceException.notFound("order"));
    }

    /** The parcels of the order that a signed link opens; empty for every other text. */
    public Optional<List<ParcelTracking>> track(String token) {
        return links.read(scope.storeId(), token)
                .flatMap(order -> tracking(scope.as(Actor.system("signed-link")), order));
    }

    private Optional<List<ParcelTracking>> tracking(Scope reader, UUID order) {
        return scope.tx()
                .read(
                        "parcels.track",
                        handle -> orders.find(handle, reader, order).map(row -> views.tracking(handle, reader, row)));
    }
}
