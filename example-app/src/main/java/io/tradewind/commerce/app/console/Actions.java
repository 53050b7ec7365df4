package io.tradewind.commerce.app.console;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.console.OrderSheet.Deal;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.ParcelDirection;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.fulfillment.WorkState;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderAction;
import io.tradewind.commerce.order.OrderMove;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.Money;

/** The one list of what can be done to an order now: by its state, and by what this person may. */
final class Actions {
    private Actions() {}

    static List<Deal> of(Member me, Order order, List<FulfillmentOrder> works, List<Parcel> parcels, Money refundable) {
        List<Deal> all = new ArrayList<>();
        all.add(
                refundable.isZero()
                        ? Deal.not("Refund", "no money of this order is here that could go back")
                        : allowed(me, Permission.ORDERS, Deal.link("Refund…", "back", "#refund")));
        all.add(
                order.lines().stream().anyMatch(it -> it.delivered() > it.returned())
                        ? allowed(me, Permission.RETURNS, Deal.link("Take goods back…", "back", "#return"))
                        : Deal.not("Take goods back", "nothing of it has been delivered yet, or all of it came back"));
        all.add(allowed(me, Permission.ORDERS, Deal.link("Write to the customer…", "pen", "#tell")));
        all.add(move(me, order, OrderMove.HOLD, "Hold the order", Deal.link("Hold…", "clock", "#hold")));
        all.add(move(
                me,
                order,
                OrderMove.CANCEL,
                "Cancel the order",
                Deal.link("Cancel…", "x", "#cancel").dangerous()));
        next(me, order, works, parcels).ifPresent(all::add);
        return all;
    }

    private static Deal move(Member me, Order order, OrderMove move, String word, Deal deal) {
        Optional<OrderAction> action =
                order.actions().stream().filter(it -> it.move() == move).findFirst();
        if (action.isPresent() && !action.get().allowed()) {
            String state = Words.plain(order.state()).toLowerCase(Locale.ROOT);
            return Deal.not(word, action.get().reason().replace(order.state().name(), state));
        }
        return allowed(me, Permission.ORDERS, deal);
    }

    private static Deal allowed(Member me, Permission permission, Deal deal) {
        if (me.may(permission)) {
            return deal;
        }
        return Deal.not(deal.word().replace("…", ""), Access.lacking(permission));
    }

    private static Optional<Deal> next(Member me, Order order, List<FulfillmentOrder> works, List<Parcel> parcels) {
        for (FulfillmentOrder work : works) {
            String bench = "/admin/pack/" + work.id();
            if (work.state() == WorkState.PICKING || work.stopAsked()) {
                return packing(me, Deal.next("Open the bench", "box", bench, false));
            } else if (work.state() == WorkState.RELEASED) {
                return packing(me, Deal.next("Pack it", "box", bench + "/claim", true));
            }
        }
        for (Parcel parcel : parcels) {
            boolean out = parcel.direction() == ParcelDirection.OUTBOUND;
            if (out && parcel.state() == ParcelState.LABELLED) {
                return packing(me, Deal.next("Hand over", "truck", "/admin/parcels", false));
            } else if (out && parcel.state() == ParcelState.PLANNED) {
                return packing(me, Deal.next("Get the label", "print", "/admin/parcels/" + parcel.id(), false));
            }
        }
        return OrderSheet.awaits(order)
                ? Optional.of(allowed(me, Permission.PAYMENTS, Deal.next("Confirm payment", "bank", "#receipt", false)))
                : Optional.empty();
    }

    private static Optional<Deal> packing(Member me, Deal deal) {
        return Optional.of(allowed(me, Permission.FULFILMENT, deal));
    }
}
