package io.tradewind.commerce.shipping.tablerate;

import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.shipping.Parcel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * One row of the table.
 *
 * @param steps prices by weight, lightest first
 * @param freeAbove value of the goods from which delivery is free
 * @param transit days on the way
 */
record Rate(List<Step> steps, Optional<Money> freeAbove, Days transit) {
    private static final Pattern STEP =
            Pattern.compile("([A-Z]{3} [0-9]+(?:\\.[0-9]+)?)(?: to ([0-9]+(?:\\.[0-9]+)?) ?(kg|g))?");
    private static final Pattern FREE = Pattern.compile("free above ([A-Z]{3} [0-9]+(?:\\.[0-9]+)?)");
    private static final Pattern DAYS = Pattern.compile("([0-9]{1,2})(?:-([0-9]{1,2}))?(?: days?)?");
    private static final String FORM = "write it as EUR 4.90 to 2kg, EUR 6.90 to 10kg; free above EUR 50.00; 1-2 days";

    /**
     * The price up to a weight.
     *
     * @param grams heaviest parcel in grams
     * @param price price of one parcel
     */
    record Step(int grams, Money price) {}

    /**
     * Days on the way.
     *
     * @param fewest delivery days after the hand-over at best
     * @param most delivery days after the hand-over at worst
     */
    record Days(int fewest, int most) {
        static Optional<Days> read(String text) {
            Matcher found = DAYS.matcher(text);
            if (!found.matches()) {
                return Optional.empty();
            }
            int fewest = Integer.parseInt(found.group(1));
            int most = found.group(2) == null ? fewest : Integer.parseInt(found.group(2));
            return most < fewest ? Optional.empty() : Optional.of(new Days(fewest, most));
        }
    }

    /** Reads the value of a setting; what it leaves out is as for the whole account. */
    static Rate read(String setting, String text, Optional<Money> freeAbove, Days transit) {
        Optional<Money> free = freeAbove;
        Days days = transit;
        String[] parts = text.split(";", -1);
        List<Step> steps = steps(setting, parts[0]);
        for (int i = 1; i < parts.length; i++) {
            Matcher isFree = FREE.matcher(parts[i].strip());
            if (isFree.matches()) {
                Money from = money(setting, isFree.group(1));
                if (!from.getCurrencyUnit().equals(steps.get(0).price().getCurrencyUnit())) {
                    throw wrong(setting); // or it would never be free
                }
                free = Optional.of(from);
            } else {
                days = Days.read(parts[i].strip()).orElseThrow(() -> wrong(setting));
            }
        }
        return new Rate(steps, free, days);
    }

    private static List<Step> steps(String setting, String text) {
        List<Step> steps = new ArrayList<>();
        for (String each : text.split(",", -1)) {
            Matcher found = STEP.matcher(each.strip());
            if (!found.matches()) {
                throw wrong(setting);
            }
            int grams = found.group(2) == null ? Integer.MAX_VALUE : grams(setting, found.group(2), found.group(3));
            steps.add(new Step(grams, money(setting, found.group(1))));
        }
        steps.sort(Comparator.comparingInt(Step::grams));
        CurrencyUnit currency = steps.get(0).price().getCurrencyUnit();
        if (!steps.stream().allMatch(it -> it.price().getCurrencyUnit().equals(currency))) {
            throw wrong(setting);
        }
        return List.copyOf(steps);
    }

    private static int grams(String setting, String number, String unit) {
        try {
            BigDecimal grams = new BigDecimal(number);
            return (unit.equals("kg") ? grams.movePointRight(3) : grams).intValueExact();
        } catch (ArithmeticException notWhole) {
            throw wrong(setting);
        }
    }

    private static Money money(String setting, String text) {
        try {
            return Money.parse(text);
        } catch (IllegalArgumentException | ArithmeticException notMoney) {
            throw wrong(setting);
        }
    }

    private static ConfigurationException wrong(String setting) {
        return new ConfigurationException(setting, "is not a rate", FORM);
    }

    CurrencyUnit currency() {
        return steps.get(0).price().getCurrencyUnit();
    }

    /** Heaviest parcel it takes, in grams. */
    int heaviest() {
        return steps.get(steps.size() - 1).grams();
    }

    /** Returns the price of all parcels together, or empty when one is too heavy. */
    Optional<Money> price(List<Parcel> parcels) {
        Money sum = Money.zero(currency());
        Money value = Money.zero(currency());
        for (Parcel parcel : parcels) {
            Optional<Step> step =
                    steps.stream().filter(it -> parcel.grams() <= it.grams()).findFirst();
            if (step.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(step.get().price());
            if (parcel.value().isSameCurrency(value)) {
                value = value.plus(parcel.value());
            }
        }
        boolean free =
                freeAbove.isPresent() && freeAbove.get().isSameCurrency(value) && !value.isLessThan(freeAbove.get());
        return Optional.of(free ? Money.zero(currency()) : sum);
    }
}
