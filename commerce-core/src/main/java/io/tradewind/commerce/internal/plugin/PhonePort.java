package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.spi.phone.CodeCheck;
import io.tradewind.commerce.spi.phone.CodeSender;
import io.tradewind.commerce.spi.phone.DeliveryReport;
import io.tradewind.commerce.spi.phone.ManagedVerifier;
import io.tradewind.commerce.spi.phone.PhoneProvider;
import io.tradewind.commerce.spi.phone.SendCode;
import io.tradewind.commerce.spi.phone.SenderProfile;
import io.tradewind.commerce.spi.phone.StartVerification;
import io.tradewind.commerce.spi.phone.Started;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.joda.money.Money;

/**
 * One account that sends or checks codes, behind its guard. No method throws for what the plugin or the network does.
 * Safe for many threads.
 */
@Internal
public final class PhonePort {
    private static final Pattern CODE = Pattern.compile("\\d{4,}");

    private final Guard guard;
    private final PhoneProvider provider;
    private final SenderProfile profile;
    private final World world;
    private final Answers answers;

    PhonePort(Guard guard, PhoneProvider provider, SenderProfile profile, World world) {
        this.guard = guard;
        this.provider = provider;
        this.profile = profile;
        this.world = world;
        this.answers = new Answers(guard.account().scrub());
    }

    /** The shop's name for the account. */
    public String account() {
        return guard.account().name();
    }

    /** True if the provider makes and checks the code itself. */
    public boolean managed() {
        return provider instanceof ManagedVerifier;
    }

    /** True if it may be used now: neither broken nor left alone by the breaker. */
    public boolean available() {
        return guard.available();
    }

    /** Channels, countries, longest text. */
    public SenderProfile profile() {
        return profile;
    }

    /** Sends one message with a code of ours. */
    public Answer<ProviderRef> send(SendCode request) {
        if (!(provider instanceof CodeSender sender)) {
            return Answer.unsupported("send");
        }
        Call call = guard.within(CallKind.VERIFY, request.call());
        SendCode sent = new SendCode(call, request.phoneE164(), request.channel(), request.text(), request.locale());
        return guard.call(
                site("send", call), quiet(() -> sender.send(sent)), Shape.answer(), this::quiet, tooLate -> {});
    }

    /** Lets the provider make and send a code. */
    public Answer<Started> start(StartVerification request) {
        if (!(provider instanceof ManagedVerifier verifier)) {
            return Answer.unsupported("start");
        }
        Call call = guard.within(CallKind.VERIFY, request.call());
        StartVerification sent =
                new StartVerification(call, request.phoneE164(), request.channel(), request.brand(), request.locale());
        return guard.call(
                site("start", call), quiet(() -> verifier.start(sent)), Shape.answer(), this::quiet, tooLate -> {});
    }

    /** Lets the provider check a code. */
    public Answer<CodeCheck> check(Call call, ProviderRef verification, String code) {
        if (!(provider instanceof ManagedVerifier verifier)) {
            return Answer.unsupported("check");
        }
        Call bounded = guard.within(CallKind.VERIFY, call);
        return guard.call(
                site("check", bounded),
                quiet(() -> verifier.check(bounded, verification, code)),
                Shape.answer(),
                this::quiet,
                tooLate -> {});
    }

    /** What one message is likely to cost; empty if the provider does not say. */
    public Optional<Money> estimatedCost(String country, Channel channel) {
        return guard.call(
                Site.read(CallKind.PARSE, "estimated-cost", Instant.MAX),
                () -> provider.estimatedCost(country, channel),
                Shape.optional(),
                cost -> cost.filter(Money::isPositiveOrZero),
                tooLate -> {});
    }

    /** Reads a delivery report; empty if the plugin could not judge it now. */
    public Optional<WebhookOutcome<DeliveryReport>> receive(WebhookEnvelope envelope) {
        if (!(provider instanceof CodeSender sender)) {
            return Optional.of(new WebhookOutcome.NotSupported<>());
        }
        return guard.call(
                Site.read(CallKind.PARSE, "receive", Instant.MAX),
                () -> Optional.of(sender.receive(envelope)),
                Shape.webhook(),
                outcome -> outcome.map(it -> Notices.checked(it, report -> report)),
                tooLate -> {});
    }

    /** Deadline for a call that starts now. */
    public Instant deadline() {
        return world.now().plus(CallKind.VERIFY.limit);
    }

    /** A plugin's exception may repeat the text or the code it was given, so only its class is kept. */
    private static <T> Callable<T> quiet(Callable<T> work) {
        return () -> {
            try {
                return work.call();
            } catch (Throwable anything) {
                throw new IllegalStateException(anything.getClass().getName());
            }
        };
    }

    private <T> Answer<T> quiet(Answer<T> answer) {
        Answer<T> clean = answers.clean(answer);
        if (clean instanceof Answer.Refused<T> it) {
            return new Answer.Refused<>(it.code(), digits(it.detail()));
        } else if (clean instanceof Answer.Rejected<T> it) {
            return new Answer.Rejected<>(it.code(), digits(it.detail()));
        } else if (clean instanceof Answer.NotSent<T> it) {
            return new Answer.NotSent<>(digits(it.why()));
        } else if (clean instanceof Answer.Unknown<T> it) {
            return new Answer.Unknown<>(it.ref(), digits(it.why()));
        }
        return clean;
    }

    private static String digits(String text) {
        return CODE.matcher(text).replaceAll("***");
    }

    private static Site site(String name, Call call) {
        return new Site(CallKind.VERIFY, name, Optional.of(call.id().value()), call.attempt(), call.deadline());
    }
}
