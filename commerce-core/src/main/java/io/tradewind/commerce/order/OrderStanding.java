package io.tradewind.commerce.order;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Permission;
import java.util.ArrayList;
import java.util.List;

/** Which moves an actor may make on an order, and why not the others. Pure. */
final class OrderStanding {
    private OrderStanding() {}

    /**
     * The moves people make, each allowed or with its reason.
     *
     * @param work states of the order's fulfillment orders
     */
    static List<OrderAction> actions(Actor actor, OrderRow order, List<String> work) {
        List<OrderAction> actions = new ArrayList<>();
        actions.add(action(OrderMove.CANCEL, cancelBarred(actor, order, work)));
        if (actor.may(Permission.ORDERS)) {
            String ended = order.state() == OrderState.PLACED ? "" : "the order is " + order.state();
            actions.add(action(OrderMove.HOLD, ended));
            actions.add(action(OrderMove.LIFT, ended.isEmpty() && !order.held() ? "no hold stands" : ended));
        }
        return actions;
    }

    /** Why this actor cannot cancel it now; empty if it can. */
    static String cancelBarred(Actor actor, OrderRow order, List<String> work) {
        if (order.state() == OrderState.CANCELLED) {
            return "it is cancelled already";
        } else if (order.state() != OrderState.PLACED) {
            return "it is completed; open a return instead";
        } else if (order.lines().stream().anyMatch(line -> line.handedOver() > 0)) {
            return "goods have left the building; open a return instead";
        } else if (work.stream().anyMatch(state -> state.equals("PICKING") || state.equals("PACKED"))) {
            return actor.isStaff()
                    ? "it is being packed; let the packer put it back first"
                    : "it is being packed right now; send it back when it arrives";
        }
        return "";
    }

    private static OrderAction action(OrderMove move, String barred) {
        return new OrderAction(move, barred.isEmpty(), barred);
    }
}
