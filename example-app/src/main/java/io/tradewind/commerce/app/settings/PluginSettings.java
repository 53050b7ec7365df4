package io.tradewind.commerce.app.settings;

import io.tradewind.commerce.plugin.AccountForm;
import io.tradewind.commerce.plugin.Plugins;
import io.tradewind.commerce.plugin.SettingsTrial;
import io.tradewind.commerce.plugin.SettingsTrial.Problem;
import io.tradewind.commerce.spi.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.IntPredicate;

/**
 * Changing the settings of plugin accounts: everything is checked, the provider asked, and only then is it put into force
 * and kept. One change at a time. Safe for many threads.
 */
public final class PluginSettings {
    private static final int FEW = 1_000_000_000;

    private final Plugins library;
    private final SettingsFile kept;

    /** Changes are kept in that file. */
    public PluginSettings(Plugins library, SettingsFile kept) {
        this.library = library;
        this.kept = kept;
    }

    /** What became of it. */
    public sealed interface Answer {
        /** It is in force; what differs from before, and what the provider says. */
        record Saved(SettingsWish wish, Health health) implements Answer {}

        /** It is so already. */
        record Unchanged() implements Answer {}

        /** Somebody else has changed the account meanwhile; nothing of this was saved. */
        record Stale(int version) implements Answer {}

        /**
         * Nothing was saved.
         *
         * @param problems at least one; without a field they are about the account as a whole
         * @param mayInsist true if it may be saved all the same
         */
        record Refused(SettingsWish wish, List<Problem> problems, boolean mayInsist) implements Answer {}
    }

    /** What can be set of an account, and what is. */
    public AccountForm form(String account) {
        return library.form(account);
    }

    /** A number that is another one, as good as surely, once somebody has changed what the form shows. */
    public static int version(AccountForm form) {
        int hash = 0;
        for (AccountForm.Setting it : form.settings()) {
            hash = 31 * hash
                    + Objects.hash(
                            it.name().isEmpty() ? it.field().name() : it.name(), it.value(), it.given(), it.changed());
        }
        return Math.floorMod(hash, FEW);
    }

    /** Saves what {@code wish} makes of the form and of what was changed before. */
    public Answer save(String account, BiFunction<AccountForm, Map<String, Optional<String>>, SettingsWish> wish) {
        return save(account, version -> true, wish);
    }

    /** The same, only if {@code current} accepts the version that the form has by now. */
    public synchronized Answer save(
            String account,
            IntPredicate current,
            BiFunction<AccountForm, Map<String, Optional<String>>, SettingsWish> wish) {
        AccountForm now = library.form(account);
        if (!current.test(version(now))) {
            return new Answer.Stale(version(now));
        }
        Map<String, Optional<String>> before = kept.of(account);
        SettingsWish wanted = wish.apply(now, before);
        if (!wanted.problems().isEmpty()) {
            return new Answer.Refused(wanted, all(account, wanted), false);
        } else if (wanted.changed().isEmpty()) {
            return new Answer.Unchanged();
        }
        SettingsTrial trial = library.tryOut(account, wanted.changes());
        List<Problem> problems = trial.fits() ? refusal(trial.health(), wanted) : trial.problems();
        if (!problems.isEmpty()) {
            return new Answer.Refused(wanted, problems, trial.fits() && wanted.mayInsist(trial.health()));
        }
        List<Problem> late = library.reopen(account, wanted.changes());
        if (!late.isEmpty()) {
            return new Answer.Refused(wanted, late, false);
        }
        try {
            kept.keep(account, wanted.changes(), wanted.secrets());
        } catch (RuntimeException notKept) {
            library.reopen(account, before);
            throw notKept;
        }
        return new Answer.Saved(wanted, trial.health());
    }

    /** What is wrong before anything is tried, and what the plugin says to the rest. */
    private List<Problem> all(String account, SettingsWish wish) {
        List<Problem> all = new ArrayList<>(wish.problems());
        if (wish.mayBeTried()) {
            library.tryOut(account, wish.changes()).problems().stream()
                    .filter(it -> wish.problems().stream()
                            .noneMatch(told -> told.field().equals(it.field())))
                    .forEach(all::add);
        }
        return all;
    }

    private static List<Problem> refusal(Health health, SettingsWish wish) {
        if (health.credentialsAccepted().filter(it -> !it).isPresent()) {
            return List.of(new Problem(
                    "", "The provider does not accept these credentials.", "Nothing was changed. Correct them."));
        } else if (health.status() == Health.Status.DOWN && !wish.insists()) {
            return List.of(new Problem(
                    "",
                    "The provider does not answer as it should." + said(health),
                    "Nothing was changed. Try again later, or save them all the same."));
        }
        return List.of();
    }

    /** What is wrong with a field and how to mend it, as sentences. */
    public static String sentence(Problem problem) {
        String fix = problem.fix().isEmpty()
                ? ""
                : " " + problem.fix().substring(0, 1).toUpperCase(Locale.ROOT)
                        + problem.fix().substring(1) + ".";
        return "It " + problem.reason() + "." + fix;
    }

    /** How long the provider took and what it noted, as sentences after others; empty if it said nothing. */
    public static String said(Health health) {
        String notes = health.notes().isEmpty() ? "" : " It says: " + String.join("; ", health.notes()) + ".";
        return health.status() == Health.Status.UNKNOWN
                ? ""
                : " It answered in " + health.latency().toMillis() + " ms." + notes;
    }
}
