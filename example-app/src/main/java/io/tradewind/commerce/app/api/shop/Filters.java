package io.tradewind.commerce.app.api.shop;

import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiFault;
import io.tradewind.commerce.app.api.Parameter;
import io.tradewind.commerce.catalog.Narrowing;
import io.tradewind.commerce.catalog.PriceBand;
import io.tradewind.commerce.catalog.Trait;
import io.tradewind.commerce.error.CommerceException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** What a list is narrowed to, as parameters: {@code trait=EXPRESS}, {@code option=Colour:Moss}, {@code price=2000-5000}. */
final class Filters {
    static final String TRAIT = "trait";
    static final String OPTION = "option";
    static final String PRICE = "price";

    static final Parameter TRAITS = Parameter.oneOf(
                    TRAIT,
                    "What a product must have. EXPRESS and PREORDER are alternatives, ENGRAVING and GIFT_WRAP too",
                    Trait.class)
            .upTo(Trait.values().length);

    static final Parameter OPTIONS = new Parameter(
                    OPTION,
                    "An option and one of its values, as the facets give it. Values of one option are alternatives. In"
                            + " the option's name : is written \\: and \\ is \\\\",
                    false,
                    "^(?:[^:\\\\\\u0000-\\u001f\\u007f]|\\\\[:\\\\]){1,60}:[^\\u0000-\\u001f\\u007f]{1,100}$",
                    false,
                    List.of(),
                    "Colour:Moss")
            .upTo(40);

    static final Parameter PRICES = new Parameter(
                    PRICE,
                    "A range of the lowest price, from-below in the smallest unit of the currency; 5000- has no end. Ranges"
                            + " are alternatives",
                    false,
                    "^\\d{1,12}-\\d{0,12}$",
                    false,
                    List.of(),
                    "2000-5000")
            .upTo(10);

    private static final int MOST_OPTIONS = 8;
    private static final Pattern NAMED = Pattern.compile("((?:[^:\\\\]|\\\\[:\\\\])+):(.+)");
    private static final Pattern WRITTEN = Pattern.compile("\\\\([:\\\\])");
    private static final Pattern MARK = Pattern.compile("[:\\\\]");

    private Filters() {}

    static Narrowing read(ApiCall call) {
        Set<Trait> traits = call.all(TRAIT).stream().map(Trait::valueOf).collect(Collectors.toSet());
        Map<String, Set<String>> options = new LinkedHashMap<>();
        for (String it : call.all(OPTION)) {
            Matcher named = NAMED.matcher(it);
            if (!named.matches()) {
                throw new IllegalStateException("the door let through " + it);
            }
            String name = WRITTEN.matcher(named.group(1)).replaceAll("$1");
            options.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(named.group(2));
        }
        if (options.size() > MOST_OPTIONS) {
            throw ApiFault.invalid(OPTION, "too-many", "takes values of " + MOST_OPTIONS + " options at most");
        }
        CurrencyUnit currency = call.shop().store().currency();
        Set<PriceBand> prices = call.all(PRICE).stream()
                .map(it -> range(currency, it))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Narrowing(traits, options, prices);
    }

    private static PriceBand range(CurrencyUnit currency, String text) {
        String[] ends = text.split("-", -1);
        Optional<Money> below = ends[1].isEmpty() ? Optional.empty() : Optional.of(money(currency, ends[1]));
        try {
            return new PriceBand(money(currency, ends[0]), below);
        } catch (CommerceException empty) {
            throw ApiFault.invalid(PRICE, "range", "must end above its beginning");
        }
    }

    private static Money money(CurrencyUnit currency, String minor) {
        return Money.ofMinor(currency, Long.parseLong(minor));
    }

    /** The value of the parameter {@code option}. */
    static String option(String name, String value) {
        return MARK.matcher(name).replaceAll("\\\\$0") + ":" + value;
    }

    /** The value of the parameter {@code price}. */
    static String price(PriceBand band) {
        return minor(band.from()) + "-" + band.below().map(Filters::minor).orElse("");
    }

    private static String minor(Money amount) {
        return String.valueOf(amount.getAmountMinorLong());
    }
}
