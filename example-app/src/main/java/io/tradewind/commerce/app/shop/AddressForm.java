package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.tradewind.commerce.checkout.CheckoutView;
import io.tradewind.commerce.customer.AddressRules;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.spi.Address;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The fields of the address step as they were typed. */
public record AddressForm(
        String name, String email, String country, String postcode, String city, String street, String extra) {
    private static final int LONGEST = 200;

    static AddressForm empty(String country) {
        return new AddressForm("", "", country, "", "", "", "");
    }

    static AddressForm of(CheckoutView view, String country) {
        return view.address()
                .map(it -> new AddressForm(
                        it.name(),
                        view.email(),
                        it.country(),
                        it.postcode(),
                        it.city(),
                        it.lines().get(0),
                        it.lines().size() > 1 ? it.lines().get(1) : ""))
                .orElseGet(() -> empty(country));
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
    Map<String, String> errors() {
        Map<String, String> errors = new LinkedHashMap<>();
        check(errors, "name", name, "Enter the name on the door.");
        if (!email.isEmpty() && !email.matches("[^\\s@]{1,64}@[^\\s@]{1,189}")) {
            errors.put("email", "An e-mail address looks like name@example.com.");
        }
        if (!country.matches("[A-Z]{2}")) {
            errors.put("country", "Choose a country.");
        }
        check(errors, "postcode", postcode, "Enter the postcode.");
        check(errors, "city", city, "Enter the town.");
        check(errors, "street", street, "Enter street and number.");
        if (unusable(extra)) {
            errors.put("extra", "Use at most " + LONGEST + " ordinary characters.");
        }
        if (errors.isEmpty()) {
            AddressRules.problems(address()).forEach(it -> errors.putIfAbsent(field(it), it.message()));
        }
        return errors;
    }

    private static void check(Map<String, String> errors, String field, String text, String missing) {
        if (text.isBlank()) {
            errors.put(field, missing);
        } else if (unusable(text)) {
            errors.put(field, "Use at most " + LONGEST + " ordinary characters.");
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

    /** The label of a field, for the summary of errors. */
    public static String label(String field) {
        return Optional.ofNullable(Map.of(
                                "name",
                                "Full name",
                                "email",
                                "E-mail",
                                "country",
                                "Country",
                                "postcode",
                                "Postcode",
                                "city",
                                "Town",
                                "street",
                                "Street and number",
                                "extra",
                                "Company or floor")
                        .get(field))
                .orElse(field);
    }
}
