package io.tradewind.commerce.order;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Permission;
import java.util.ArrayList;
import java.util.List;

/** Which moves an actor may make on an order, and why not the others. Pure. */
final class OrderStanding {
    private OrderStanding() {}

    /** The moves people make, each allowed or with its reason. */
    static List<OrderAction> actions(Actor actor, OrderRow order) {
        List<OrderAction> actions = new ArrayList<>();
        actions.add(action(OrderMove.CANCEL, cancelBarred(order)));
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
