package io.tradewind.commerce.spi.message;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Provider;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.phone.Channel;
import java.util.Set;

/**
 * Delivers a message the core rendered. The core asks for each message once, and again only after an answer that proves
 * that nothing was sent; see {@link #recognisesKeys()} for when it may not be known. Safe for use by many threads.
 */
public interface Notifier extends Provider {
    /** Returns the channels this account can use. Constant for the account's life. */
    Set<Channel> channels();

    /**
     * Returns whether the provider behind this account makes one message of two requests with the same
     * {@linkplain OutgoingMessage#key() key} or operation id. Constant for the account's life.
     *
     * <p>If so, a message whose fate is unknown is sent again under its key. If not, which is the default and true of
     * plain SMTP, it is never sent again by itself: nobody gets it twice, and staff see that it is in doubt.
     */
    default boolean recognisesKeys() {
        return false;
    }

    /**
     * Sends one message; the value is the provider's reference of it. {@link Answer.NotSent} only if nothing can have
     * reached the receiver, {@link Answer.Refused} if it never will. MUST NOT log receiver or content, nor repeat them in
     * an answer.
     */
    Answer<ProviderRef> deliver(OutgoingMessage message);
}
