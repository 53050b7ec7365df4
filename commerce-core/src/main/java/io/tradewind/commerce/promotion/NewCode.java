package io.tradewind.commerce.promotion;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.pricing.Benefit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.joda.money.Money;

/**
 * A code to be created. Without further limits it works at once, for everybody, for ever. Immutable.
 *
 * @param code as it is shown; 3 to 40 letters, digits, {@code -} and {@code _}; case does not matter when it is used
 * @param minimum what the goods must cost at least
 * @param from the first instant at which it works
 * @param until the first instant at which it works no more
 * @param maxUses uses in all
 * @param perCustomer uses for each customer
 * @param budget what all its discounts may come to
 * @param influencer handle of the influencer it belongs to
 */
public record NewCode(
        String code,
        Benefit benefit,
        Optional<Money> minimum,
        Optional<Instant> from,
        Optional<Instant> until,
        OptionalInt maxUses,
        OptionalInt perCustomer,
        Optional<Money> budget,
        Optional<String> influencer) {
    /** Checks what can be checked without the store. */
    public NewCode {
        code = code.strip();
        if (!CodeText.isAllowed(CodeText.fold(code)) || code.length() > CodeText.MAX) {
            throw CommerceException.badArgument("code", code, "3 to 40 letters, digits, - and _");
        }
        if (maxUses.isPresent() && maxUses.getAsInt() < 1) {
            throw CommerceException.badArgument("max uses", maxUses.getAsInt(), "at least 1");
        }
        if (perCustomer.isPresent() && (perCustomer.getAsInt() < 1 || perCustomer.getAsInt() > 1000)) {
            throw CommerceException.badArgument("uses per customer", perCustomer.getAsInt(), "1 to 1000");
        }
        if (minimum.isPresent() && !minimum.get().isPositive()) {
            throw CommerceException.badArgument("minimum", minimum.get(), "more than zero");
        }
        if (budget.isPresent() && !budget.get().isPositive()) {
            throw CommerceException.badArgument("budget", budget.get(), "more than zero");
        }
        if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
            throw CommerceException.badArgument("until", until.get(), "after " + from.get());
        }
    }

    /** A code that takes that percentage off the goods, such as {@code "10"} or {@code "7.5"}. */
    public static NewCode percent(String code, String percent) {
        return of(code, new Benefit.Percent(new BigDecimal(percent)));
    }

    /** A code that takes that amount off the goods. */
    public static NewCode fixed(String code, Money amount) {
        return of(code, new Benefit.Fixed(amount));
    }

    private static NewCode of(String code, Benefit benefit) {
        return new NewCode(
                code,
                benefit,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Needs goods for that much. */
    public NewCode minimum(Money goods) {
        return new NewCode(code, benefit, Optional.of(goods), from, until, maxUses, perCustomer, budget, influencer);
    }

    /** Works from then on. */
    public NewCode from(Instant start) {
        return new NewCode(code, benefit, minimum, Optional.of(start), until, maxUses, perCustomer, budget, influencer);
    }

    /** Works until then. */
    public NewCode until(Instant end) {
        return new NewCode(code, benefit, minimum, from, Optional.of(end), maxUses, perCustomer, budget, influencer);
    }

    /** Works that many times in all. */
    public NewCode maxUses(int uses) {
        return new NewCode(code, benefit, minimum, from, until, OptionalInt.of(uses), perCustomer, budget, influencer);
    }

    /** Works that many times for each customer. */
    public NewCode perCustomer(int uses) {
        return new NewCode(code, benefit, minimum, from, until, maxUses, OptionalInt.of(uses), budget, influencer);
    }

    /** All discounts together come to no more than that. */
    public NewCode budget(Money most) {
        return new NewCode(code, benefit, minimum, from, until, maxUses, perCustomer, Optional.of(most), influencer);
    }

    /** Belongs to that influencer, who earns a commission on the orders. */
    public NewCode influencer(String handle) {
        return new NewCode(code, benefit, minimum, from, until, maxUses, perCustomer, budget, Optional.of(handle));
    }
}
