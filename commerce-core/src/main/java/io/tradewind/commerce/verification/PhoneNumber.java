package io.tradewind.commerce.verification;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import io.tradewind.commerce.error.CommerceException;
import java.util.Optional;

/**
 * A phone number in E.164 form. Personal data: it prints masked but for its last three digits. Immutable.
 *
 * @param e164 such as {@code +4915123456789}
 */
public record PhoneNumber(String e164) {
    private static final int LONGEST_INPUT = 40;

    /** Refuses what is no valid number in E.164 form. */
    public PhoneNumber {
        if (e164.length() > LONGEST_INPUT || !e164.startsWith("+") || !valid(e164, "ZZ", e164)) {
            throw new CommerceException(
                    io.tradewind.commerce.error.ErrorCode.BAD_ARGUMENT,
                    "phone is not a valid number. Fix: write it with its country, as +49 1512 3456789.");
        }
    }

    /**
     * Reads a number that names its country, as {@code +49 1512 3456789}; blanks, dashes, slashes and brackets do not
     * matter.
     *
     * @throws CommerceException if it is not a valid number; {@link #parse} answers instead
     */
    public static PhoneNumber of(String text) {
        return parse(text, "ZZ")
                .orElseThrow(() -> new CommerceException(
                        io.tradewind.commerce.error.ErrorCode.BAD_ARGUMENT,
                        "phone is not a valid number. Fix: write it with its country, as +49 1512 3456789."));
    }

    /**
     * Reads a number as a person writes it.
     *
     * @param country ISO code of the country meant where the number names none, such as {@code DE}
     * @return empty if it is not a valid number there
     */
    public static Optional<PhoneNumber> parse(String text, String country) {
        if (text.isBlank() || text.length() > LONGEST_INPUT) {
            return Optional.empty();
        }
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            Phonenumber.PhoneNumber number = numbers.parse(text, country);
            return numbers.isValidNumber(number)
                    ? Optional.of(new PhoneNumber(numbers.format(number, PhoneNumberFormat.E164)))
                    : Optional.empty();
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }

    /** ISO code of its country; empty for numbers that belong to none. */
    public String country() {
        String region = PhoneNumberUtil.getInstance().getRegionCodeForNumber(parsed());
        return region == null || region.length() != 2 || region.equals("ZZ") ? "" : region;
    }

    /** True if a text message may arrive there: a mobile number, or one of unknown kind. */
    public boolean takesMessages() {
        return switch (PhoneNumberUtil.getInstance().getNumberType(parsed())) {
            case MOBILE, FIXED_LINE_OR_MOBILE, UNKNOWN -> true;
            default -> false;
        };
    }

    /** The number as its owner may see it on a page: country code, stars, last three digits. */
    public String masked() {
        String countryCode = "+" + parsed().getCountryCode();
        int hidden = Math.max(0, e164.length() - countryCode.length() - 3);
        return countryCode + " " + "•".repeat(hidden) + e164.substring(e164.length() - 3);
    }

    @Override
    public String toString() {
        return masked();
    }

    private Phonenumber.PhoneNumber parsed() {
        try {
            return PhoneNumberUtil.getInstance().parse(e164, "ZZ");
        } catch (NumberParseException checkedBefore) {
            throw new IllegalStateException("a number that was valid");
        }
    }

    private static boolean valid(String text, String country, String expected) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            Phonenumber.PhoneNumber number = numbers.parse(text, country);
            return numbers.isValidNumber(number)
                    && numbers.format(number, PhoneNumberFormat.E164).equals(expected);
        } catch (NumberParseException notANumber) {
            return false;
        }
    }
}
