package io.tradewind.commerce.app.settings;

import io.tradewind.commerce.plugin.AccountForm;
import io.tradewind.commerce.plugin.AccountForm.Setting;
import io.tradewind.commerce.plugin.SettingsTrial.Problem;
import io.tradewind.commerce.spi.FieldKind;
import io.tradewind.commerce.spi.Health;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What somebody wants an account's settings to be. Immutable.
 *
 * @param changes all that is to differ from the shop's code, earlier changes included
 * @param changed what differs from now
 * @param secrets names of secret settings
 * @param insists true if it is to be saved although the provider does not answer
 * @param problems what is wrong with it before anything is tried
 */
public record SettingsWish(
        Map<String, Optional<String>> changes,
        List<Change> changed,
        Set<String> secrets,
        boolean insists,
        List<Problem> problems) {
    private static final int LONGEST = 4000;
    private static final int LONGEST_NAME = 60;
    private static final String ELSEWHERE = "would be sent to another address than before";

    /** Copies everything. */
    public SettingsWish {
        changes = Map.copyOf(changes);
        changed = List.copyOf(changed);
        secrets = Set.copyOf(secrets);
        problems = List.copyOf(problems);
    }

    /** What is done to a setting. */
    public enum What {
        SET,
        NEW_SECRET,
        TAKEN_OUT,
        AS_IN_CODE
    }

    /** A setting and what is done to it; never its value. */
    public record Change(String name, What what) {}

    /** Takes back everything that people changed. */
    public static SettingsWish asInCode(Map<String, Optional<String>> before, boolean insists) {
        List<Change> back = before.keySet().stream()
                .sorted()
                .map(it -> new Change(it, What.AS_IN_CODE))
                .toList();
        return new SettingsWish(Map.of(), back, Set.of(), insists, List.of());
    }

    /** True for one whose value nobody sees again. */
    public static boolean isSecret(Setting setting) {
        FieldKind kind = setting.field().kind();
        return kind == FieldKind.SECRET
                || kind == FieldKind.ROTATING_SECRET
                || (setting.given() && setting.value().isEmpty());
    }

    /** True if no secret would go where nobody who knows it has sent it. */
    boolean mayBeTried() {
        return problems.stream().noneMatch(it -> it.reason().equals(ELSEWHERE));
    }

    /** True if it may be saved all the same: the credentials are not refused, there is only no good answer. */
    boolean mayInsist(Health health) {
        return health.status() == Health.Status.DOWN
                && health.credentialsAccepted().orElse(true);
    }

    /** A wish being put together. Built by one thread. */
    public static final class Draft {
        private final AccountForm now;
        private final Map<String, Optional<String>> changes;
        private final List<Change> changed = new ArrayList<>();
        private final Set<String> secrets = new HashSet<>();
        private final List<Problem> problems = new ArrayList<>();
        private final Set<String> known = new HashSet<>();
        private boolean insists;
        private boolean moves;

        /**
         * Begins with what is.
         *
         * @param before what people changed before
         */
        public Draft(AccountForm now, Map<String, Optional<String>> before) {
            this.now = now;
            this.changes = new TreeMap<>(before);
            now.settings().stream()
                    .filter(it -> !it.name().isEmpty() && isSecret(it))
                    .forEach(it -> secrets.add(it.name()));
        }

        /** It is to be saved although the provider does not answer. */
        public Draft insisting(boolean yes) {
            insists = yes;
            return this;
        }

        /** Gives a setting a value, or a family a member; an empty text is no value, or the secret there was. */
        public Draft set(String name, String text) {
            Optional<Setting> setting = find(name);
            if (setting.isEmpty()) {
                add(family(name), name, text);
            } else if (isSecret(setting.get())) {
                secret(name, text);
            } else {
                plain(setting.get(), text);
            }
            return this;
        }

        /** Gives a family a member of that name. */
        public Draft add(String family, String name, String text) {
            Optional<Setting> found = now.settings().stream()
                    .filter(it -> it.name().isEmpty() && it.field().name().equals(family))
                    .findFirst();
            add(found, name, text);
            return this;
        }

        /** Takes a setting's value away. */
        public Draft without(String name) {
            find(name)
                    .filter(Setting::given)
                    .ifPresentOrElse(
                            it -> {
                                known.add(name);
                                changes.put(name, Optional.empty());
                                changed.add(new Change(name, What.TAKEN_OUT));
                            },
                            () -> problems.add(new Problem(name, "has no value that could be taken out", "")));
            return this;
        }

        /** The wish. */
        public SettingsWish done() {
            if (moves) {
                askForSecretsAgain();
            }
            return new SettingsWish(changes, changed, secrets, insists, problems);
        }

        private Optional<Setting> find(String name) {
            return now.settings().stream()
                    .filter(it -> !name.isEmpty() && it.name().equals(name))
                    .findFirst();
        }

        private Optional<Setting> family(String name) {
            return now.settings().stream()
                    .filter(it -> it.name().isEmpty() && it.field().takes(name))
                    .findFirst();
        }

        private void plain(Setting setting, String text) {
            String name = setting.name();
            if (text.equals(shown(setting)) || !fits(name, text)) {
                return;
            }
            changes.put(name, text.isEmpty() ? Optional.empty() : Optional.of(text));
            changed.add(new Change(name, What.SET));
            moves = moves || setting.field().kind() == FieldKind.URI;
        }

        /** Lists and ticks show what holds when nothing was given; other fields stay empty then. */
        private static String shown(Setting setting) {
            FieldKind kind = setting.field().kind();
            String preset = kind == FieldKind.CHOICE || kind == FieldKind.BOOLEAN
                    ? setting.field().preset().orElse(kind == FieldKind.BOOLEAN ? "false" : "")
                    : "";
            return setting.value().orElse(preset);
        }

        private void secret(String name, String text) {
            if (!text.isEmpty() && fits(name, text)) {
                known.add(name);
                changes.put(name, Optional.of(text));
                changed.add(new Change(name, What.NEW_SECRET));
            }
        }

        private void add(Optional<Setting> family, String name, String text) {
            if (family.isEmpty()) {
                problems.add(new Problem(name, "is no setting of this account", "use one that it takes"));
                return;
            }
            Setting its = family.get();
            if (name.length() > LONGEST_NAME || !its.field().takes(name)) {
                problems.add(new Problem(
                        its.field().name(),
                        "has a name that does not belong here",
                        "use one of the form " + its.field().namePattern().orElse("")));
            } else if (fits(its.field().name(), text)) {
                if (isSecret(its)) {
                    secrets.add(name);
                }
                changes.put(name, Optional.of(text));
                changed.add(new Change(name, What.SET));
            }
        }

        /** Whoever can send secrets to another address could read them there: they have to know them. */
        private void askForSecretsAgain() {
            now.settings().stream()
                    .filter(it -> isSecret(it) && it.given() && !known.contains(it.name()))
                    .forEach(it -> problems.add(new Problem(it.name(), ELSEWHERE, "type it again")));
        }

        private boolean fits(String field, String text) {
            if (text.length() > LONGEST || text.chars().anyMatch(it -> it < ' ')) {
                problems.add(new Problem(
                        field,
                        text.length() > LONGEST ? "has " + text.length() + " characters" : "has control characters",
                        "use one line of at most 4,000 characters"));
                return false;
            }
            return true;
        }
    }
}
