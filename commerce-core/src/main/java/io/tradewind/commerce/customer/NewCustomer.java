package io.tradewind.commerce.customer;

import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.error.TypedText;
import io.tradewind.commerce.spi.CardNumbers;
import io.tradewind.commerce.spi.UnseenMarks;
import io.tradewind.commerce.verification.PhoneNumber;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is known about somebody who signs up, or what is to be changed about somebody. Prints nothing personal. Immutable.
 *
 * @param externalId the host's id of the person
 * @param email where messages go
 * @param phone where text messages go
 * @param name as the person wants to be called
 */
public record NewCustomer(
        Optional<String> externalId, Optional<String> email, Optional<PhoneNumber> phone, String name) {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>\"]{1,64}@[^\\s@<>\"]{1,130}\\.[^\\s@<>\".]{2,}");
    private static final int LONGEST = 200;

    /** Somebody with that name, which may be empty. */
    public static NewCustomer named(String name) {
        return new NewCustomer(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                UnseenMarks.without(name).strip());
    }

    /** The same with an e-mail address; an empty one takes it away. */
    public NewCustomer email(String address) {
        String trimmed = address.strip();
        return new NewCustomer(externalId, trimmed.isEmpty() ? Optional.empty() : Optional.of(trimmed), phone, name);
    }

    /** The same with a phone number. */
    public NewCustomer phone(PhoneNumber number) {
        return new NewCustomer(externalId, email, Optional.of(number), name);
    }

    /** The same under the host's own id of the person, as its actor carries it. */
    public NewCustomer externalId(String id) {
        return new NewCustomer(Optional.of(id), email, phone, name);
    }

    /** What is wrong with it, field and bound named. */
    Optional<Refusal> problem() {
        if (email.isPresent()
                && (email.get().length() > LONGEST
                        || !EMAIL.matcher(email.get()).matches())) {
            return Optional.of(Refusal.of("email-malformed", "email", "Write the address as name@example.org."));
        } else if (name.length() > LONGEST) {
            return Optional.of(Refusal.of("name-too-long", "name", "A name has at most " + LONGEST + " characters."));
        } else if (name.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(
                    Refusal.of("name-malformed", "name", "A name has no line breaks or control characters."));
        } else if (CardNumbers.contains(name)) {
            return Optional.of(TypedText.noCards("name"));
        } else if (externalId
                .filter(it -> it.isBlank() || it.length() > LONGEST)
                .isPresent()) {
            return Optional.of(
                    Refusal.of("external-id-malformed", "externalId", "The id has 1 to " + LONGEST + " characters."));
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "NewCustomer[***]";
    }
}
