package io.tradewind.commerce.customer;

import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.spi.Address;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an address needs in its country before anything can be sent there. Pure. */
public final class AddressRules {
    private record Postcode(Pattern form, String hint) {}

    private static final Map<String, Postcode> POSTCODES = Map.of(
            "DE", new Postcode(Pattern.compile("\\d{5}"), "Five digits, like 04107."),
            "FR", new Postcode(Pattern.compile("\\d{5}"), "Five digits, like 75001."),
            "AT", new Postcode(Pattern.compile("\\d{4}"), "Four digits, like 1010."),
            "CH", new Postcode(Pattern.compile("\\d{4}"), "Four digits, like 8001."),
            "NL", new Postcode(Pattern.compile("\\d{4} ?[A-Za-z]{2}"), "Four digits and two letters, like 1012 AB."),
            "GB", new Postcode(Pattern.compile("[A-Za-z]{1,2}\\d[A-Za-z\\d]? ?\\d[A-Za-z]{2}"), "Like SW1A 1AA."),
            "US", new Postcode(Pattern.compile("\\d{5}(-\\d{4})?"), "Five digits, like 10001."));

    private AddressRules() {}

    /** The first thing that is missing or impossible, named by its field; empty if the address can be used. */
    public static Optional<Refusal> check(Address address) {
        if (address.name().isBlank()) {
            return refuse("name", "Who receives the parcel?");
        } else if (address.lines().stream().allMatch(String::isBlank)) {
            return refuse("lines", "Street and house number are missing.");
        } else if (address.city().isBlank()) {
            return refuse("city", "The town is missing.");
        }
        Postcode rule = POSTCODES.get(address.country());
        if (rule != null && !rule.form().matcher(address.postcode().strip()).matches()) {
            return refuse("postcode", rule.hint());
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refuse(String field, String message) {
        return Optional.of(Refusal.of("address-" + field, field, message));
    }
}
