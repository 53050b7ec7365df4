package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.message.Notifier;
import io.tradewind.commerce.spi.message.OutgoingMessage;
import io.tradewind.commerce.spi.phone.Channel;
import java.util.Optional;
import java.util.Set;

/** One account that carries messages, behind its guard. Safe for many threads. */
@Internal
public final class NotifierPort {
    private final Guard guard;
    private final Notifier notifier;
    private final Set<Channel> channels;
    private final Answers answers;

    NotifierPort(Guard guard, Notifier notifier, Set<Channel> channels) {
        this.guard = guard;
        this.notifier = notifier;
        this.channels = channels;
        this.answers = new Answers(guard.account().scrub());
    }

    /** The shop's name for the account. */
    public String account() {
        return guard.account().name();
    }

    /** Channels it can use. */
    public Set<Channel> channels() {
        return channels;
    }

    /** True if it may be used now. */
    public boolean available() {
        return guard.available();
    }

    /** Sends one message; its key makes twice once. */
    public Answer<ProviderRef> deliver(OutgoingMessage message) {
        Call call = guard.within(CallKind.EFFECT, message.call());
        OutgoingMessage sent = new OutgoingMessage(
                call,
                message.key(),
                message.channel(),
                message.to(),
                message.subject(),
                message.text(),
                message.html(),
                message.locale());
        return guard.call(
                new Site(CallKind.EFFECT, "deliver", Optional.of(call.id().value()), call.attempt(), call.deadline()),
                () -> notifier.deliver(sent),
                Shape.answer(),
                answers::clean,
                tooLate -> {});
    }
}
