package io.tradewind.commerce.spi.message;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Provider;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.phone.Channel;
import java.util.Set;

/** Delivers a message the core rendered. The message's key makes twice once. Safe for use by many threads. */
public interface Notifier extends Provider {
    /** Returns the channels this account can use. Constant for the account's life. */
    Set<Channel> channels();

    /** Sends one message; the value is the provider's reference of it. MUST NOT log receiver or content. */
    Answer<ProviderRef> deliver(OutgoingMessage message);
}
