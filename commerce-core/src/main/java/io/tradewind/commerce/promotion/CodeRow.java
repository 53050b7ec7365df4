package io.tradewind.commerce.promotion;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.pricing.CodeRule;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.Money;

/**
 * A code with what decides whether it can be used.
 *
 * @param ownCustomer the customer the code's influencer is when shopping; empty if none or not known
 */
record CodeRow(Code code, Optional<String> ownCustomer) {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm", Locale.ENGLISH);

    NewCode terms() {
        return code.terms();
    }

    CodeRule rule() {
        return new CodeRule(terms().code(), terms().benefit(), terms().minimum(), terms().influencer());
    }

    /** Why it cannot be used at all; empty if it can. */
    Optional<Refusal> refusal(Instant now, ZoneId zone) {
        NewCode terms = terms();
        if (terms.from().filter(now::isBefore).isPresent()) {
            String from = WHEN.format(terms.from().get().atZone(zone));
            return refused("code-not-yet", terms.code() + " works from " + from + ".");
        }
        if (!code.active() || terms.until().filter(it -> !now.isBefore(it)).isPresent()) {
            return refused("code-ended", terms.code() + " has ended.");
        }
        if (terms.maxUses().isPresent() && code.used() >= terms.maxUses().getAsInt()) {
            return refused("code-used-up", terms.code() + " has been used as often as it may be.");
        }
        if (terms.budget().filter(it -> !code.spent().isLessThan(it)).isPresent()) {
            return refused("code-used-up", terms.code() + " has given away all it may.");
        }
        return Optional.empty();
    }

    /** Why it cannot be used on goods of that price; empty if it can. */
    Optional<Refusal> refusalFor(Money goods) {
        return terms().minimum()
                .filter(goods::isLessThan)
                .flatMap(it ->
                        refused("code-minimum", terms().code() + " needs " + it + ", your basket has " + goods + "."));
    }

    /** Why somebody with that key cannot use it; empty if they can. */
    Optional<Refusal> refusalFor(String ownerKey) {
        return ownCustomer
                .filter(it -> Actor.customer(it).ownerKey().equals(ownerKey))
                .flatMap(it -> refused("code-own", terms().code() + " is your own code; it is for others."));
    }

    Optional<Refusal> tooOften() {
        return refused("code-used-by-you", "You have used " + terms().code() + " as often as one customer may.");
    }

    /** What is said when the last of it went to somebody else a moment ago. */
    Optional<Refusal> gone() {
        return refused("code-used-up", terms().code() + " has just been used up.");
    }

    private static Optional<Refusal> refused(String why, String message) {
        return Optional.of(Refusal.of(why, "code", message));
    }
}
