package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.sms.sandbox.SandboxSmsPlugin;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.message.Notifier;
import io.tradewind.commerce.spi.message.OutgoingMessage;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.spi.phone.CodeCheck;
import io.tradewind.commerce.spi.phone.ManagedVerifier;
import io.tradewind.commerce.spi.phone.SenderProfile;
import io.tradewind.commerce.spi.phone.StartVerification;
import io.tradewind.commerce.spi.phone.Started;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** E-mails and text messages, and codes for phones, at the end of a bad line. Knows what people have received. */
final class FaultyMessages implements CommercePlugin {
    private final FaultyLine line;
    private final Map<UUID, Integer> received = new LinkedHashMap<>();
    private int story;

    FaultyMessages(House house) {
        this.line = new FaultyLine(house);
    }

    /** Everybody's letter box is empty again, and no code is on its way. */
    void clear() {
        received.clear();
        story++;
    }

    /** How often a message was received. */
    int received(UUID message) {
        return received.getOrDefault(message, 0);
    }

    @Override
    public PluginInfo info() {
        return new PluginInfo(
                "messages-simulated", "0.1.0", "Tradewind", "Apache-2.0", URI.create("https://tradewind.example"));
    }

    @Override
    public List<ProviderFactory<Notifier>> notifiers() {
        return List.of(ProviderFactory.of("post-office", List.of(), context -> new PostOffice()));
    }

    @Override
    public List<ProviderFactory<ManagedVerifier>> verifiers() {
        ProviderFactory<ManagedVerifier> factory =
                new SandboxSmsPlugin().verifiers().get(0);
        return List.of(ProviderFactory.of(
                factory.code(), factory.fields(), context -> new Phones(() -> factory.create(context))));
    }

    private final class PostOffice implements Notifier {
        @Override
        public Set<Channel> channels() {
            return Set.of(Channel.EMAIL, Channel.SMS);
        }

        @Override
        public Answer<ProviderRef> deliver(OutgoingMessage message) {
            return line.message("deliver", () -> {
                received.merge(message.call().id().value(), 1, Integer::sum);
                return new Answer.Done<>(
                        new ProviderRef("letter-" + message.call().id()));
            });
        }
    }

    private final class Phones implements ManagedVerifier {
        private final Supplier<ManagedVerifier> fresh;
        private ManagedVerifier truth;
        private int of;

        Phones(Supplier<ManagedVerifier> fresh) {
            this.fresh = fresh;
            this.truth = fresh.get();
            this.of = story;
        }

        private synchronized ManagedVerifier truth() {
            if (of != story) {
                truth = fresh.get();
                of = story;
            }
            return truth;
        }

        @Override
        public SenderProfile profile() {
            return truth().profile();
        }

        @Override
        public Answer<Started> start(StartVerification request) {
            return line.message("code", () -> truth().start(request));
        }

        @Override
        public Answer<CodeCheck> check(Call call, ProviderRef verification, String code) {
            return line.message("check", () -> truth().check(call, verification, code));
        }

        @Override
        public Answer<Cancelled> cancel(Call call, ProviderRef verification) {
            return truth().cancel(call, verification);
        }
    }
}
