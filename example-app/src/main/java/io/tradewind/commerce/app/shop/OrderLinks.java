package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.message.Message;
import io.tradewind.commerce.message.Template;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.verification.PhoneNumber;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Sends the link of an order once more to the contact it was placed with. Whoever asks learns nothing of whether there is
 * such an order, and has few tries, on pages and through the interface together; a buyer gets few copies a day, from however
 * many networks they are asked for. Safe for many threads.
 */
public final class OrderLinks {
    private static final Actor ASKED_BY = Actor.system("find-order");
    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_A_DAY = 5;

    private final Tries tries = new Tries(5);

    /** Counts a try of that place on the network; false if it was one too many. */
    public boolean mayAsk(String network) {
        return tries.another(network);
    }

    /** Sends the link if there is an order of that number and the contact is its own. */
    public void send(Commerce commerce, String store, String typed, String contact) {
        String number = typed.toUpperCase(Locale.ROOT);
        Shop desk = commerce.shop(store, ASKED_BY);
        if (number.matches("[A-Z0-9-]{3,40}") && !contact.isEmpty()) {
            desk.orders().list(OrderQuery.newest().numbered(number)).orders().stream()
                    .findFirst()
                    .flatMap(it -> desk.orders().find(it.id()))
                    .filter(it -> belongs(desk, it, contact))
                    .ifPresent(it -> tell(desk, it, contact));
        }
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
        if (lately(told) >= MOST_A_DAY) {
            return;
        }
        told.stream()
                .filter(it -> it.channel() == wanted)
                .reduce((earlier, later) -> later)
                .or(() -> told.stream().reduce((earlier, later) -> later))
                .map(Message::id)
                .ifPresent(it -> desk.messages().sendAgain(it));
    }

    /** The messages themselves are what is counted, so that it holds in every process and after a start. */
    private static long lately(List<Message> told) {
        Instant since = StoreClock.now().minus(DAY);
        return told.stream()
                .filter(it ->
                        it.askedBy().equals(ASKED_BY.label()) && it.createdAt().isAfter(since))
                .count();
    }
}
