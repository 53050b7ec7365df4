package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.tradewind.commerce.app.web.Lang;
import io.tradewind.commerce.checkout.CheckoutView;
import io.tradewind.commerce.customer.AddressRules;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.spi.Address;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The fields of the address step as they were typed. */
public record AddressForm(
        String name, String email, String country, String postcode, String city, String street, String extra) {
    private static final int LONGEST = 200;
    private static final List<String> FIELDS =
            List.of("name", "email", "country", "postcode", "city", "street", "extra");

    static AddressForm empty(String country) {
        return new AddressForm("", "", country, "", "", "", "");
    }

    static AddressForm of(CheckoutView view, String country) {
        return view.address().map(it -> of(it, view.email())).orElseGet(() -> empty(country));
    }

    static AddressForm of(Address address, String email) {
        return new AddressForm(
                address.name(),
                email,
                address.country(),
                address.postcode(),
                address.city(),
                address.lines().get(0),
                address.lines().size() > 1 ? address.lines().get(1) : "");
    }

    /** The same with another e-mail address. */
    AddressForm mailedTo(String address) {
        return new AddressForm(name, address, country, postcode, city, street, extra);
    }

    static AddressForm sent(Context context) {
        return new AddressForm(
                Front.field(context, "name"),
                Front.field(context, "email"),
                Front.field(context, "country"),
                Front.field(context, "postcode"),
                Front.field(context, "city"),
                Front.field(context, "street"),
                Front.field(context, "extra"));
    }

    /** What is wrong, by field, in the order of the fields; empty if it can be used. */
    Map<String, String> errors(Lang say) {
        Map<String, String> errors = new LinkedHashMap<>();
        check(say, errors, "name", name, say.t("address.name"));
        if (!email.isEmpty() && !email.matches("[^\\s@]{1,64}@[^\\s@]{1,189}")) {
            errors.put("email", say.t("address.email"));
        }
        if (!country.matches("[A-Z]{2}")) {
            errors.put("country", say.t("address.country"));
        }
        check(say, errors, "postcode", postcode, say.t("address.postcode"));
        check(say, errors, "city", city, say.t("address.city"));
        check(say, errors, "street", street, say.t("address.street"));
        if (unusable(extra)) {
            errors.put("extra", say.t("address.long", LONGEST));
        }
        if (!errors.containsKey("country")) {
            AddressRules.problems(asFarAsSaid(errors)).forEach(it -> errors.putIfAbsent(field(it), say.core(it)));
        }
        Map<String, String> inOrder = new LinkedHashMap<>();
        FIELDS.stream().filter(errors::containsKey).forEach(it -> inOrder.put(it, errors.get(it)));
        return inOrder;
    }

    /** With something that is never wrong in the place of what is missing, so that the rest can be judged at once. */
    private Address asFarAsSaid(Map<String, String> errors) {
        return AddressRules.tidy(new Address(
                errors.containsKey("name") ? "-" : name,
                List.of(errors.containsKey("street") ? "-" : street, errors.containsKey("extra") ? "" : extra).stream()
                        .filter(it -> !it.isBlank())
                        .toList(),
                errors.containsKey("city") ? "-" : city,
                "",
                errors.containsKey("postcode") ? "-" : postcode,
                country));
    }

    private static void check(Lang say, Map<String, String> errors, String field, String text, String missing) {
        if (text.isBlank()) {
            errors.put(field, missing);
        } else if (unusable(text)) {
            errors.put(field, say.t("address.long", LONGEST));
        }
    }

    private static boolean unusable(String text) {
        return text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl);
    }

    /** The field that a refusal of the library is about. */
    static String field(Refusal refusal) {
        return switch (refusal.field()) {
            case "lines", "line" -> "street";
            case "region" -> "city";
            case "" -> "street";
            default -> refusal.field();
        };
    }

    /** The address; only after {@link #errors} found none. */
    Address address() {
        List<String> lines =
                Stream.of(street, extra).filter(it -> !it.isBlank()).toList();
        return AddressRules.tidy(new Address(name, lines, city, "", postcode, country));
    }
}
