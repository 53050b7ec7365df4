package io.tradewind.commerce.customer;

import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.error.TypedText;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.CardNumbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a postal address must look like in its country: pure, the same everywhere, each refusal naming its field.
 * Postcode forms are those of the Universal Postal Union's addressing guides. A country without rules here takes any
 * postcode of at most 12 characters; an address is never called wrong for being unusual.
 */
public final class AddressRules {
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_LINE = 100;
    private static final int MOST_LINES = 3;
    private static final int LONGEST_POSTCODE = 12;

    /** A postcode's form and an example of it. */
    private record Form(Pattern pattern, String example) {
        static Form of(String regex, String example) {
            return new Form(Pattern.compile(regex), example);
        }
    }

    private static final Map<String, Form> POSTCODES = Map.of(
            "DE", Form.of("\\d{5}", "10115"),
            "AT", Form.of("\\d{4}", "1010"),
            "CH", Form.of("\\d{4}", "8001"),
            "US", Form.of("\\d{5}(-\\d{4})?", "94105 or 94105-1234"),
            "GB", Form.of("(GIR ?0AA|[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2})", "SW1A 1AA"),
            "NL", Form.of("[1-9]\\d{3} ?[A-Z]{2}", "1012 AB"),
            "FR", Form.of("\\d{5}", "75001"));

    private static final Set<String> NEEDS_REGION = Set.of("US");
    private static final Pattern US_STATE = Pattern.compile("[A-Z]{2}");

    private AddressRules() {}

    /** The address with its postcode and, where it is a code, its region as the country writes them. */
    public static Address tidy(Address address) {
        String postcode = address.postcode().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        if (address.country().equals("NL") && postcode.matches("\\d{4}[A-Z]{2}")) {
            postcode = postcode.substring(0, 4) + " " + postcode.substring(4);
        } else if (address.country().equals("GB") && !postcode.contains(" ") && postcode.length() >= 5) {
            postcode = postcode.substring(0, postcode.length() - 3) + " " + postcode.substring(postcode.length() - 3);
        }
        String region =
                NEEDS_REGION.contains(address.country()) ? address.region().toUpperCase(Locale.ROOT) : address.region();
        return new Address(address.name(), address.lines(), address.city(), region, postcode, address.country());
    }

    /** Everything that is wrong with the address; empty means that a parcel may be sent there. */
    public static List<Refusal> problems(Address given) {
        Address address = tidy(given);
        List<Refusal> problems = new ArrayList<>();
        if (address.name().length() > LONGEST_NAME) {
            problems.add(tooLong("name", LONGEST_NAME));
        }
        if (address.lines().size() > MOST_LINES) {
            problems.add(Refusal.of("address-too-many-lines", "lines", "Use at most " + MOST_LINES + " street lines."));
        }
        if (address.lines().stream().anyMatch(it -> it.length() > LONGEST_LINE)) {
            problems.add(tooLong("lines", LONGEST_LINE));
        }
        if (address.city().length() > LONGEST_LINE) {
            problems.add(tooLong("city", LONGEST_LINE));
        }
        postcode(address).ifPresent(problems::add);
        card(address).ifPresent(problems::add);
        if (NEEDS_REGION.contains(address.country())
                && !US_STATE.matcher(address.region()).matches()) {
            problems.add(Refusal.of("address-region", "region", "Write the state as two letters, such as CA."));
        }
        return problems;
    }

    /** The first thing that is wrong, for answers that carry one refusal; empty if the address can be used. */
    public static Optional<Refusal> check(Address address) {
        return problems(address).stream().findFirst();
    }

    private static Optional<Refusal> postcode(Address address) {
        Form form = POSTCODES.get(address.country());
        if (form == null) {
            return address.postcode().length() > LONGEST_POSTCODE
                    ? Optional.of(tooLong("postcode", LONGEST_POSTCODE))
                    : Optional.empty();
        }
        return form.pattern().matcher(address.postcode()).matches()
                ? Optional.empty()
                : Optional.of(Refusal.of(
                        "address-postcode",
                        "postcode",
                        "A postcode in " + address.country() + " looks like " + form.example() + "."));
    }

    private static Optional<Refusal> card(Address address) {
        if (CardNumbers.contains(address.name())) {
            return Optional.of(TypedText.noCards("name"));
        } else if (address.lines().stream().anyMatch(CardNumbers::contains)) {
            return Optional.of(TypedText.noCards("lines"));
        }
        return CardNumbers.contains(address.city()) ? Optional.of(TypedText.noCards("city")) : Optional.empty();
    }

    private static Refusal tooLong(String field, int most) {
        return Refusal.of("address-too-long", field, "Use at most " + most + " characters.");
    }
}
