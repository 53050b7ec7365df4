package io.tradewind.commerce.promotion;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.TypedText;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Somebody who brings customers and earns a share of what they buy.
 *
 * @param handle short and stable, 2 to 60 of a-z, 0-9, {@code -} and {@code .}
 * @param name as it stands on the statement; 1 to 120 characters
 * @param commission percent of the goods without tax, delivery and returns; 0 to 100, at most four decimals
 * @param customerId the customer the influencer is when shopping, who cannot use the own code and may read the
 *     statement; empty if not known
 */
public record Influencer(String handle, String name, BigDecimal commission, Optional<String> customerId) {
    /** Checks the parts. */
    public Influencer {
        if (!handle.matches("[a-z0-9][a-z0-9.-]{1,59}")) {
            throw CommerceException.badArgument("influencer handle", handle, "2 to 60 of a-z, 0-9, - and .");
        }
        TypedText.require("influencer handle", handle, 60);
        TypedText.require("influencer name", name, 120);
        if (commission.signum() < 0 || commission.compareTo(BigDecimal.valueOf(100)) > 0 || commission.scale() > 4) {
            throw CommerceException.badArgument("commission", commission, "0 to 100, at most four decimals");
        }
    }

    /** An influencer whose own customer account is not known. */
    public static Influencer of(String handle, String name, String commissionPercent) {
        return new Influencer(handle, name, new BigDecimal(commissionPercent), Optional.empty());
    }

    /** The same, shopping as that customer. */
    public Influencer shoppingAs(String customer) {
        return new Influencer(handle, name, commission, Optional.of(customer));
    }
}
