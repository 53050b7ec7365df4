package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.Buyer;
import io.tradewind.commerce.spi.CheckoutSummary;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.payment.Instrument;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * What a checkout wants paid.
 *
 * @param checkoutId the checkout, and later the order
 * @param account plugin account that the buyer chose
 * @param amount the frozen total; positive, in the store's currency
 * @param quoteHash hash of the frozen quote, which the payment is bound to; at most 64 characters
 * @param instrument how the buyer pays
 * @param summary what is being bought
 * @param buyer who buys
 * @param returnUrl where the provider sends the browser afterwards
 * @param cancelUrl where the provider sends the browser when the buyer gives up
 * @param kept the saved instrument it is paid with; empty for a new one
 * @param keeps true if the buyer agreed that the provider keeps the instrument
 */
@Internal
public record NewAttempt(
        UUID checkoutId,
        String account,
        Money amount,
        String quoteHash,
        Instrument instrument,
        CheckoutSummary summary,
        Buyer buyer,
        URI returnUrl,
        URI cancelUrl,
        Optional<UUID> kept,
        boolean keeps) {
    /** Pays with a new instrument that nobody keeps. */
    public NewAttempt(
            UUID checkoutId,
            String account,
            Money amount,
            String quoteHash,
            Instrument instrument,
            CheckoutSummary summary,
            Buyer buyer,
            URI returnUrl,
            URI cancelUrl) {
        this(
                checkoutId,
                account,
                amount,
                quoteHash,
                instrument,
                summary,
                buyer,
                returnUrl,
                cancelUrl,
                Optional.empty(),
                false);
    }
}
