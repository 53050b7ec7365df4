package io.tradewind.commerce.payment.sandbox;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Offers the payment gateway "sandbox".
 *
 * <p>Found by the service loader it starts with an empty book; a test hands in its own, which it can inspect and which
 * survives the shop. All accounts of one plugin share the book, unless they name a {@code bookFile}.
 */
public final class SandboxPlugin implements CommercePlugin {
    private final SandboxBook book;
    private final Map<Path, SandboxBook> files = new ConcurrentHashMap<>();

    /** Creates the plugin with an empty book in memory. */
    public SandboxPlugin() {
        this(SandboxBook.inMemory());
    }

    /** Creates the plugin with a book of your own. */
    public SandboxPlugin(SandboxBook book) {
        this.book = book;
    }

    /** Returns the book of the accounts that name no file. */
    public SandboxBook book() {
        return book;
    }

    @Override
    public PluginInfo info() {
        return new PluginInfo(
                "payment-sandbox", "0.1.0", "Tradewind", "Apache-2.0", URI.create("https://tradewind.example/plugins"));
    }

    @Override
    public List<ProviderFactory<PaymentGateway>> payments() {
        return List.of(ProviderFactory.of("sandbox", SandboxSettings.FIELDS, this::create));
    }

    private PaymentGateway create(ProviderContext context) {
        if (context.environment() == Environment.LIVE) {
            throw new ConfigurationException(
                    "environment", "is LIVE, and the sandbox moves no real money", "use it in TEST only");
        }
        SandboxBook used = context.settings()
                .find("bookFile")
                .map(it -> files.computeIfAbsent(Path.of(it).toAbsolutePath().normalize(), SandboxBook::in))
                .orElse(book);
        return new SandboxGateway(context, SandboxSettings.of(context.settings()), used);
    }
}
