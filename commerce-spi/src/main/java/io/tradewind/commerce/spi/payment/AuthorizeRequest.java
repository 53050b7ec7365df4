package io.tradewind.commerce.spi.payment;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Buyer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.CheckoutSummary;
import java.net.URI;
import org.joda.money.Money;

/**
 * Asks for the buyer's money.
 *
 * @param call identity and time budget
 * @param amount what this payment is for; may be less than the checkout's total
 * @param capture whether the money is taken at once
 * @param instrument how the buyer pays
 * @param use whether a stored instrument is made or used
 * @param checkout what is being bought
 * @param buyer who buys
 * @param returnUrl where the provider sends the browser afterwards
 * @param cancelUrl where the provider sends the browser when the buyer gives up
 */
public record AuthorizeRequest(
        Call call,
        Money amount,
        CaptureMode capture,
        Instrument instrument,
        StoredCredential use,
        CheckoutSummary checkout,
        Buyer buyer,
        URI returnUrl,
        URI cancelUrl) {
    /** Refuses missing parts and a negative amount. */
    public AuthorizeRequest {
        requireNonNull(call, "call");
        requireNonNull(amount, "amount");
        requireNonNull(capture, "capture");
        requireNonNull(instrument, "instrument");
        requireNonNull(use, "use");
        requireNonNull(checkout, "checkout");
        requireNonNull(buyer, "buyer");
        requireNonNull(returnUrl, "returnUrl");
        requireNonNull(cancelUrl, "cancelUrl");
        if (amount.isNegative()) {
            throw new IllegalArgumentException("amount is negative: " + amount);
        }
    }
}
