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
    private final boolean recognisesKeys;
    private final Answers answers;

    NotifierPort(Guard guard, Notifier notifier, Set<Channel> channels, boolean recognisesKeys) {
        this.guard = guard;
        this.notifier = notifier;
        this.channels = channels;
        this.recognisesKeys = recognisesKeys;
        this.answers = new Answers(guard.account().scrub());
    }

    /** The shop's name for the account. */
    public String account() {
        return guard.account().name();
    }

    /** Channels it can use; none are known of an account that is down. */
    public Set<Channel> channels() {
        return channels;
    }

    /** True if the account could not be set up; a restart may bring it back. */
    public boolean isDown() {
        return guard.account().provider().isEmpty();
    }

    /** True if a message sent twice under its key is one message. */
    public boolean recognisesKeys() {
        return recognisesKeys;
    }

    /** Sends one message; what a plugin answers instead of a reference counts as unknown. */
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
                Shape.message(),
                answer -> checked(answers.clean(answer)),
                tooLate -> {});
    }

    private static Answer<ProviderRef> checked(Answer<ProviderRef> answer) {
        if (answer instanceof Answer.Done<?> done && !(done.value() instanceof ProviderRef)) {
            throw new IllegalArgumentException("it brings no reference");
        }
        return answer;
    }
}
