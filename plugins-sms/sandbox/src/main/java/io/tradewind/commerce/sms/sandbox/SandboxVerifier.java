package io.tradewind.commerce.sms.sandbox;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.spi.phone.CodeCheck;
import io.tradewind.commerce.spi.phone.ManagedVerifier;
import io.tradewind.commerce.spi.phone.SenderProfile;
import io.tradewind.commerce.spi.phone.StartVerification;
import io.tradewind.commerce.spi.phone.Started;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/** Sends and checks a code that is always the same. Safe for use by many threads. */
final class SandboxVerifier implements ManagedVerifier {
    private static final int TRIES = 5;

    /** A verification that is running, or over. */
    private static final class Verification {
        private final String phone;
        private final Instant expiresAt;
        private int tries;
        private boolean over;

        Verification(String phone, Instant expiresAt) {
            this.phone = phone;
            this.expiresAt = expiresAt;
        }
    }

    private final Clock clock;
    private final Delivery delivery;
    private final Secret code;
    private final Duration expiresAfter;
    private final Optional<Money> cost;
    private final Map<ProviderRef, Verification> running = new HashMap<>();
    private final Map<OperationId, CodeCheck> checked = new HashMap<>();

    SandboxVerifier(ProviderContext context, SandboxPhones phones) {
        this.clock = context.clock();
        this.delivery = new Delivery(clock, phones);
        this.code = Secret.of(context.settings().text("code"));
        this.expiresAfter = context.settings().duration("expiresAfter");
        this.cost = context.settings().find("cost").map(it -> context.settings().money("cost"));
    }

    @Override
    public SenderProfile profile() {
        return new SenderProfile(Set.of(Channel.SMS, Channel.VOICE, Channel.WHATSAPP), Set.of(), 0);
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
    public Answer<Started> start(StartVerification request) {
        ProviderRef ref = new ProviderRef("ver-" + request.call().id());
        Verification verification = open(ref, request.phoneE164());
        String text = request.brand() + ": your code is " + code.reveal();
        Answer<ProviderRef> sent = delivery.deliver(request.call(), request.phoneE164(), request.channel(), text);
        if (sent instanceof Answer.Done) {
            return new Answer.Done<>(new Started(ref, verification.expiresAt));
        } else if (sent instanceof Answer.Unknown<ProviderRef> it) {
            return new Answer.Unknown<>(Optional.of(ref), it.why());
        } else if (sent instanceof Answer.Refused<ProviderRef> it) {
            return new Answer.Refused<>(it.code(), it.detail());
        } else if (sent instanceof Answer.Rejected<ProviderRef> it) {
            return new Answer.Rejected<>(it.code(), it.detail());
        }
        return new Answer.NotSent<>("as the number's ending says");
    }

    private synchronized Verification open(ProviderRef ref, String phone) {
        return running.computeIfAbsent(
                ref, it -> new Verification(phone, clock.instant().plus(expiresAfter)));
    }

    @Override
    public synchronized Answer<CodeCheck> check(Call call, ProviderRef verification, String given) {
        Verification known = running.get(verification);
        if (known == null) {
            return new Answer.Done<>(CodeCheck.NO_MATCH);
        }
        if (Delivery.ends(known.phone, "0011")) {
            return new Answer.Unknown<>(Optional.of(verification), "as the number's ending says");
        }
        return new Answer.Done<>(checked.computeIfAbsent(call.id(), it -> judge(known, given)));
    }

    private CodeCheck judge(Verification known, String given) {
        if (known.over || known.tries >= TRIES) {
            return CodeCheck.USED_UP;
        }
        if (!clock.instant().isBefore(known.expiresAt)) {
            return CodeCheck.EXPIRED;
        }
        known.tries++;
        known.over = code.matches(given);
        return known.over ? CodeCheck.MATCH : CodeCheck.NO_MATCH;
    }

    @Override
    public synchronized Answer<Cancelled> cancel(Call call, ProviderRef verification) {
        Verification known = running.get(verification);
        if (known != null) {
            known.over = true;
        }
        return new Answer.Done<>(new Cancelled(clock.instant()));
    }
}
