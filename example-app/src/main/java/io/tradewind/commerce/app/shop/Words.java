package io.tradewind.commerce.app.shop;

import io.tradewind.commerce.app.web.Format;
import io.tradewind.commerce.cart.CartLine;
import io.tradewind.commerce.cart.Personalisation;
import io.tradewind.commerce.cart.Problem;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.payment.PaymentMethod;
import io.tradewind.commerce.spi.Address;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;

/** What things are called in the shop; the same thing has the same name on every page. */
public final class Words {
    private static final Map<String, String> COUNTRIES =
            Map.of("DE", "Germany", "AT", "Austria", "CH", "Switzerland", "NL", "Netherlands", "FR", "France");
    private static final Map<String, String> INSTRUCTIONS = Map.of(
            "holder",
            "Account holder",
            "iban",
            "IBAN",
            "bic",
            "BIC",
            "bank",
            "Bank",
            "amount",
            "Amount",
            "reference",
            "Reference");

    private Words() {}

    /** What a line of the basket is, beside its title: {@code Moss / 750 ml · engraved “For Ada” · gift wrap}. */
    public static String details(CartLine line, ZoneId zone) {
        List<String> parts = new ArrayList<>();
        if (!line.variantName().isEmpty()) {
            parts.add(line.variantName());
        }
        parts.addAll(made(line.personalisation()));
        line.shipsOn().ifPresent(at -> parts.add("pre-order, ships " + Format.day(at, zone)));
        return String.join(" · ", parts);
    }

    /** The same for a line of an order. */
    public static String details(OrderLine line, ZoneId zone) {
        List<String> parts = new ArrayList<>();
        if (!line.variantName().isEmpty()) {
            parts.add(line.variantName());
        }
        parts.addAll(made(line.personalisation()));
        line.preorderShipsOn().ifPresent(at -> parts.add("pre-order, ships " + Format.day(at, zone)));
        return String.join(" · ", parts);
    }

    private static List<String> made(Personalisation wish) {
        List<String> parts = new ArrayList<>();
        if (wish.isEngraved()) {
            parts.add("engraved “" + String.join(" / ", wish.engravingLines()) + "”");
        }
        wish.giftMessage().ifPresent(it -> parts.add(it.isEmpty() ? "gift wrap" : "gift wrap with “" + it + "”"));
        return parts;
    }

    /** What a shopper should know about a problem of the basket. */
    public static String problem(Problem problem) {
        if (problem.code().equals("price-changed")) {
            return problem.message()
                    .replace(problem.old(), Format.money(Money.parse(problem.old())))
                    .replace(problem.now(), Format.money(Money.parse(problem.now())));
        }
        return problem.message();
    }

    /** The name of a country. */
    public static String country(String code) {
        return COUNTRIES.getOrDefault(code, code);
    }

    /** An address on one line. */
    public static String address(Address address) {
        return address.name() + ", " + String.join(", ", address.lines()) + ", " + address.postcode() + " "
                + address.city() + (address.country().equals("DE") ? "" : ", " + country(address.country()));
    }

    /** The name of a way to pay. */
    public static String method(PaymentMethod method) {
        return switch (method.code()) {
            case "sandbox" -> "Card";
            case "bank-transfer" -> "Bank transfer";
            case "cash-on-delivery" -> "Cash on delivery";
            default -> method.account();
        };
    }

    /** What happens if it is chosen. */
    public static String methodHint(PaymentMethod method) {
        return switch (method.code()) {
            case "sandbox" -> "Visa, Mastercard, Maestro";
            case "bank-transfer" -> "We start when the money has arrived";
            case "cash-on-delivery" -> "Pay the courier at the door";
            default -> method.kind() == PaymentMethod.Kind.PAY_LATER ? "You pay later" : "You pay now";
        };
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
    public static String instruction(String label) {
        return INSTRUCTIONS.getOrDefault(label, label);
    }

    /** The value of such a line as it is shown. */
    public static String instruction(String label, String value) {
        return label.equals("amount") ? Format.money(Money.parse(value)) : value;
    }
}
