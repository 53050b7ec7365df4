package io.tradewind.commerce.testing;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.message.Notifier;
import io.tradewind.commerce.spi.message.OutgoingMessage;
import io.tradewind.commerce.spi.phone.Channel;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A plugin that carries mail ({@code fake-mail}), text messages ({@code fake-text}), and mail by a provider that knows
 * keys again ({@code fake-keyed}). What reached it can be read; what it does next can be told. Safe for many threads.
 */
public final class FakePost implements CommercePlugin {
    private final List<OutgoingMessage> reached = new CopyOnWriteArrayList<>();
    private final Queue<Deed> next = new ConcurrentLinkedQueue<>();

    /** What it does with a message instead of taking it. */
    public interface Deed {
        Answer<ProviderRef> with(OutgoingMessage message) throws Exception;
    }

    /** Everything that was handed to it, in that order. */
    public List<OutgoingMessage> reached() {
        return List.copyOf(reached);
    }

    /** What was handed to it for that receiver. */
    public List<OutgoingMessage> to(String receiver) {
        return reached.stream().filter(it -> it.to().equals(receiver)).toList();
    }

    public void forget() {
        reached.clear();
    }

    /** The next call does this; the ones after it take their message again. */
    public void next(Deed deed) {
        next.add(deed);
    }

    public void next(Answer<ProviderRef> answer) {
        next.add(message -> answer);
    }

    @Override
    public PluginInfo info() {
        return new PluginInfo("fake-post", "1.0.0", "Tests", "Apache-2.0", URI.create("https://tests.example"));
    }

    @Override
    public List<ProviderFactory<Notifier>> notifiers() {
        return List.of(
                ProviderFactory.of("fake-mail", List.of(), context -> new Carrier(Channel.EMAIL, false)),
                ProviderFactory.of("fake-text", List.of(), context -> new Carrier(Channel.SMS, false)),
                ProviderFactory.of("fake-keyed", List.of(), context -> new Carrier(Channel.EMAIL, true)));
    }

    private final class Carrier implements Notifier {
        private final Channel channel;
        private final boolean keyed;

        Carrier(Channel channel, boolean keyed) {
            this.channel = channel;
            this.keyed = keyed;
        }

        @Override
        public Set<Channel> channels() {
            return Set.of(channel);
        }

        @Override
        public boolean recognisesKeys() {
            return keyed;
        }

        @Override
        public Answer<ProviderRef> deliver(OutgoingMessage message) {
            reached.add(message);
            Deed deed = next.poll();
            if (deed == null) {
                return new Answer.Done<>(
                        new ProviderRef("post-" + message.call().id()));
            }
            try {
                return deed.with(message);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
