package io.tradewind.commerce.message.console;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.message.Notifier;
import io.tradewind.commerce.spi.message.OutgoingMessage;
import io.tradewind.commerce.spi.phone.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;

/** Writes each message down, for whom it is masked. Safe for use by many threads. */
final class ConsoleNotifier implements Notifier {
    private final System.Logger log;
    private final Consumer<String> sink;

    ConsoleNotifier(System.Logger log, Consumer<String> sink) {
        this.log = log;
        this.sink = sink;
    }

    @Override
    public Set<Channel> channels() {
        return Set.of(Channel.EMAIL, Channel.SMS);
    }

    @Override
    public Health health(Instant deadline) {
        return Health.up(Duration.ZERO);
    }

    @Override
    public Answer<ProviderRef> deliver(OutgoingMessage message) {
        String head = message.channel() + " to " + masked(message.to());
        String said = message.subject().isEmpty() ? message.text() : message.subject() + "\n\n" + message.text();
        log.log(System.Logger.Level.INFO, () -> head + ": " + said.replaceAll("\\s*\\n\\s*", " | "));
        sink.accept(head + "\n" + said);
        return new Answer.Done<>(new ProviderRef("console-" + message.call().id()));
    }

    /** Enough for a developer to tell two people apart. */
    private static String masked(String to) {
        int at = to.indexOf('@');
        return at > 0 ? to.charAt(0) + "***" + to.substring(at) : "***" + to.substring(Math.max(0, to.length() - 3));
    }
}
