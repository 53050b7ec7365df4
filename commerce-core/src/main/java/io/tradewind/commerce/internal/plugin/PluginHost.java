package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.Provider;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The plugins that were found and the accounts that are switched on. Closing it closes every provider. */
public final class PluginHost implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PluginHost.class);

    private final HostSettings settings;
    private final World world;
    private final List<FoundPlugin> found;
    private final List<BrokenPlugin> broken;
    private final List<Account> accounts;
    private final Map<String, AccountSettings> configured = new ConcurrentHashMap<>();

    private PluginHost(
            HostSettings settings,
            World world,
            List<FoundPlugin> found,
            List<BrokenPlugin> broken,
            List<Account> accounts) {
        this.settings = settings;
        this.world = world;
        this.found = found;
        this.broken = broken;
        this.accounts = new CopyOnWriteArrayList<>(accounts);
        settings.accounts().forEach(it -> configured.put(it.account(), it));
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
        PluginHost host = new PluginHost(settings, world, finder.found(), finder.broken(), accounts.accounts());
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
        return settings.environment();
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

    /** An account as the shop configured it, and as people changed it since; empty if there is none of that name. */
    public Optional<AccountSettings> configured(String account) {
        return Optional.ofNullable(configured.get(account));
    }

    /** The settings an account's plugin takes; none if the plugin cannot be used. */
    public List<ConfigField> fields(AccountSettings account) {
        return new Accounts(settings, world, found, broken).fields(account);
    }

    /** True if a field of an account has its value from an environment variable of its own. */
    public boolean isInEnvironment(AccountSettings account, ConfigField field) {
        return !account.isLiteral(field.name())
                && settings.variables().containsKey(SettingsCheck.variable(account, field.name()));
    }

    /** An account made of these settings, which nobody uses yet; or everything that is wrong with them. */
    Attempted attempt(AccountSettings account) {
        Accounts made = new Accounts(settings, world, found, broken);
        made.create(account);
        List<Problem> problems = new ArrayList<>(made.problems());
        made.accounts().stream()
                .filter(it -> it.provider().isEmpty())
                .forEach(it -> problems.add(new Problem(ErrorCode.PLUGIN_BROKEN, it.down())));
        return new Attempted(problems.isEmpty() ? made.accounts().stream().findFirst() : Optional.empty(), problems);
    }

    /** An account that was made, or what is wrong. */
    record Attempted(Optional<Account> account, List<Problem> problems) {}

    /** From now on this account stands for that of its name. */
    void replace(AccountSettings with, Account account) {
        accounts.replaceAll(it -> it.name().equals(account.name()) ? account : it);
        configured.put(account.name(), with);
    }

    List<Account> accounts() {
        return List.copyOf(accounts);
    }

    @Override
    public void close() {
        accounts.forEach(PluginHost::close);
        for (FoundPlugin plugin : found) {
            if (plugin.loader() instanceof FolderLoader loader) {
                try {
                    loader.close();
                } catch (IOException e) {
                    log.debug("Plugin folder {} does not close", plugin.source(), e);
                }
            }
        }
    }

    /** Closes an account's provider; whatever that throws is only logged. */
    static void close(Account account) {
        try {
            account.provider().ifPresent(Provider::close);
        } catch (Throwable anything) {
            log.warn(
                    "Account {} does not close: {}",
                    account.name(),
                    account.scrub().clean(anything.toString()));
        }
    }
}
