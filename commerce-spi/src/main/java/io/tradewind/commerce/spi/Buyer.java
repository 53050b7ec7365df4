package io.tradewind.commerce.spi;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;

/**
 * Who buys, as far as a provider may need it. Personal data: it prints its reference only.
 *
 * @param reference the shop's id of the customer or guest
 * @param email e-mail address, if given
 * @param phoneE164 phone number as {@code +4915123456789}, if given
 * @param billing billing address, if it is known
 * @param locale language the buyer reads
 * @param ipAddress where the buyer connects from, if known
 */
public record Buyer(
        String reference,
        Optional<String> email,
        Optional<String> phoneE164,
        Optional<Address> billing,
        Locale locale,
        Optional<String> ipAddress) {
    /** Refuses missing parts. */
    public Buyer {
        requireNonNull(reference, "reference");
        requireNonNull(email, "email");
        requireNonNull(phoneE164, "phoneE164");
        requireNonNull(billing, "billing");
        requireNonNull(locale, "locale");
        requireNonNull(ipAddress, "ipAddress");
    }

    /** Returns a buyer of whom nothing but a reference and a language is known. */
    public static Buyer anonymous(String reference, Locale locale) {
        return new Buyer(reference, Optional.empty(), Optional.empty(), Optional.empty(), locale, Optional.empty());
    }

    /** Returns the reference only; the rest is personal. */
    @Override
    public String toString() {
        return "Buyer[" + reference + "]";
    }
}
