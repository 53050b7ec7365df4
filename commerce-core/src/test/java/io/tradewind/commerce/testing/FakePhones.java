package io.tradewind.commerce.testing;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.spi.phone.CodeCheck;
import io.tradewind.commerce.spi.phone.CodeSender;
import io.tradewind.commerce.spi.phone.ManagedVerifier;
import io.tradewind.commerce.spi.phone.SendCode;
import io.tradewind.commerce.spi.phone.SenderProfile;
import io.tradewind.commerce.spi.phone.StartVerification;
import io.tradewind.commerce.spi.phone.Started;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A plugin with a sender ({@code fake-sms}) and a managed verifier ({@code fake-verify}, its code is 123456). What it
 * sent can be read; what it answers next can be told.
 */
public final class FakePhones implements CommercePlugin {
    private static final SenderProfile PROFILE = new SenderProfile(Set.of(Channel.SMS), Set.of(), 160);

    private final ConcurrentLinkedDeque<SendCode> sent = new ConcurrentLinkedDeque<>();
    private final Queue<Answer<ProviderRef>> nextSends = new ConcurrentLinkedQueue<>();
    private final Queue<Answer<CodeCheck>> nextChecks = new ConcurrentLinkedQueue<>();
    private final CopyOnWriteArrayList<String> checked = new CopyOnWriteArrayList<>();
    private final AtomicInteger started = new AtomicInteger();

    /** The code in the last message. */
    public String lastCode() {
        String text = sent.getLast().text();
        return text.substring(text.length() - 6);
    }

    public SendCode last() {
        return sent.getLast();
    }

    public int messages() {
        return sent.size();
    }

    public int started() {
        return started.get();
    }

    /** Codes that the managed verifier was asked about. */
    public List<String> checked() {
        return checked;
    }

    public void nextSend(Answer<ProviderRef> answer) {
        nextSends.add(answer);
    }

    public void nextCheck(Answer<CodeCheck> answer) {
        nextChecks.add(answer);
    }

    @Override
    public PluginInfo info() {
        return new PluginInfo("fake-phones", "1.0.0", "tests", "Apache-2.0", URI.create("https://example.org"));
    }

    @Override
    public List<ProviderFactory<CodeSender>> codeSenders() {
        return List.of(ProviderFactory.of("fake-sms", List.of(), context -> new Sender()));
    }

    @Override
    public List<ProviderFactory<ManagedVerifier>> verifiers() {
        return List.of(ProviderFactory.of("fake-verify", List.of(), context -> new Verifier()));
    }

    private final class Sender implements CodeSender {
        @Override
        public SenderProfile profile() {
            return PROFILE;
        }

        @Override
        public Answer<ProviderRef> send(SendCode request) {
            sent.add(request);
            Answer<ProviderRef> told = nextSends.poll();
            return told == null ? new Answer.Done<>(new ProviderRef("sms-" + sent.size())) : told;
        }
    }

    private final class Verifier implements ManagedVerifier {
        @Override
        public SenderProfile profile() {
            return PROFILE;
        }

        @Override
        public Answer<Started> start(StartVerification request) {
            return new Answer.Done<>(new Started(
                    new ProviderRef("verify-" + started.incrementAndGet()), Instant.parse("2030-01-01T00:00:00Z")));
        }

        @Override
        public Answer<CodeCheck> check(Call call, ProviderRef verification, String code) {
            checked.add(code);
            Answer<CodeCheck> told = nextChecks.poll();
            return told == null
                    ? new Answer.Done<>(code.equals("123456") ? CodeCheck.MATCH : CodeCheck.NO_MATCH)
                    : told;
        }
    }
}
