package io.tradewind.commerce.app.console;

import io.tradewind.commerce.plugin.AccountForm;
import io.tradewind.commerce.plugin.AccountForm.Setting;
import io.tradewind.commerce.plugin.SettingsTrial.Problem;
import io.tradewind.commerce.spi.FieldKind;
import io.tradewind.commerce.spi.Health;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What somebody wants an account's settings to be.
 *
 * @param changes all that is to differ from the shop's code, earlier changes included
 * @param changed words for what differs from now
 * @param secrets names of secret settings
 * @param typed what stood in the fields, secrets left out
 * @param insists true if it is to be saved although the provider does not answer
 * @param problems what is wrong with it before anything is tried
 */
record SettingsWish(
        Map<String, Optional<String>> changes,
        List<String> changed,
        Set<String> secrets,
        Map<String, String> typed,
        boolean insists,
        List<Problem> problems) {
    private static final int LONGEST = 4000;

    static SettingsWish read(Form form, AccountForm now, Map<String, Optional<String>> before) {
        if (form.text("what").equals("as-in-code")) {
            List<String> back = before.keySet().stream()
                    .sorted()
                    .map(it -> SettingsSheet.label(it) + " as in the shop’s code")
                    .toList();
            return new SettingsWish(Map.of(), back, Set.of(), Map.of(), form.ticked("anyway"), List.of());
        }
        Reader reader = new Reader(form, before);
        now.settings().forEach(reader::take);
        reader.askForSecretsAgain(now);
        return new SettingsWish(
                reader.changes, reader.changed, reader.secrets, reader.typed, form.ticked("anyway"), reader.problems);
    }

    /** True if it may be saved all the same: the credentials are not refused, there is only no good answer. */
    boolean mayInsist(Health health) {
        return health.status() == Health.Status.DOWN
                && health.credentialsAccepted().orElse(true);
    }

    private static final class Reader {
        private final Form form;
        private final Map<String, Optional<String>> changes;
        private final List<String> changed = new ArrayList<>();
        private final Set<String> secrets = new HashSet<>();
        private final Map<String, String> typed = new LinkedHashMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private final Map<String, String> addresses = new HashMap<>();

        Reader(Form form, Map<String, Optional<String>> before) {
            this.form = form;
            this.changes = new TreeMap<>(before);
        }

        void take(Setting setting) {
            if (setting.name().isEmpty()) {
                add(setting);
            } else if (SettingsSheet.isSecret(setting)) {
                secret(setting);
            } else if (form.sent("s-" + setting.name())) {
                plain(setting);
            }
        }

        private void plain(Setting setting) {
            String name = setting.name();
            String text = form.text("s-" + name);
            typed.put(name, text);
            if (text.equals(shown(setting)) || !fits(name, text)) {
                return;
            }
            changes.put(name, text.isEmpty() ? Optional.empty() : Optional.of(text));
            changed.add(SettingsSheet.label(name));
            if (setting.field().kind() == FieldKind.URI) {
                addresses.put(name, text);
            }
        }

        /** Lists and ticks show what holds when nothing was given; other fields stay empty then. */
        private static String shown(Setting setting) {
            FieldKind kind = setting.field().kind();
            String preset = kind == FieldKind.CHOICE || kind == FieldKind.BOOLEAN
                    ? setting.field().preset().orElse(kind == FieldKind.BOOLEAN ? "false" : "")
                    : "";
            return setting.value().orElse(preset);
        }

        private void secret(Setting setting) {
            String name = setting.name();
            secrets.add(name);
            String text = form.text("s-" + name);
            if (!text.isEmpty() && fits(name, text)) {
                changes.put(name, Optional.of(text));
                changed.add(SettingsSheet.label(name) + " (a new one)");
            } else if (text.isEmpty() && setting.given() && form.ticked("without-" + name)) {
                changes.put(name, Optional.empty());
                changed.add(SettingsSheet.label(name) + " (taken out)");
            }
        }

        private void add(Setting family) {
            String name = form.text("new-" + family.field().name());
            String text = form.text("value-" + family.field().name());
            typed.put("new-" + family.field().name(), name);
            typed.put("value-" + family.field().name(), text);
            if (name.isEmpty() && text.isEmpty()) {
                return;
            } else if (name.length() > 60 || !family.field().takes(name)) {
                problems.add(new Problem(
                        family.field().name(),
                        "has a name that does not belong here",
                        "use one of the form " + family.field().namePattern().orElse("")));
            } else if (fits(family.field().name(), text)) {
                changes.put(name, Optional.of(text));
                changed.add(SettingsSheet.label(name));
            }
        }

        /** Whoever can send secrets to another address could read them there: they have to know them. */
        void askForSecretsAgain(AccountForm now) {
            if (addresses.isEmpty()) {
                return;
            }
            now.settings().stream()
                    .filter(it -> SettingsSheet.isSecret(it)
                            && it.given()
                            && form.text("s-" + it.name()).isEmpty())
                    .filter(it -> !form.ticked("without-" + it.name()))
                    .forEach(it -> problems.add(
                            new Problem(it.name(), "would be sent to another address than before", "type it again")));
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
