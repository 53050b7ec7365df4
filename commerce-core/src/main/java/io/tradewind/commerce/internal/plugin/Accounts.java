package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Provider;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.Settings;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Creates one provider per configured account and collects every mistake on the way. */
final class Accounts {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,29}");

    private record Offer(FoundPlugin plugin, ProviderFactory<? extends Provider> factory) {}

    private final HostSettings settings;
    private final World world;
    private final List<FoundPlugin> found;
    private final List<BrokenPlugin> broken;
    private final List<Account> accounts = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    Accounts(HostSettings settings, World world, List<FoundPlugin> found, List<BrokenPlugin> broken) {
        this.settings = settings;
        this.world = world;
        this.found = found;
        this.broken = broken;
    }

    List<Account> accounts() {
        return List.copyOf(accounts);
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    void create() {
        Set<String> names = new HashSet<>();
        for (AccountSettings each : settings.accounts()) {
            if (!NAME.matcher(each.account()).matches()) {
                problems.add(new Problem(
                        ErrorCode.BAD_CONFIGURATION,
                        "Plugin account '" + each.account() + "' has a bad name. Fix: use 1 to 30 of a-z, 0-9 and -."));
            } else if (!names.add(each.account())) {
                problems.add(new Problem(
                        ErrorCode.DUPLICATE_ACCOUNT,
                        "Plugin account '" + each.account()
                                + "' is configured twice. Fix: give each a name of its own."));
            } else {
                create(each);
            }
        }
    }

    /** Creates one account. */
    void create(AccountSettings account) {
        List<Offer> offers = offers(account);
        if (offers.isEmpty()) {
            unknown(account);
            return;
        }
        if (offers.size() > 1) {
            List<String> sources =
                    offers.stream().map(it -> it.plugin().source()).toList();
            problems.add(new Problem(
                    ErrorCode.UNKNOWN_PLUGIN,
                    about(account) + "the code is offered by " + sources + ". Fix: keep one of them."));
            return;
        }
        create(account, offers.get(0));
    }

    private void create(AccountSettings account, Offer offer) {
        SettingsCheck.Checked checked;
        try {
            checked = new SettingsCheck(account, offer.factory().fields(), settings.environment(), settings.variables())
                    .check();
        } catch (Throwable fieldsBroken) {
            accounts.add(Account.down(
                    account,
                    BrokenPlugin.of(offer.plugin().source(), fieldsBroken).reason()));
            return;
        }
        problems.addAll(checked.problems());
        Set<String> told = new HashSet<>();
        checked.problems().forEach(it -> told.add(it.field()));
        Map<String, String> values = new TreeMap<>(checked.values());
        Scrub scrub = new Scrub(checked.secrets());
        while (told.isEmpty() || isWhole(offer, values)) {
            Opened opened = open(account, offer, values, scrub);
            if (opened.problem().isEmpty()) {
                opened.account().ifPresent(told.isEmpty() ? accounts::add : PluginHost::close);
                return;
            }
            Problem next = opened.problem().get();
            if (told.add(next.field())) {
                problems.add(next);
            }
            if (values.remove(next.field()) == null) {
                return;
            }
        }
    }

    /** True if what is wrong may be left out, so that the plugin can say what else is wrong. */
    private static boolean isWhole(Offer offer, Map<String, String> values) {
        return offer.factory().fields().stream()
                .filter(it -> it.required()
                        && it.preset().isEmpty()
                        && it.namePattern().isEmpty())
                .allMatch(it -> values.containsKey(it.name()));
    }

    private record Opened(Optional<Account> account, Optional<Problem> problem) {
        static Opened of(Account account) {
            return new Opened(Optional.of(account), Optional.empty());
        }
    }

    private Opened open(AccountSettings account, Offer offer, Map<String, String> values, Scrub scrub) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(offer.plugin().loader());
        try {
            Provider provider = offer.factory().create(context(account, offer, values, scrub));
            return Opened.of(
                    provider == null
                            ? Account.down(account, "create() answered null. Fix: replace the plugin")
                            : new Account(
                                    account.kind(),
                                    account.account(),
                                    account.code(),
                                    offer.plugin().info().id(),
                                    offer.plugin().info().version(),
                                    Optional.of(provider),
                                    "",
                                    offer.plugin().loader(),
                                    scrub,
                                    account.longestCall(),
                                    account.bounds()));
        } catch (ConfigurationException wrong) {
            return new Opened(
                    Optional.empty(),
                    Optional.of(Problem.setting(
                            account, wrong.field(), scrub.clean(wrong.reason()), scrub.clean(wrong.fix()))));
        } catch (Throwable anything) {
            String reason = BrokenPlugin.of(offer.plugin().source(), anything).reason();
            return Opened.of(Account.down(account, scrub.clean(reason)));
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private AccountContext context(AccountSettings account, Offer offer, Map<String, String> values, Scrub scrub) {
        String base = settings.webhookBase().toString().replaceAll("/+$", "");
        return new AccountContext(
                account.account(),
                settings.environment(),
                Settings.of(offer.factory().fields(), values),
                new RecordingHttp(new JdkHttp(world.clock()), world.clock()),
                URI.create(base + "/webhooks/" + account.account()),
                world.clock(),
                new MaskedLog(account.account(), scrub));
    }

    /** The settings its plugin takes; none if the plugin cannot be used or does not say. */
    List<ConfigField> fields(AccountSettings account) {
        try {
            return offers(account).stream()
                    .findFirst()
                    .map(it -> it.factory().fields())
                    .orElse(List.of());
        } catch (RuntimeException | LinkageError fieldsBroken) {
            return List.of();
        }
    }

    private List<Offer> offers(AccountSettings account) {
        return found.stream()
                .flatMap(plugin -> account.kind().factories(plugin.plugin()).stream()
                        .filter(it -> it.code().equals(account.code()))
                        .map(it -> new Offer(plugin, it)))
                .toList();
    }

    /** An account whose plugin is broken is only down; one whose plugin nobody knows is a mistake. */
    private void unknown(AccountSettings account) {
        Optional<BrokenPlugin> culprit =
                broken.stream().filter(it -> it.mayOffer(account.code())).findFirst();
        if (culprit.isPresent()) {
            accounts.add(Account.down(
                    account, culprit.get().source() + ": " + culprit.get().reason()));
            return;
        }
        Set<String> codes = new TreeSet<>();
        found.forEach(plugin -> account.kind().factories(plugin.plugin()).forEach(it -> codes.add(it.code())));
        problems.add(new Problem(
                ErrorCode.UNKNOWN_PLUGIN,
                about(account) + "no " + account.kind().word() + " plugin offers this code; found: " + codes
                        + (broken.isEmpty() ? "" : ", broken: " + broken)
                        + ". Fix: add the plugin's jar, or correct the code."));
    }

    private static String about(AccountSettings account) {
        return "Plugin account '" + account.account() + "' (" + account.code() + "): ";
    }
}
