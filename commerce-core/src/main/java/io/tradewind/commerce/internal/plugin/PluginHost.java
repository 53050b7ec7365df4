package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugins that were found and the accounts that are switched on. Closing it closes every provider. */
public final class PluginHost implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PluginHost.class);

    private final Environment environment;
    private final List<FoundPlugin> found;
    private final List<BrokenPlugin> broken;
    private final List<Account> accounts;

    private PluginHost(
            Environment environment, List<FoundPlugin> found, List<BrokenPlugin> broken, List<Account> accounts) {
        this.environment = environment;
        this.found = found;
        this.broken = broken;
        this.accounts = accounts;
    }

    /**
     * Finds plugins and creates the accounts. A broken plugin is only reported; a configuration mistake is thrown, all
     * mistakes of all accounts in one exception.
     */
    public static PluginHost open(HostSettings settings, World world) {
        Finder finder = new Finder();
        settings.instances().forEach(finder::instance);
        if (settings.classPath()) {
            ClassLoader around = Thread.currentThread().getContextClassLoader();
            finder.classPath(around == null ? PluginHost.class.getClassLoader() : around);
        }
        settings.folders().forEach(finder::folder);
        Accounts accounts = new Accounts(settings, world, finder.found(), finder.broken());
        accounts.create();
        PluginHost host = new PluginHost(settings.environment(), finder.found(), finder.broken(), accounts.accounts());
        List<Problem> problems = new ArrayList<>(accounts.problems());
        if (settings.strict()) {
            host.broken.forEach(it -> problems.add(new Problem(
                    it.reason().startsWith("TW-3005") ? ErrorCode.SPI_VERSION : ErrorCode.PLUGIN_BROKEN,
                    it.source() + ": " + it.reason() + ".")));
        }
        if (!problems.isEmpty()) {
            host.close();
            throw Problem.exception(problems);
        }
        host.broken.forEach(it -> log.warn("Plugin {} is left out: {}", it.source(), it.reason()));
        host.accounts.stream()
                .filter(it -> it.provider().isEmpty())
                .forEach(it -> log.warn("Account {} is down: {}", it.name(), it.down()));
        return host;
    }

    /** Whether accounts move real money. */
    public Environment environment() {
        return environment;
    }

    /** What should have been plugins and is not. */
    public List<BrokenPlugin> broken() {
        return broken;
    }

    /** Every plugin that was found, with what it offers. */
    public List<Offered> offered() {
        return found.stream().map(PluginHost::offered).toList();
    }

    private static Offered offered(FoundPlugin plugin) {
        List<String> codes = new ArrayList<>();
        for (ProviderKind kind : ProviderKind.values()) {
            kind.factories(plugin.plugin()).forEach(it -> codes.add(kind.word() + " " + it.code()));
        }
        return new Offered(plugin.info(), plugin.source(), codes);
    }

    /**
     * A plugin that was found.
     *
     * @param info who made it
     * @param source jar, folder or class
     * @param codes what it offers, as {@code payment stripe}
     */
    public record Offered(PluginInfo info, String source, List<String> codes) {}

    List<Account> accounts(ProviderKind kind) {
        return accounts.stream().filter(it -> it.kind() == kind).toList();
    }

    List<Account> accounts() {
        return accounts;
    }

    @Override
    public void close() {
        for (Account account : accounts) {
            Optional<Provider> provider = account.provider();
            try {
                provider.ifPresent(Provider::close);
            } catch (Throwable anything) {
                log.warn(
                        "Account {} does not close: {}",
                        account.name(),
                        account.scrub().clean(anything.toString()));
            }
        }
        for (FoundPlugin plugin : found) {
            if (plugin.loader() instanceof FolderLoader loader) {
                try {
                    loader.close();
                } catch (java.io.IOException e) {
                    log.debug("Plugin folder {} does not close", plugin.source(), e);
                }
            }
        }
    }
}
