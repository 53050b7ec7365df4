package io.tradewind.commerce.sms.console;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.spi.phone.CodeSender;
import io.tradewind.commerce.spi.phone.SendCode;
import io.tradewind.commerce.spi.phone.SenderProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Consumer;

/** Writes each message as one line. Safe for use by many threads. */
final class ConsoleSender implements CodeSender {
    private static final int LONGEST = 1600;

    private final System.Logger log;
    private final Consumer<String> sink;

    ConsoleSender(System.Logger log, Consumer<String> sink) {
        this.log = log;
        this.sink = sink;
    }

    @Override
    public SenderProfile profile() {
        return new SenderProfile(Set.of(Channel.SMS, Channel.VOICE), Set.of(), LONGEST);
    }

    @Override
    public Health health(Instant deadline) {
        return Health.up(Duration.ZERO);
    }

    @Override
    public Answer<ProviderRef> send(SendCode request) {
        String line = request.channel() + " to " + request.phoneE164() + ": " + request.text();
        log.log(System.Logger.Level.INFO, () -> line);
        sink.accept(line);
        return new Answer.Done<>(new ProviderRef("console-" + request.call().id()));
    }
}
