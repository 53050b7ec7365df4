package io.tradewind.commerce.spi;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Describes one setting of a provider: the source of the console form, JSON Schema, environment variables and the table
 * in the documentation. Holds no value.
 *
 * @param name name of the setting, in camel case
 * @param kind what kind of value it takes
 * @param required whether an account without it is refused
 * @param preset value used when none is given
 * @param choices the allowed values of a {@link FieldKind#CHOICE}
 * @param pattern regular expression the whole value has to match in {@link Environment#TEST}, and in LIVE unless
 *     {@code livePattern} is given
 * @param livePattern regular expression the whole value has to match in {@link Environment#LIVE}: with {@code pattern}
 *     this is how a live key is refused in TEST and the reverse
 * @param labelKey key of the label in the plugin's texts
 * @param helpKey key of the help text in the plugin's texts
 * @param advanced whether forms hide it at first
 * @param namePattern for a family: regular expression of the free names that belong to it, as country codes
 */
public record ConfigField(
        String name,
        FieldKind kind,
        boolean required,
        Optional<String> preset,
        List<String> choices,
        Optional<String> pattern,
        Optional<String> livePattern,
        String labelKey,
        String helpKey,
        boolean advanced,
        Optional<String> namePattern) {

    /** Copies the choices and checks that every pattern compiles. */
    public ConfigField {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        requireNonNull(preset, "preset");
        requireNonNull(labelKey, "labelKey");
        requireNonNull(helpKey, "helpKey");
        choices = List.copyOf(choices);
        pattern.ifPresent(Pattern::compile);
        livePattern.ifPresent(Pattern::compile);
        namePattern.ifPresent(Pattern::compile);
    }

    /** Creates a field that is no family. */
    public ConfigField(
            String name,
            FieldKind kind,
            boolean required,
            Optional<String> preset,
            List<String> choices,
            Optional<String> pattern,
            Optional<String> livePattern,
            String labelKey,
            String helpKey,
            boolean advanced) {
        this(
                name,
                kind,
                required,
                preset,
                choices,
                pattern,
                livePattern,
                labelKey,
                helpKey,
                advanced,
                Optional.empty());
    }

    /** Returns a field every account has to fill in. */
    public static ConfigField required(String name, FieldKind kind) {
        return field(name, kind, true, Optional.empty());
    }

    /** Returns a field that may be left out and then has no value. */
    public static ConfigField optional(String name, FieldKind kind) {
        return field(name, kind, false, Optional.empty());
    }

    /** Returns a field that may be left out and then has the given value. */
    public static ConfigField optional(String name, FieldKind kind, String preset) {
        return field(name, kind, false, Optional.of(preset));
    }

    /** Returns a required secret: write-only in every form, masked everywhere. */
    public static ConfigField secret(String name) {
        return required(name, FieldKind.SECRET);
    }

    /** Returns a required secret of which two values may be valid at once. */
    public static ConfigField rotatingSecret(String name) {
        return required(name, FieldKind.ROTATING_SECRET);
    }

    /** Returns a choice between the given values, the first one being the preset. */
    public static ConfigField choice(String name, String... choices) {
        return optional(name, FieldKind.CHOICE, choices[0]).withChoices(choices);
    }

    /** Returns the advanced field every remote plugin has, so that it can be pointed at a fake. */
    public static ConfigField endpoint(String preset) {
        return optional("endpoint", FieldKind.URI, preset).asAdvanced();
    }

    /**
     * Returns a family: any number of settings whose free names match a pattern, as one rate per country. They are read
     * with {@link Settings#family}. A setting that carries the name of another declared field never belongs to it.
     *
     * @param name the family's own name
     * @param namePattern regular expression of the whole free name
     * @param kind the kind of each value
     */
    public static ConfigField family(String name, String namePattern, FieldKind kind) {
        ConfigField plain = optional(name, kind);
        return new ConfigField(
                name,
                kind,
                false,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                plain.labelKey(),
                plain.helpKey(),
                false,
                Optional.of(namePattern));
    }

    private static ConfigField field(String name, FieldKind kind, boolean required, Optional<String> preset) {
        return new ConfigField(
                name,
                kind,
                required,
                preset,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                "field." + name,
                "field." + name + ".help",
                false,
                Optional.empty());
    }

    /** Returns this field with a pattern for the value. */
    public ConfigField withPattern(String regex) {
        return copy(required, preset, choices, Optional.of(regex), livePattern, advanced);
    }

    /** Returns this field with patterns that tell test from live values. */
    public ConfigField withPatterns(String test, String live) {
        return copy(required, preset, choices, Optional.of(test), Optional.of(live), advanced);
    }

    /** Returns this field with the values it allows. */
    public ConfigField withChoices(String... values) {
        return copy(required, preset, List.of(values), pattern, livePattern, advanced);
    }

    /** Returns this field as one that need not be filled in. */
    public ConfigField asOptional() {
        return copy(false, preset, choices, pattern, livePattern, advanced);
    }

    /** Returns this field hidden by forms at first. */
    public ConfigField asAdvanced() {
        return copy(required, preset, choices, pattern, livePattern, true);
    }

    private ConfigField copy(
            boolean isRequired,
            Optional<String> newPreset,
            List<String> newChoices,
            Optional<String> newPattern,
            Optional<String> newLivePattern,
            boolean isAdvanced) {
        return new ConfigField(
                name,
                kind,
                isRequired,
                newPreset,
                newChoices,
                newPattern,
                newLivePattern,
                labelKey,
                helpKey,
                isAdvanced,
                namePattern);
    }

    /** Returns whether a setting of this name is this field, or a member of this family. */
    public boolean takes(String settingName) {
        return namePattern.map(it -> settingName.matches(it)).orElseGet(() -> name.equals(settingName));
    }

    /**
     * Returns what is wrong with a value, or empty. The text never repeats the value, so it is safe for secrets.
     *
     * @param value the text given
     * @param environment decides which pattern counts
     */
    public Optional<String> problem(String value, Environment environment) {
        if (value.isBlank()) {
            return Optional.of("is empty");
        }
        Optional<String> wrongKind = kind.problem(value, choices);
        if (wrongKind.isPresent()) {
            return wrongKind;
        }
        Optional<String> expected = environment == Environment.LIVE && livePattern.isPresent() ? livePattern : pattern;
        boolean fits = expected.isEmpty()
                || (kind == FieldKind.ROTATING_SECRET
                        ? Arrays.stream(value.strip().split("\\s+", -1)).allMatch(it -> it.matches(expected.get()))
                        : value.matches(expected.get()));
        return fits
                ? Optional.empty()
                : Optional.of("does not have the form of a " + environment + " value: " + expected.get());
    }
}
