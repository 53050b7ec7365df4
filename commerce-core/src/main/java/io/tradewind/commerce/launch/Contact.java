package io.tradewind.commerce.launch;

import io.tradewind.commerce.customer.EmailAddresses;
import io.tradewind.commerce.verification.PhoneNumber;
import java.util.Optional;

/**
 * How somebody can be told: a phone number or an e-mail address, in one form whatever way it was written.
 *
 * @param kind which of the two
 * @param value E.164, or the address in lower case
 */
record Contact(Kind kind, String value) {
    enum Kind {
        PHONE,
        EMAIL
    }

    /** What a person typed; a number that names no country is one of the store's. */
    static Optional<Contact> parse(String text, String country) {
        String trimmed = text.strip();
        if (trimmed.indexOf('@') < 0) {
            return PhoneNumber.parse(trimmed, country).map(it -> new Contact(Kind.PHONE, it.e164()));
        }
        return EmailAddresses.tidy(trimmed).map(it -> new Contact(Kind.EMAIL, it));
    }

    /** Its ends: enough for its owner to know it. */
    String masked() {
        if (value.isEmpty()) {
            return "";
        }
        if (kind == Kind.PHONE) {
            return new PhoneNumber(value).masked();
        }
        int at = value.indexOf('@');
        return value.charAt(0) + "•••" + value.substring(at);
    }

    /** Under what one person's sign-up is unique; tells nothing to whoever reads the index. */
    String key() {
        return Secrets.hash(kind + ":" + value);
    }

    @Override
    public String toString() {
        return masked();
    }
}
