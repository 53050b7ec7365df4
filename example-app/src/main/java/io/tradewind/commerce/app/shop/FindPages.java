package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.app.web.Network;
import io.tradewind.commerce.app.web.TooMany;
import io.tradewind.commerce.message.Message;
import io.tradewind.commerce.message.Template;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.verification.PhoneNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finding an order again by its number: its link goes to the contact it was placed with. */
final class FindPages {
    private final Front front;
    private final Tries tries = new Tries(5);

    FindPages(Front front) {
        this.front = front;
    }

    void routes(ShopRoutes routes) {
        routes.get("/find-order", context -> find(context, false));
        routes.post("/find-order", this::search);
    }

    private void find(Context context, boolean sent) {
        front.show(context, "find.jte", front.say(context).t("find.title"), Map.of("sent", sent));
    }

    /** The same words whether there is such an order or not, and not more than a few tries. */
    private void search(Context context) {
        if (!tries.another(Network.of(context))) {
            throw TooMany.tries();
        }
        String number = Front.field(context, "number").toUpperCase(java.util.Locale.ROOT);
        String contact = Front.field(context, "contact");
        Shop desk = front.web().commerce().shop(front.shop(context).store().code(), Actor.system("find-order"));
        if (number.matches("[A-Z0-9-]{3,40}") && !contact.isEmpty()) {
            desk.orders().list(OrderQuery.newest().numbered(number)).orders().stream()
                    .findFirst()
                    .flatMap(it -> desk.orders().find(it.id()))
                    .filter(it -> belongs(desk, it, contact))
                    .ifPresent(it -> tell(desk, it, contact));
        }
        find(context, true);
    }

    private static boolean belongs(Shop desk, Order order, String contact) {
        boolean mail = !order.email().isEmpty() && order.email().equalsIgnoreCase(contact);
        Optional<PhoneNumber> number = PhoneNumber.parse(contact, desk.store().country());
        return mail || number.map(it -> it.e164().equals(order.phone())).orElse(false);
    }

    /** The acknowledgement of the order has its link; the newest of that way, e-mail or SMS, goes out once more. */
    private static void tell(Shop desk, Order order, String contact) {
        Channel wanted = contact.contains("@") ? Channel.EMAIL : Channel.SMS;
        List<Message> told = desk.messages().of(order.id()).stream()
                .filter(it -> it.template() == Template.ORDER_RECEIVED)
                .toList();
        told.stream()
                .filter(it -> it.channel() == wanted)
                .reduce((earlier, later) -> later)
                .or(() -> told.stream().reduce((earlier, later) -> later))
                .map(Message::id)
                .ifPresent(it -> desk.messages().sendAgain(it));
    }
}
