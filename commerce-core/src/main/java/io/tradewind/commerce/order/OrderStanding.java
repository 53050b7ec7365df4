package io.tradewind.commerce.order;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Permission;
import java.util.ArrayList;
import java.util.List;

/** Which moves an actor may make on an order, and why not the others. Pure. */
final class OrderStanding {
    private OrderStanding() {}

    /**
     * The moves people make, each allowed or with its reason. Staff raise the stop sign where the order is being packed;
     * for owners that is what cancelling does then.
     *
     * @param work states of the order's fulfillment orders
     */
    static List<OrderAction> actions(Actor actor, OrderRow order, List<String> work) {
        List<OrderAction> actions = new ArrayList<>();
        boolean packing = work.stream().anyMatch(state -> state.equals("PICKING") || state.equals("PACKED"));
        String barred = cancelBarred(order);
        actions.add(action(
                OrderMove.CANCEL,
                barred.isEmpty() && packing && actor.isStaff()
                        ? "it is being packed; ask its packer to stop"
                        : barred));
        if (actor.may(Permission.ORDERS)) {
            String ended = order.state() == OrderState.PLACED ? "" : "the order is " + order.state();
            actions.add(action(OrderMove.HOLD, ended));
            actions.add(action(OrderMove.LIFT, ended.isEmpty() && !order.held() ? "no hold stands" : ended));
        }
        return actions;
    }

    /** Why it cannot be cancelled any more; empty if it can, or if its packer can be asked to stop. */
    static String cancelBarred(OrderRow order) {
        if (order.state() == OrderState.CANCELLED) {
            return "it is cancelled already";
        } else if (order.state() != OrderState.PLACED) {
            return "it is completed; open a return instead";
        } else if (order.lines().stream().anyMatch(line -> line.handedOver() > 0)) {
            return "goods have left the building; open a return instead";
        }
        return "";
    }

    private static OrderAction action(OrderMove move, String barred) {
        return new OrderAction(move, barred.isEmpty(), barred);
    }
}
