package io.tradewind.commerce.app.console;

import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Reads what was sent; whatever does not fit is declined with what would. */
final class Form {
    private final Context context;

    Form(Context context) {
        this.context = context;
    }

    /** The field without blanks at its ends; empty if it was not sent. */
    String text(String name) {
        return Optional.ofNullable(context.formParam(name)).orElse("").strip();
    }

    /** The field exactly as it was typed; empty if it was not sent. */
    String raw(String name) {
        return Optional.ofNullable(context.formParam(name)).orElse("");
    }

    /** True if the form had such a field, filled or not. */
    boolean sent(String name) {
        return context.formParam(name) != null;
    }

    /** All values of a field that may be sent more than once. */
    List<String> all(String name) {
        return context.formParams(name);
    }

    /** A text as it stands in an address. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A field that must be filled, such as a reason. */
    String words(String name, String what, int most) {
        String text = text(name);
        if (text.isEmpty()) {
            throw Declined.at(name, what + " is missing. Write it in 1 to " + most + " characters.");
        } else if (text.length() > most) {
            throw Declined.at(name, what + " has " + text.length() + " characters. At most " + most + " fit.");
        }
        return text;
    }

    boolean ticked(String name) {
        return !text(name).isEmpty();
    }

    int number(String name, String what, int least, int most) {
        String text = text(name);
        if (!text.matches("[+-]?\\d{1,7}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw Declined.at(
                    name, what + ": a whole number from " + least + " to " + most + ", not “" + shown(text) + "”.");
        }
        return Integer.parseInt(text);
    }

    /** The same, where an empty field means that number. */
    int number(String name, String what, int least, int most, int empty) {
        return text(name).isEmpty() ? empty : number(name, what, least, most);
    }

    /** A positive amount; a comma is taken for a point. */
    Money money(String name, String what, CurrencyUnit currency) {
        BigDecimal amount = decimal(name, what);
        if (amount.scale() > currency.getDecimalPlaces() || amount.signum() <= 0) {
            throw Declined.at(
                    name, what + ": more than zero, with at most " + currency.getDecimalPlaces() + " decimals.");
        }
        return Money.of(currency, amount, RoundingMode.UNNECESSARY);
    }

    /** A decimal number, such as a weight or a percentage. */
    BigDecimal decimal(String name, String what) {
        String text = text(name).replace(',', '.').replace("€", "").strip();
        if (!text.matches("\\d{1,9}(\\.\\d{1,4})?")) {
            throw Declined.at(name, what + ": write it like 12.50, not “" + shown(text) + "”.");
        }
        return new BigDecimal(text);
    }

    <E extends Enum<E>> E choice(String name, Class<E> type) {
        return choice(type, text(name)).orElseThrow(() -> Declined.at(name, "Choose one of the entries of the list."));
    }

    static <E extends Enum<E>> Optional<E> choice(Class<E> type, String text) {
        for (E one : type.getEnumConstants()) {
            if (one.name().equalsIgnoreCase(text.replace('-', '_'))) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** An id in the address of the page; anything else is a page that does not exist. */
    UUID id(String name) {
        return id(context, name);
    }

    static UUID id(Context context, String name) {
        try {
            return UUID.fromString(context.pathParam(name));
        } catch (IllegalArgumentException e) {
            throw new NotFoundResponse();
        }
    }

    /** An id in a field; empty for anything else. */
    static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A parameter of the address; empty if it is not there. */
    static String asked(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name)).orElse("").strip();
    }

    private static String shown(String text) {
        return text.length() > 30 ? text.substring(0, 30) + "…" : text;
    }
}
