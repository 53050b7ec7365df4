package io.tradewind.commerce.sms.sandbox;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.spi.phone.CodeSender;
import io.tradewind.commerce.spi.phone.SendCode;
import io.tradewind.commerce.spi.phone.SenderProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/** Carries the core's codes to the sandbox's phones. Safe for use by many threads. */
final class SandboxSender implements CodeSender {
    private static final int LONGEST = 1600;

    private final Delivery delivery;
    private final Optional<Money> cost;

    SandboxSender(ProviderContext context, SandboxPhones phones) {
        this.delivery = new Delivery(context.clock(), phones);
        this.cost = context.settings().find("cost").map(it -> context.settings().money("cost"));
    }

    @Override
    public SenderProfile profile() {
        return new SenderProfile(Set.of(Channel.SMS, Channel.VOICE, Channel.WHATSAPP), Set.of(), LONGEST);
    }

    @Override
    public Optional<Money> estimatedCost(String country, Channel channel) {
        return cost;
    }

    @Override
    public Health health(Instant deadline) {
        return Health.up(Duration.ZERO);
    }

    @Override
    public Answer<ProviderRef> send(SendCode request) {
        return delivery.deliver(request.call(), request.phoneE164(), request.channel(), request.text());
    }
}
