package io.tradewind.commerce.message;

import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.internal.plugin.NotifierPort;
import io.tradewind.commerce.spi.phone.Channel;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The accounts that carry messages, in the order they were switched on. Safe for many threads. */
@Singleton
final class MessageAccounts {
    private final Calls calls;

    @Inject
    MessageAccounts(Calls calls) {
        this.calls = calls;
    }

    boolean none() {
        return calls.notifiers().isEmpty();
    }

    /** The account that a channel goes by. */
    Optional<NotifierPort> by(Channel channel) {
        return calls.notifiers().stream()
                .filter(it -> it.channels().contains(channel))
                .findFirst();
    }

    /** True if the channel has an account, or may have one: what an account that is down could do is not known. */
    boolean may(Channel channel) {
        List<NotifierPort> all = calls.notifiers();
        return all.stream().anyMatch(it -> it.isDown() || it.channels().contains(channel));
    }
}
