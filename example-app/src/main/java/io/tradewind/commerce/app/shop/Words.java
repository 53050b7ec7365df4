package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.cart.Cart;
import io.tradewind.commerce.cart.CartLine;
import io.tradewind.commerce.cart.Personalisation;
import io.tradewind.commerce.cart.Problem;
import io.tradewind.commerce.order.FulfilmentStatus;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.payment.PaymentMethod;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.spi.Address;
import java.text.Bidi;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.Money;

/** What things are called in the shop; the same thing has the same name on every page. */
public final class Words {
    private Words() {}

    /** What a line of the basket is, beside its title: {@code Moss / 750 ml · engraved “For Ada” · gift wrap}. */
    public static String details(Lang say, CartLine line, ZoneId zone) {
        return details(say, line.variantName(), line.personalisation(), line.shipsOn(), zone);
    }

    /** The same for a line of an order. */
    public static String details(Lang say, OrderLine line, ZoneId zone) {
        return details(say, line.variantName(), line.personalisation(), line.preorderShipsOn(), zone);
    }

    private static String details(
            Lang say, String variant, Personalisation wish, Optional<Instant> shipsOn, ZoneId zone) {
        List<String> parts = new ArrayList<>();
        if (!variant.isEmpty()) {
            parts.add(say.names(variant));
        }
        if (wish.isEngraved()) {
            parts.add(say.t("line.engraved", String.join(" / ", wish.engravingLines())));
        }
        wish.giftMessage().ifPresent(it -> parts.add(it.isEmpty() ? say.t("line.gift") : say.t("line.gift.with", it)));
        shipsOn.ifPresent(at -> parts.add(say.t("line.preorder", say.day(at, zone))));
        return String.join(" · ", parts);
    }

    /** False if nothing of the order travels, as of gift cards: then no day was promised either. */
    public static boolean sent(Order order) {
        return !order.shipping().account().isEmpty();
    }

    /** True if the courier is to bring back what the order costs. */
    public static boolean paidAtTheDoor(Order order) {
        return order.account().equals("on-delivery") && order.payment() == PaymentStatus.AWAITING;
    }

    /** The colour of where an order's goods are. */
    public static String tone(FulfilmentStatus status) {
        return switch (status) {
            case DELIVERED -> "ok";
            case PREPARING, PACKED, SHIPPED, PARTLY_SHIPPED, PARTLY_DELIVERED -> "info";
            case UNDELIVERED -> "bad";
            case WAITING, CANCELLED -> "idle";
        };
    }

    /** Why the code in a basket takes nothing off; empty if it does, or if there is none. */
    public static Optional<String> codeIdle(Cart cart) {
        return cart.problems().stream()
                .filter(it -> it.code().startsWith("code-"))
                .map(Problem::message)
                .findFirst();
    }

    /** An address on one line. */
    public static String address(Lang say, Address address) {
        if (say.rtl()) { // each part by itself: where the line breaks, two commas would meet
            return Stream.concat(Stream.of(address.name()), parts(say, address))
                    .map(Words::isolated)
                    .collect(Collectors.joining(say.t("list.comma")));
        }
        boolean both = Bidi.requiresBidi(
                address.name().toCharArray(), 0, address.name().length());
        String place = place(say, address);
        return both
                ? isolated(address.name()) + say.t("list.comma") + isolated(place)
                : address.name() + say.t("list.comma") + place;
    }

    private static String isolated(String text) {
        return "\u2068" + text + "\u2069";
    }

    /** An address on one line, without the name. */
    public static String place(Lang say, Address address) {
        return parts(say, address).collect(Collectors.joining(", "));
    }

    private static Stream<String> parts(Lang say, Address address) {
        String city = (address.postcode() + " " + address.city()).strip();
        return Stream.of(
                        address.lines().stream(),
                        Stream.of(city),
                        address.country().equals("DE")
                                ? Stream.<String>empty()
                                : Stream.of(say.country(address.country())))
                .flatMap(it -> it);
    }

    /** The name of a way to pay. */
    public static String method(Lang say, PaymentMethod method) {
        String key = "method." + method.code();
        return say.knows(key) ? say.t(key) : method.account();
    }

    /** What happens if it is chosen. */
    public static String methodHint(Lang say, PaymentMethod method) {
        String key = "method." + method.code() + ".hint";
        return say.t(say.knows(key) ? key : method.kind() == PaymentMethod.Kind.PAY_LATER ? "pay.later" : "pay.now");
    }

    /** True for a plugin under test: this store runs no provider's script that would make its token. */
    public static boolean needsToken(Lang say, PaymentMethod method) {
        return method.kind() == PaymentMethod.Kind.CLIENT_TOKEN && !say.knows("method." + method.code());
    }

    /** The icon of a way to pay. */
    public static String methodIcon(PaymentMethod method) {
        return switch (method.code()) {
            case "bank-transfer" -> "bank";
            case "cash-on-delivery" -> "truck";
            default -> "card";
        };
    }

    /** What a line of payment instructions is called. */
    public static String instruction(Lang say, String label) {
        return say.knows("transfer." + label) ? say.t("transfer." + label) : label;
    }

    /** The value of such a line as it is shown. */
    public static String instruction(Lang say, String label, String value) {
        return label.equals("amount") ? say.money(Money.parse(value)) : value;
    }
}
