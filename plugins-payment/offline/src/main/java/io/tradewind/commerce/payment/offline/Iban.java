package io.tradewind.commerce.payment.offline;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks international bank account numbers (ISO 13616: the remainder by 97 is 1). */
final class Iban {
    private static final Pattern FORM = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    private static final BigInteger MODULUS = BigInteger.valueOf(97);

    private Iban() {}

    static String compact(String text) {
        return text.replaceAll("\\s+", "").toUpperCase(Locale.ROOT);
    }

    static boolean valid(String iban) {
        if (!FORM.matcher(iban).matches()) {
            return false;
        }
        StringBuilder digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4)).chars().forEach(it -> digits.append(Character.digit(it, 36)));
        return new BigInteger(digits.toString()).mod(MODULUS).equals(BigInteger.ONE);
    }

    static String grouped(String iban) {
        return iban.replaceAll("(.{4})(?!$)", "$1 ");
    }
}
