package io.tradewind.commerce.plugin;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.internal.plugin.AccountSettings;
import io.tradewind.commerce.internal.plugin.Bounds;
import io.tradewind.commerce.internal.plugin.HostSettings;
import io.tradewind.commerce.internal.plugin.ProviderKind;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.Environment;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Says which plugins are used. Plugins are found on the class path, in folders and among those handed in; only accounts
 * named here are switched on. Read once, by the builder; not safe for many threads.
 */
public final class PluginSpec {
    private final List<AccountSettings> accounts = new ArrayList<>();
    private final List<CommercePlugin> instances = new ArrayList<>();
    private final List<Path> folders = new ArrayList<>();
    private final Map<String, String> variables = new HashMap<>(System.getenv());
    private Environment environment = Environment.TEST;
    private boolean classPath = true;
    private boolean strict;
    private ChangedSettings changed = ChangedSettings.NONE;
    private URI webhookBase = URI.create("http://localhost:8080");

    /** A specification without accounts. */
    public PluginSpec() {}

    /**
     * Switches a payment account on under a name of the shop's own, such as {@code card-eu}. Buyers are offered the
     * accounts in the order in which they are named here.
     */
    public PluginSpec payment(String account, String code) {
        return payment(account, code, settings -> {});
    }

    /** Switches a payment account on, with settings. */
    public PluginSpec payment(String account, String code, Consumer<AccountSpec> settings) {
        return account(ProviderKind.PAYMENT, account, code, settings);
    }

    /** Switches a carrier account on. */
    public PluginSpec carrier(String account, String code) {
        return carrier(account, code, settings -> {});
    }

    /** Switches a carrier account on, with settings. */
    public PluginSpec carrier(String account, String code, Consumer<AccountSpec> settings) {
        return account(ProviderKind.CARRIER, account, code, settings);
    }

    /** Switches an account on that sends verification codes, or makes and checks them itself. The first one is used. */
    public PluginSpec sms(String account, String code) {
        return sms(account, code, settings -> {});
    }

    /** Switches an account on that sends verification codes, or makes and checks them itself, with settings. */
    public PluginSpec sms(String account, String code, Consumer<AccountSpec> settings) {
        return account(ProviderKind.PHONE, account, code, settings);
    }

    /** Switches an account on that carries messages to customers. */
    public PluginSpec notifier(String account, String code) {
        return notifier(account, code, settings -> {});
    }

    /** Switches an account on that carries messages to customers, with settings. */
    public PluginSpec notifier(String account, String code, Consumer<AccountSpec> settings) {
        return account(ProviderKind.NOTIFIER, account, code, settings);
    }

    /** Switches a link to an outside warehouse on. */
    public PluginSpec warehouse(String account, String code) {
        return warehouse(account, code, settings -> {});
    }

    /** Switches a link to an outside warehouse on, with settings. */
    public PluginSpec warehouse(String account, String code, Consumer<AccountSpec> settings) {
        return account(ProviderKind.WAREHOUSE, account, code, settings);
    }

    /** Switches an account on that takes every durable event, in order per subject, at least once. */
    public PluginSpec events(String account, String code) {
        return events(account, code, settings -> {});
    }

    /** Switches an account on that takes every durable event, with settings. */
    public PluginSpec events(String account, String code, Consumer<AccountSpec> settings) {
        return account(ProviderKind.EVENTS, account, code, settings);
    }

    /**
     * Switches an account on that judges checkouts (fraud, eligibility): before the payment it may deny them, or have
     * their orders held for review; after it, orders wait until it has spoken.
     */
    public PluginSpec gate(String account, String code) {
        return gate(account, code, settings -> {});
    }

    /** Switches an account on that judges checkouts, with settings. */
    public PluginSpec gate(String account, String code, Consumer<AccountSpec> settings) {
        return account(ProviderKind.GATE, account, code, settings);
    }

    /** Hands in a plugin as an object; nothing of it is switched on by that. */
    public PluginSpec add(CommercePlugin plugin) {
        instances.add(plugin);
        return this;
    }

    /**
     * Searches a folder: each of its sub-folders is one plugin with its jars, isolated from all others and from the
     * host's libraries. This solves version clashes, not malice: plugins are trusted code. A file {@code plugins.lock} in
     * the folder, written there by {@code sha256sum}, says which jars may be in the sub-folders; a plugin with another
     * jar, or without one of its own, is refused.
     */
    public PluginSpec folder(Path folder) {
        folders.add(folder);
        return this;
    }

    /** Leaves the class path out of the search. */
    public PluginSpec notFromClassPath() {
        classPath = false;
        return this;
    }

    /** Whether accounts move real money; the default is {@link Environment#TEST}, which refuses live credentials. */
    public PluginSpec environment(Environment value) {
        environment = value;
        return this;
    }

    /** A broken plugin stops the start instead of being reported. */
    public PluginSpec strict() {
        strict = true;
        return this;
    }

    /** Address of the host's web server as providers see it; webhooks go to {@code <base>/webhooks/<account>}. */
    public PluginSpec webhookBase(URI base) {
        webhookBase = base;
        return this;
    }

    /** Stands in for an environment variable, for tests and for hosts with a configuration of their own. */
    public PluginSpec variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** Settings that people changed since, kept by the host; they win over those given here. */
    public PluginSpec changed(ChangedSettings settings) {
        changed = settings;
        return this;
    }

    HostSettings settings() {
        List<AccountSettings> now = accounts.stream()
                .map(it -> it.changing(changed.of(it.account())))
                .toList();
        return new HostSettings(environment, now, instances, folders, classPath, strict, webhookBase, variables);
    }

    private PluginSpec account(ProviderKind kind, String account, String code, Consumer<AccountSpec> settings) {
        AccountSpec spec = new AccountSpec();
        settings.accept(spec);
        if (kind != ProviderKind.PAYMENT && !spec.bounds.equals(Bounds.NONE)) {
            throw CommerceException.badArgument(
                    "account", account, "countries and amounts bound payment accounts only");
        }
        accounts.add(new AccountSettings(
                kind, account, code, spec.values, spec.secrets, spec.longestCall, spec.bounds, Map.of()));
        return this;
    }
}
