package io.tradewind.commerce.message;

import io.tradewind.commerce.spi.phone.Channel;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A message as staff see it. Immutable; holds neither receiver nor words.
 *
 * @param about the order it is about, the checkout that was to become one, or the sign-up
 * @param tries how often it was handed to a provider
 * @param account plugin account it went to last; empty before the first try
 * @param reference the provider's reference; empty if none is known
 * @param problem why it has not arrived or was not sent; empty if nothing is wrong
 * @param askedBy who asked for it to be sent again; empty if nobody did
 * @param createdAt when it was written down
 * @param nextAt when it is due, if it waits
 * @param endedAt when it was sent or given up
 */
public record Message(
        MessageId id,
        UUID about,
        Template template,
        Channel channel,
        MessageState state,
        int tries,
        String account,
        String reference,
        String problem,
        String askedBy,
        Instant createdAt,
        Optional<Instant> nextAt,
        Optional<Instant> endedAt) {}
