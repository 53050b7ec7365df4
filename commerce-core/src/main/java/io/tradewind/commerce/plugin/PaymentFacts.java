package io.tradewind.commerce.plugin;

import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import java.util.Optional;

/** Takes news about payments from the inbox. Implemented by the payment package; called without a transaction. */
@Internal
public interface PaymentFacts {
    /**
     * Folds a fact into the payment it is about. The same fact may come again; the fold must not mind.
     *
     * @return false if no payment has this reference (yet): the fact is tried again later
     */
    boolean apply(String account, Notice<PaymentFact> notice);

    /**
     * Asks the provider about a payment because a hint said it changed.
     *
     * @return why something of it could not be asked or was not answered: the hint is tried again later; else empty
     */
    Optional<String> lookUp(String account, ProviderRef ref);
}
