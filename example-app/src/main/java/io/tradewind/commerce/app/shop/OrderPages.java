package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.app.print.Papers;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.app.web.LiveNews;
import io.tradewind.commerce.app.web.Network;
import io.tradewind.commerce.fulfillment.ParcelTracking;
import io.tradewind.commerce.order.CancelAnswer;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderMove;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.Payment;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.returns.ReturnLine;
import io.tradewind.commerce.returns.ReturnState;
import io.tradewind.commerce.spi.payment.NextAction;
import java.net.URI;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An order after it was placed: thanks, and following it by its link alone. */
final class OrderPages {
    private final Front front;
    private final LiveNews live;

    OrderPages(Front front, LiveNews live) {
        this.front = front;
        this.live = live;
    }

    void routes(ShopRoutes routes) {
        routes.get("/thanks/{token}", this::thanks);
        routes.get("/o/{token}", this::track);
        routes.post("/o/{token}/cancel", this::cancel);
        routes.get("/o/{token}/events", this::events);
        routes.get("/o/{token}/calendar", this::calendar);
        routes.get("/o/{token}/invoice", this::invoice);
        routes.get("/o/{token}/credit/{n}", this::credit);
    }

    static Order order(Front front, Context context) {
        return front.shop(context).orders().track(context.pathParam("token")).orElseThrow(NotFoundResponse::new);
    }

    private void thanks(Context context) {
        show(context, "thanks.jte", order -> front.say(context).t("thanks"));
    }

    private void track(Context context) {
        show(context, "track.jte", order -> front.say(context).t("order.number") + " " + order.number());
    }

    /** News of the order for a page that is open. */
    private void events(Context context) {
        order(front, context);
        Shop shop = front.shop(context);
        String token = context.pathParam("token");
        live.open(context, Network.of(context), () -> state(shop, token));
    }

    private static String state(Shop shop, String token) {
        List<ParcelTracking> parcels = shop.parcels().track(token).orElse(List.of());
        return shop.orders().track(token).map(it -> state(it, parcels)).orElse("");
    }

    /** Changes whenever the page would read differently. */
    private static String state(Order order, List<ParcelTracking> parcels) {
        String steps =
                parcels.stream().map(it -> it.state() + "." + it.steps().size()).collect(Collectors.joining("-"));
        return order.version() + "-" + order.state() + "-" + order.payment() + "-" + order.fulfilment() + "-" + steps;
    }

    private void invoice(Context context) {
        Order order = order(front, context);
        paper(context, Invoice.of(front.say(context), front.shop(context).store(), order));
    }

    private void credit(Context context) {
        Order order = order(front, context);
        Shop desk = desk(front.shop(context));
        paper(context, Papers.credit(desk, front.say(context), order.id(), context.pathParam("n")));
    }

    private void paper(Context context, Invoice bill) {
        context.contentType("application/pdf");
        context.header("Content-Disposition", "inline; filename=\"" + bill.file() + ".pdf\"");
        context.result(
                InvoicePaper.pdf(bill, front.shop(context).store().policy().brand()));
    }

    /** The day it comes, for the calendar of the shopper. */
    private void calendar(Context context) {
        Order order = order(front, context);
        Lang say = front.say(context);
        URI page = front.web().base(context).resolve(say.to("/o/" + context.pathParam("token")));
        context.contentType(OrderCalendar.MEDIA_TYPE + "; charset=utf-8");
        context.header("Content-Disposition", "attachment; filename=\"" + OrderCalendar.name(order) + "\"");
        context.result(OrderCalendar.of(front.shop(context).store(), order, page));
    }

    private void show(Context context, String template, Function<Order, String> title) {
        String token = context.pathParam("token");
        Shop shop = front.shop(context);
        List<ParcelTracking> parcels = shop.parcels().track(token).orElse(List.of());
        Order order = order(front, context); // after its parcels: what has left must not be said to be packed still
        List<Return> returns = shop.returns().of(token).stream()
                .filter(it -> it.state() != ReturnState.CANCELLED)
                .toList();
        Optional<PayMissing> missing = PayMissing.of(desk(shop), order).map(it -> it.with(shop, order));
        missing.ifPresent(it -> front.web().mayLeave(context));
        Lang say = front.say(context);
        ZoneId zone = shop.store().zone();
        Map<String, Object> shown = new HashMap<>();
        shown.put("order", order);
        shown.put("token", token);
        shown.put("state", state(order, parcels));
        shown.put("journey", Journey.of(say, order, parcels, zone));
        shown.put("zone", zone);
        shown.put("returns", returns);
        shown.put("pay", instructions(context, order));
        shown.put("missing", missing);
        shown.put("credits", desk(shop).orders().creditNotes(order.id()));
        shown.put(
                "returnable",
                order.lines().stream().anyMatch(it -> it.delivered() - it.returned() > asked(returns, it)));
        shown.put("cancellable", order.allows(OrderMove.CANCEL));
        front.web().render(context, "shop/" + template, front.web().page(context, title.apply(order)), shown);
    }

    /** Units of that line that open returns speak for. */
    private static int asked(List<Return> returns, OrderLine line) {
        return returns.stream()
                .filter(it -> it.state().isOpen())
                .flatMap(it -> it.lines().stream())
                .filter(it -> it.lineId().equals(line.id()))
                .mapToInt(ReturnLine::quantity)
                .sum();
    }

    /** How to pay what is still awaited; empty if nothing is, or on a device other than the buyer's. */
    private Map<String, String> instructions(Context context, Order order) {
        Shop shop = front.shop(context);
        boolean theirs = shop.orders().find(order.id()).isPresent();
        if (!theirs) {
            return Map.of();
        }
        Optional<Payment> awaited = desk(shop).payments().of(order.id().value()).stream()
                .filter(it -> it.instructions().isPresent())
                .findFirst();
        return awaited.flatMap(Payment::instructions)
                .filter(NextAction.ShowInstructions.class::isInstance)
                .map(it -> ((NextAction.ShowInstructions) it).lines())
                .orElse(Map.of());
    }

    /** The link is the right to cancel; what the order allows is asked first, as its owner would be. */
    private void cancel(Context context) {
        Order order = order(front, context);
        String path = "/o/" + context.pathParam("token");
        if (!order.allows(OrderMove.CANCEL)) {
            String why = front.say(context).t("cancel.not");
            front.web().refuse(context, path, order.state() == OrderState.CANCELLED ? "" : why);
            return;
        }
        CancelAnswer answer = asOwner(context, order).orders().cancel(order.id(), "cancelled by the customer");
        Lang say = front.say(context);
        if (answer instanceof CancelAnswer.Refused) {
            front.web().refuse(context, path, say.t("cancel.not"));
        } else {
            String key = answer instanceof CancelAnswer.StopAsked ? "cancel.asked" : "cancel.done";
            front.web().redirect(context, path, say.t(key));
        }
    }

    private Shop asOwner(Context context, Order order) {
        Shop shop = front.shop(context);
        return shop.orders().find(order.id()).isPresent() ? shop : desk(shop);
    }

    /** For what belongs to an order: its payment stays with the guest who paid when the order goes to an account. */
    private Shop desk(Shop shop) {
        return front.web().commerce().shop(shop.store().code(), Actor.system("order-link"));
    }
}
