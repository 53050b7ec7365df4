package io.tradewind.commerce.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Reads single cells of a product's rows and keeps what is wrong with them, and what was taken otherwise. */
final class Cells {
    private static final Pattern PLAIN = Pattern.compile("\\d{1,15}(\\.\\d{1,10})?");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("\\d{1,15},\\d{1,2}");

    private final CurrencyUnit currency;
    private final List<RowError> errors = new ArrayList<>();
    private final List<RowError> notes = new ArrayList<>();

    Cells(CurrencyUnit currency) {
        this.currency = currency;
    }

    List<RowError> errors() {
        return errors;
    }

    List<RowError> notes() {
        return notes;
    }

    void fail(FileRow row, Column column, String cure) {
        errors.add(row.error(column, cure));
    }

    void note(FileRow row, Column column, String how) {
        notes.add(row.error(column, how));
    }

    /** An amount such as {@code 500}, {@code 9.99} or {@code 9,99}; empty if the cell is, or is none. */
    Optional<Money> money(FileRow row, Column column) {
        String text = row.get(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String plain = DECIMAL_COMMA.matcher(text).matches() ? text.replace(',', '.') : text;
        if (!PLAIN.matcher(plain).matches()) {
            fail(
                    row,
                    column,
                    "An amount is digits with a point before the decimals, such as 1299.95, without currency or thousands.");
            return Optional.empty();
        }
        BigDecimal amount = new BigDecimal(plain).stripTrailingZeros();
        if (amount.scale() > currency.getDecimalPlaces()) {
            fail(
                    row,
                    column,
                    "An amount in " + currency + " has at most " + currency.getDecimalPlaces() + " decimals.");
            return Optional.empty();
        }
        if (amount.movePointRight(currency.getDecimalPlaces()).compareTo(BigDecimal.valueOf(ProductCheck.MOST_MINOR))
                > 0) {
            fail(row, column, "At most " + Money.ofMinor(currency, ProductCheck.MOST_MINOR) + ".");
            return Optional.empty();
        }
        return Optional.of(Money.of(currency, amount));
    }

    /** A whole number; decimals that say nothing are passed over. Empty if the cell is, or is none. */
    Optional<Integer> whole(FileRow row, Column column) {
        String text = row.get(column);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text.length() > 30 ? "x" : text).intValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            fail(row, column, "A whole number is needed.");
            return Optional.empty();
        }
    }

    /** Yes or no; empty if the cell is, or is neither. */
    Optional<Boolean> yes(FileRow row, Column column) {
        String text = row.get(column).toLowerCase(Locale.ROOT);
        switch (text) {
            case "" -> {
                return Optional.empty();
            }
            case "true", "yes", "1" -> {
                return Optional.of(true);
            }
            case "false", "no", "0" -> {
                return Optional.of(false);
            }
            default -> {
                fail(row, column, "TRUE or FALSE is needed.");
                return Optional.empty();
            }
        }
    }
}
