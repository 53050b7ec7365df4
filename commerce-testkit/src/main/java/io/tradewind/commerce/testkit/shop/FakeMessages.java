package io.tradewind.commerce.testkit.shop;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.message.Notifier;
import io.tradewind.commerce.spi.message.OutgoingMessage;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.spi.phone.CodeSender;
import io.tradewind.commerce.spi.phone.SendCode;
import io.tradewind.commerce.spi.phone.SenderProfile;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes verification codes and messages to customers, and keeps them. Safe for many threads. */
public final class FakeMessages implements CommercePlugin {
    /** The code of its sender of verification codes, for {@code .sms("text", FakeMessages.CODES)}. */
    public static final String CODES = "fake-codes";

    /** The code of its carrier of messages, for {@code .notifier("mail", FakeMessages.MAIL)}. */
    public static final String MAIL = "fake-mail";

    private static final int DIGITS = 6;

    private final ConcurrentLinkedDeque<String> codes = new ConcurrentLinkedDeque<>();
    private final List<OutgoingMessage> sent = new CopyOnWriteArrayList<>();

    /** Takes everything. */
    public FakeMessages() {}

    /**
     * The last verification code that was sent.
     *
     * @throws AssertionError if none was
     */
    public String lastCode() {
        String text = codes.peekLast();
        if (text == null) {
            throw new AssertionError("no verification code was sent");
        }
        return text.substring(text.length() - DIGITS);
    }

    /** Every message that was sent, oldest first. */
    public List<OutgoingMessage> sent() {
        return List.copyOf(sent);
    }

    @Override
    public PluginInfo info() {
        return new PluginInfo(
                "fake-messages", "1.0.0", "Tradewind", "Apache-2.0", URI.create("https://tradewind.example"));
    }

    @Override
    public List<ProviderFactory<CodeSender>> codeSenders() {
        return List.of(ProviderFactory.of(CODES, List.of(), context -> new Codes()));
    }

    @Override
    public List<ProviderFactory<Notifier>> notifiers() {
        return List.of(ProviderFactory.of(MAIL, List.of(), context -> new Mail()));
    }

    private final class Codes implements CodeSender {
        @Override
        public SenderProfile profile() {
            return new SenderProfile(Set.of(Channel.SMS), Set.of(), 160);
        }

        @Override
        public Answer<ProviderRef> send(SendCode request) {
            codes.add(request.text());
            return new Answer.Done<>(new ProviderRef("code-" + request.call().id()));
        }
    }

    private final class Mail implements Notifier {
        @Override
        public Set<Channel> channels() {
            return Set.of(Channel.EMAIL, Channel.SMS);
        }

        @Override
        public boolean recognisesKeys() {
            return true;
        }

        @Override
        public Answer<ProviderRef> deliver(OutgoingMessage message) {
            if (sent.stream().noneMatch(it -> it.key().equals(message.key()))) {
                sent.add(message);
            }
            return new Answer.Done<>(new ProviderRef("mail-" + message.call().id()));
        }
    }
}
