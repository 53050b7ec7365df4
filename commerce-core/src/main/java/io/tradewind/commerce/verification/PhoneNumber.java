package io.tradewind.commerce.verification;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A phone number in E.164 form. Personal data: it prints masked but for its last three digits. Immutable.
 *
 * @param e164 such as {@code +4915123456789}
 */
public record PhoneNumber(String e164) {
    private static final int LONGEST_INPUT = 40;
    private static final int REMEMBERED = 1024;

    /** Found valid before, at the place of their hash: a checkout reads its number over and over. */
    private static final AtomicReferenceArray<Valid> VALID = new AtomicReferenceArray<>(REMEMBERED);

    /** Its parts are only ever read. */
    private record Valid(String e164, Phonenumber.PhoneNumber parts) {}

    /** Refuses what is no valid number in E.164 form. */
    public PhoneNumber {
        if (e164.length() > LONGEST_INPUT
                || !e164.startsWith("+")
                || remembered(e164).or(() -> read(e164)).isEmpty()) {
            throw new CommerceException(
                    ErrorCode.BAD_ARGUMENT,
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
                        ErrorCode.BAD_ARGUMENT,
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
            if (!numbers.isValidNumber(number)) {
                return Optional.empty();
            }
            String e164 = numbers.format(number, PhoneNumberFormat.E164);
            VALID.set(place(e164), new Valid(e164, number));
            return Optional.of(new PhoneNumber(e164));
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }

    /** ISO code of its country; empty for numbers that belong to none. */
    public String country() {
        String region = PhoneNumberUtil.getInstance().getRegionCodeForNumber(parts());
        return region == null || region.length() != 2 || region.equals("ZZ") ? "" : region;
    }

    /** True if a text message may arrive there: a mobile number, or one of unknown kind. */
    public boolean takesMessages() {
        return switch (PhoneNumberUtil.getInstance().getNumberType(parts())) {
            case MOBILE, FIXED_LINE_OR_MOBILE, UNKNOWN -> true;
            default -> false;
        };
    }

    /** The number as its owner may see it on a page: country code, stars, last three digits. */
    public String masked() {
        String countryCode = countryCode();
        int hidden = Math.max(0, e164.length() - countryCode.length() - 3);
        return countryCode + " " + "•".repeat(hidden) + e164.substring(e164.length() - 3);
    }

    @Override
    public String toString() {
        return masked();
    }

    private Phonenumber.PhoneNumber parts() {
        return remembered(e164).or(() -> read(e164)).orElseThrow().parts();
    }

    /** With its plus. No code is the beginning of another one, and none has more than three digits. */
    private String countryCode() {
        Set<Integer> codes = PhoneNumberUtil.getInstance().getSupportedCallingCodes();
        int end = 2;
        while (end < 4 && !codes.contains(Integer.parseInt(e164.substring(1, end)))) {
            end++;
        }
        return e164.substring(0, end);
    }

    private static Optional<Valid> remembered(String e164) {
        return Optional.ofNullable(VALID.get(place(e164)))
                .filter(it -> it.e164().equals(e164));
    }

    /** Empty if it is not valid, or written in another way than E.164. */
    private static Optional<Valid> read(String e164) {
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        try {
            Phonenumber.PhoneNumber number = numbers.parse(e164, "ZZ");
            if (!numbers.isValidNumber(number)
                    || !numbers.format(number, PhoneNumberFormat.E164).equals(e164)) {
                return Optional.empty();
            }
            Valid valid = new Valid(e164, number);
            VALID.set(place(e164), valid);
            return Optional.of(valid);
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }

    private static int place(String e164) {
        return Math.floorMod(e164.hashCode(), REMEMBERED);
    }
}
