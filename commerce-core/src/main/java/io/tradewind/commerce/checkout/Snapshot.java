package io.tradewind.commerce.checkout;

import io.tradewind.commerce.order.NewHold;
import io.tradewind.commerce.order.NewOrder;
import io.tradewind.commerce.stock.Wanted;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What was frozen at submission: the order as it will be placed (its number apart), the stock it needs, and which
 * quantities leave the cart. The invitation is there if it buys what a launch sells.
 */
record Snapshot(
        NewOrder order,
        List<Wanted> stock,
        UUID cartId,
        int cartVersion,
        Map<UUID, Integer> bought,
        Optional<UUID> invitation) {
    Snapshot numbered(String number) {
        return new Snapshot(order.numbered(number), stock, cartId, cartVersion, bought, invitation);
    }

    Snapshot payingLater(boolean shipsUnpaid, List<NewHold> holds) {
        return new Snapshot(order.payingLater(shipsUnpaid, holds), stock, cartId, cartVersion, bought, invitation);
    }
}
