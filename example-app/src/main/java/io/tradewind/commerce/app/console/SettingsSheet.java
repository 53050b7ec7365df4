package io.tradewind.commerce.app.console;

import io.tradewind.commerce.app.settings.PluginSettings;
import io.tradewind.commerce.app.settings.SettingsWish;
import io.tradewind.commerce.plugin.AccountForm;
import io.tradewind.commerce.plugin.AccountForm.Setting;
import io.tradewind.commerce.plugin.SettingsTrial.Problem;
import io.tradewind.commerce.spi.ConfigField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The form for an account's settings, made from what its plugin says it takes.
 *
 * @param rows in the plugin's order
 * @param general what is wrong with the account as a whole
 * @param force true if it may be saved although the provider does not answer
 * @param changed true if anything differs from the shop's code
 */
public record SettingsSheet(
        String account,
        String role,
        String code,
        List<Row> rows,
        List<Problem> general,
        boolean force,
        boolean changed) {
    private static final Set<String> CAPITALS = Set.of("api", "url", "uri", "iban", "bic", "id", "sms", "vat");

    /** Copies the lists. */
    public SettingsSheet {
        rows = List.copyOf(rows);
        general = List.copyOf(general);
    }

    /**
     * A field.
     *
     * @param family name of the family whose next member this could be; empty for all others
     * @param newName what was typed as the name of that member
     * @param value what stands in the field; empty for secrets
     * @param given true if it has a value, be it a secret one
     * @param problem what is wrong with it; empty for nothing
     * @param example what would do: the value it has or counts without one, for a family the name of a member; else empty
     */
    public record Row(
            ConfigField field,
            String name,
            String family,
            String newName,
            String value,
            boolean secret,
            boolean given,
            boolean changed,
            String problem,
            String example) {
        /** Its id on the page. */
        public String id() {
            return family.isEmpty() ? "s-" + name : "value-" + family;
        }

        /** What it is called. */
        public String label() {
            return SettingsSheet.label(family.isEmpty() ? name : family);
        }

        /** How to fill it in; empty if that goes without saying. */
        public String help() {
            return switch (field.kind()) {
                case URI -> "A whole address, like https://api.example.com";
                case DURATION -> "Like PT30M for 30 minutes or P14D for 14 days";
                case MONEY -> "Like EUR 4.90";
                case CURRENCIES -> "Codes with commas between, like EUR,CHF";
                case COUNTRIES -> "Codes with commas between, like DE,AT";
                case ROTATING_SECRET -> "While the provider changes over: the new one, a blank, the old one";
                case INTEGER -> "A whole number";
                case TEXT, SECRET, BOOLEAN, CHOICE -> "";
            };
        }

        /** True if that value of the list stands in the field. */
        public boolean chosen(String choice) {
            return choice.equals(value.isEmpty() ? field.preset().orElse("") : value);
        }

        /** True if it counts as ticked. */
        public boolean ticked() {
            return (value.isEmpty() ? field.preset().orElse("false") : value).equals("true");
        }
    }

    static SettingsSheet of(AccountForm now) {
        return of(now, Map.of(), List.of(), false, now.settings().stream().anyMatch(Setting::changed));
    }

    static SettingsSheet of(AccountForm now, Map<String, String> typed, List<Problem> problems, boolean force) {
        boolean changed = now.settings().stream().anyMatch(Setting::changed);
        return of(now, typed, problems, force, changed);
    }

    private static SettingsSheet of(
            AccountForm now, Map<String, String> typed, List<Problem> problems, boolean force, boolean changed) {
        List<Row> rows = new ArrayList<>();
        now.settings().forEach(it -> rows.add(row(now, it, typed, problems)));
        List<Problem> general = problems.stream()
                .filter(it -> rows.stream()
                        .noneMatch(row -> row.name().equals(it.field())
                                || (row.family().equals(it.field())
                                        && !it.field().isEmpty())))
                .toList();
        return new SettingsSheet(now.account(), now.role(), now.code(), rows, general, force, changed);
    }

    private static Row row(AccountForm now, Setting setting, Map<String, String> typed, List<Problem> problems) {
        String name = setting.name();
        String family = name.isEmpty() ? setting.field().name() : "";
        String value = name.isEmpty()
                ? typed.getOrDefault("value-" + family, "")
                : typed.getOrDefault(name, setting.value().orElse(""));
        String problem = problems.stream()
                .filter(it -> it.field().equals(name.isEmpty() ? family : name))
                .map(PluginSettings::sentence)
                .findFirst()
                .orElse("");
        boolean secret = SettingsWish.isSecret(setting);
        return new Row(
                setting.field(),
                name,
                family,
                typed.getOrDefault("new-" + family, ""),
                secret ? "" : value,
                secret,
                setting.given(),
                setting.changed(),
                problem,
                secret ? "" : example(now, setting));
    }

    private static String example(AccountForm now, Setting setting) {
        if (setting.name().isEmpty()) {
            return now.settings().stream()
                    .filter(it -> it.field().equals(setting.field()))
                    .map(Setting::name)
                    .filter(it -> !it.isEmpty())
                    .findFirst()
                    .orElse("");
        }
        return setting.value()
                .filter(it -> !it.isEmpty())
                .or(() -> setting.field().preset())
                .orElse("");
    }

    /** What is done to a setting, in words. */
    static String label(SettingsWish.Change change) {
        return label(change.name())
                + switch (change.what()) {
                    case SET -> "";
                    case NEW_SECRET -> " (a new one)";
                    case TAKEN_OUT -> " (taken out)";
                    case AS_IN_CODE -> " as in the shop’s code";
                };
    }

    /** A setting's name as words: {@code apiKey} is {@code API key}. */
    static String label(String name) {
        String[] words = name.replaceAll("([a-z0-9])([A-Z])", "$1 $2").split(" ", -1);
        if (words.length == 1 && name.equals(name.toUpperCase(Locale.ROOT))) {
            return name;
        }
        List<String> all = new ArrayList<>();
        for (String word : words) {
            String small = word.toLowerCase(Locale.ROOT);
            all.add(CAPITALS.contains(small) ? small.toUpperCase(Locale.ROOT) : small);
        }
        String text = String.join(" ", all);
        return text.isEmpty() ? "" : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    /** Rows that are to be seen at once: not the advanced ones, unless something is wrong with them. */
    public List<Row> plain() {
        return rows.stream().filter(it -> !it.field().advanced()).toList();
    }

    /** Rows that are folded away. */
    public List<Row> advanced() {
        return rows.stream().filter(it -> it.field().advanced()).toList();
    }

    /** True if the folded rows must be seen. */
    public boolean unfolded() {
        return advanced().stream().anyMatch(it -> !it.problem().isEmpty());
    }

    /** Rows with something wrong. */
    public List<Row> wrong() {
        return rows.stream().filter(it -> !it.problem().isEmpty()).toList();
    }

    /** What is wrong, in a line for the log; holds no value. */
    String complaint() {
        List<Row> wrong = wrong();
        if (wrong.size() > 1) {
            return "Not saved. Wrong are: " + wrong.stream().map(Row::label).collect(Collectors.joining(", ")) + ".";
        }
        List<String> all = new ArrayList<>();
        general.forEach(it -> all.add(it.reason()));
        wrong.forEach(it -> all.add(it.label() + ": " + it.problem()));
        return "Not saved. " + String.join(" ", all);
    }
}
