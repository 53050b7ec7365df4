package io.tradewind.commerce.sms.sandbox;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.phone.Channel;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Delivers one message per operation to the phones, or fails as the number's ending says. Thread-safe. */
final class Delivery {
    private static final Duration BEYOND = Duration.ofSeconds(30);

    private final Clock clock;
    private final SandboxPhones phones;
    private final Map<OperationId, ProviderRef> delivered = new ConcurrentHashMap<>();

    Delivery(Clock clock, SandboxPhones phones) {
        this.clock = clock;
        this.phones = phones;
    }

    static boolean ends(String phone, String ending) {
        return phone.endsWith(ending);
    }

    Answer<ProviderRef> deliver(Call call, String phone, Channel channel, String text) {
        String ending = phone.substring(Math.max(0, phone.length() - 4));
        return switch (ending) {
            case "0001" -> new Answer.Refused<>("invalid-number", "the number is not valid");
            case "0002" -> new Answer.Refused<>("landline", "the number takes no messages");
            case "0003" -> new Answer.Refused<>("unreachable", "the phone cannot be reached");
            case "0004" -> {
                ProviderRef ref = once(call, phone, channel, text);
                yield new Answer.Unknown<>(Optional.of(ref), "as the number's ending says");
            }
            case "0005" -> new Answer.NotSent<>("as the number's ending says");
            case "0006" -> throw new IllegalStateException("as the number's ending says");
            case "0007" -> {
                ProviderRef ref = once(call, phone, channel, text);
                hang(call);
                yield new Answer.Unknown<>(Optional.of(ref), "as the number's ending says");
            }
            case "0008" -> new Answer.Rejected<>(RejectCode.BAD_CREDENTIALS, "as the number's ending says");
            case "0009" -> new Answer.Refused<>("limit", "too many messages to this number");
            default -> new Answer.Done<>(once(call, phone, channel, text));
        };
    }

    private ProviderRef once(Call call, String phone, Channel channel, String text) {
        return delivered.computeIfAbsent(call.id(), id -> {
            phones.receive(new SandboxPhones.Message(id, phone, channel, text, clock.instant()));
            return new ProviderRef("msg-" + id);
        });
    }

    /** Waits in real time, until interrupted or well past the deadline. */
    private void hang(Call call) {
        Duration left = Duration.between(clock.instant(), call.deadline());
        try {
            boolean ignored = new CountDownLatch(1).await(left.plus(BEYOND).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException asked) {
            Thread.currentThread().interrupt();
        }
    }
}
