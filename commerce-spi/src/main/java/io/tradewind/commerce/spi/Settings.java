package io.tradewind.commerce.spi;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/** The values of one account's settings. Immutable and safe for use by many threads. */
public interface Settings {
    /**
     * Returns the value of a setting, or its preset.
     *
     * @throws ConfigurationException when it has neither
     */
    default String text(String name) {
        return find(name).orElseThrow(() -> ConfigurationException.missing(name));
    }

    /** Returns the value of a setting or its preset, or empty when it has neither. */
    Optional<String> find(String name);

    /**
     * Returns the setting as a URI.
     *
     * @throws ConfigurationException when missing or not a URI
     */
    default URI uri(String name) {
        return SettingText.uri(name, text(name));
    }

    /**
     * Returns the secret of that name.
     *
     * @throws ConfigurationException when missing
     */
    Secret secret(String name);

    /**
     * Returns the valid secrets of that name, newest first, at most two: keys change without an outage. Sign with the
     * first, accept any.
     *
     * @throws ConfigurationException when missing
     */
    List<Secret> rotating(String name);

    /**
     * Returns the settings that belong to a {@linkplain ConfigField#family family}, by their free name, sorted.
     *
     * @param name the family's own name
     */
    Map<String, String> family(String name);

    /** Returns whether the setting is "true"; a missing one is false. */
    default boolean flag(String name) {
        return find(name).map(Boolean::parseBoolean).orElse(false);
    }

    /**
     * Returns the setting as a whole number.
     *
     * @throws ConfigurationException when missing or not a number
     */
    default int integer(String name) {
        return SettingText.integer(name, text(name));
    }

    /**
     * Returns the setting as a duration, written as {@code PT30M} or {@code P14D}.
     *
     * @throws ConfigurationException when missing or not a duration
     */
    default Duration duration(String name) {
        return SettingText.duration(name, text(name));
    }

    /**
     * Returns the setting as an amount, written as {@code EUR 4.90}.
     *
     * @throws ConfigurationException when missing or not an amount
     */
    default Money money(String name) {
        return SettingText.money(name, text(name));
    }

    /** Returns settings made of plain values for the given fields: presets filled in, families collected. */
    static Settings of(List<ConfigField> fields, Map<String, String> values) {
        return new PlainSettings(fields, values);
    }
}
