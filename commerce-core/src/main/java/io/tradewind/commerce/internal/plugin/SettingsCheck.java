package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.FieldKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Resolves the values of one account and checks them against the fields of its plugin, all of them at once. */
final class SettingsCheck {
    /**
     * The outcome for one account.
     *
     * @param values resolved, without those that have a problem
     * @param secrets values that must never be shown
     * @param problems what is wrong; empty means usable
     */
    record Checked(Map<String, String> values, Set<String> secrets, List<Problem> problems) {}

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");

    private final AccountSettings account;
    private final List<ConfigField> fields;
    private final Environment environment;
    private final Map<String, String> variables;
    private final Map<String, String> values = new TreeMap<>();
    private final Set<String> secrets = new HashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    SettingsCheck(
            AccountSettings account, List<ConfigField> fields, Environment environment, Map<String, String> variables) {
        this.account = account;
        this.fields = fields;
        this.environment = environment;
        this.variables = variables;
    }

    Checked check() {
        account.given().forEach(this::take);
        fields.stream().filter(it -> it.namePattern().isEmpty()).forEach(this::fill);
        return new Checked(values, secrets, problems);
    }

    private void take(String name, String given) {
        ConfigField field = field(name);
        if (field == null) {
            List<String> known = fields.stream().map(ConfigField::name).toList();
            problem(
                    name,
                    "is not a setting of this plugin",
                    known.isEmpty() ? "take it out" : "use one of " + known,
                    "take it out");
            return;
        }
        String value = account.isLiteral(name) ? given : resolve(name, given);
        if (value == null) {
            return;
        }
        if (account.secrets().contains(name) || isSecret(field)) {
            secrets.addAll(Arrays.asList(value.strip().split("\\s+")));
        }
        field.problem(value, environment)
                .ifPresentOrElse(
                        wrong -> problem(name, wrong, "correct it where the account is configured", "correct it"),
                        () -> values.put(name, value));
    }

    /** A field nobody set may come from its own environment variable. */
    private void fill(ConfigField field) {
        if (account.given().containsKey(field.name())) {
            return;
        }
        String variable = variable(account, field.name());
        if (variables.containsKey(variable) && !account.isLiteral(field.name())) {
            take(field.name(), "${env:" + variable + "}");
        } else if (field.required() && field.preset().isEmpty()) {
            String call = isSecret(field) ? ".secret(\"" : ".set(\"";
            problem(
                    field.name(),
                    "is missing",
                    "set it with " + call + field.name() + "\", …) or " + variable,
                    "fill it in");
        }
    }

    private @Nullable ConfigField field(String name) {
        return fields.stream()
                .filter(it -> it.namePattern().isEmpty() && it.name().equals(name))
                .findFirst()
                .or(() -> fields.stream().filter(it -> it.takes(name)).findFirst())
                .orElse(null);
    }

    private @Nullable String resolve(String name, String given) {
        StringBuilder text = new StringBuilder();
        Matcher references = REFERENCE.matcher(given);
        while (references.find()) {
            String where = references.group(2).strip();
            String found = references.group(1).equals("env") ? variables.get(where) : content(where);
            if (found == null) {
                problem(
                        name,
                        references.group(1).equals("env")
                                ? "refers to the environment variable " + where + ", which is not set"
                                : "refers to the file " + where + ", which cannot be read",
                        "provide it, or set the value directly",
                        "provide it, or type the value");
                return null;
            }
            references.appendReplacement(text, Matcher.quoteReplacement(found));
        }
        return references.appendTail(text).toString();
    }

    private static @Nullable String content(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException notThere) {
            return null;
        }
    }

    /** The environment variable that a field nobody set may come from. */
    static String variable(AccountSettings account, String field) {
        String words = account.account() + "_" + field.replaceAll("([a-z0-9])([A-Z])", "$1_$2");
        return "TW_" + words.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static boolean isSecret(ConfigField field) {
        return field.kind() == FieldKind.SECRET || field.kind() == FieldKind.ROTATING_SECRET;
    }

    private void problem(String setting, String reason, String fix, String inForm) {
        problems.add(Problem.setting(account, setting, reason, fix, inForm));
    }
}
