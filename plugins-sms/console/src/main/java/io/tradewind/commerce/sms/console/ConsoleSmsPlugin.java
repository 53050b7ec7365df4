package io.tradewind.commerce.sms.console;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.phone.CodeSender;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;

/**
 * Offers the sender "console": messages go to the log, and to a place of your own if you give one. Refuses to be live:
 * codes do not belong into a live shop's log.
 */
public final class ConsoleSmsPlugin implements CommercePlugin {
    private final Consumer<String> sink;

    /** Creates the plugin that writes to the log only. */
    public ConsoleSmsPlugin() {
        this(line -> {});
    }

    /**
     * Creates the plugin that hands each line to a place of your own too.
     *
     * @param sink takes a line with number and text; called by many threads
     */
    public ConsoleSmsPlugin(Consumer<String> sink) {
        this.sink = sink;
    }

    @Override
    public PluginInfo info() {
        return new PluginInfo(
                "sms-console", "0.1.0", "Tradewind", "Apache-2.0", URI.create("https://tradewind.example/plugins"));
    }

    @Override
    public List<ProviderFactory<CodeSender>> codeSenders() {
        return List.of(ProviderFactory.of("console", List.of(), this::create));
    }

    private CodeSender create(ProviderContext context) {
        if (context.environment() == Environment.LIVE) {
            throw new ConfigurationException(
                    "environment", "is LIVE, and codes would stand in the log", "use it in TEST only");
        }
        return new ConsoleSender(context.log(), sink);
    }
}
