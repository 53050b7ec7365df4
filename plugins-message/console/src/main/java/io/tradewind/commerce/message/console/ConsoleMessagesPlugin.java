package io.tradewind.commerce.message.console;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.message.Notifier;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

/**
 * Offers the notifier "console": messages go to the log instead of to people, and to a place of your own if you give one.
 * Refuses to be live: nobody would hear of anything, and what people are told does not belong into a live shop's log.
 */
public final class ConsoleMessagesPlugin implements CommercePlugin {
    private final Consumer<String> sink;

    /** Creates the plugin that writes to the log only. */
    public ConsoleMessagesPlugin() {
        this(line -> {});
    }

    /**
     * Creates the plugin that hands each message to a place of your own too.
     *
     * @param sink takes a text of several lines, its receiver masked; called by many threads
     */
    public ConsoleMessagesPlugin(Consumer<String> sink) {
        this.sink = sink;
    }

    @Override
    public PluginInfo info() {
        return new PluginInfo(
                "message-console", "0.1.0", "Tradewind", "Apache-2.0", URI.create("https://tradewind.example/plugins"));
    }

    @Override
    public List<ProviderFactory<Notifier>> notifiers() {
        return List.of(ProviderFactory.of("console", List.of(), this::create));
    }

    private Notifier create(ProviderContext context) {
        if (context.environment() == Environment.LIVE) {
            throw new ConfigurationException(
                    "environment", "is LIVE, and messages would reach the log alone", "use it in TEST only");
        }
        return new ConsoleNotifier(context.log(), sink);
    }
}
