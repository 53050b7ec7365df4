package io.tradewind.commerce.plugin;

import io.tradewind.commerce.spi.ConfigField;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What can be set of an account, and what is: all that a form needs. Immutable; holds no secret.
 *
 * @param account the shop's name for it
 * @param role such as {@code payment}
 * @param code the plugin's code
 * @param settings in the order of the plugin's description; none if the plugin cannot be used. A family stands once for
 *     each of its members and once more, without a name, for the next
 */
public record AccountForm(String account, String role, String code, List<Setting> settings) {
    /** Copies the list. */
    public AccountForm {
        settings = List.copyOf(settings);
    }

    /**
     * A setting.
     *
     * @param field what it takes
     * @param name its name, which in a family is free; empty for one that could be added
     * @param value as it was given, references to variables and files not followed; empty for secrets and for what was
     *     not given
     * @param given true if it has a value, be it a secret one
     * @param changed true if people changed it since the shop's code was written
     */
    public record Setting(ConfigField field, String name, Optional<String> value, boolean given, boolean changed) {}

    /** What is set now, by name, as a form would send it back. */
    public Map<String, String> values() {
        Map<String, String> values = new TreeMap<>();
        settings.forEach(it -> it.value().ifPresent(value -> values.put(it.name(), value)));
        return values;
    }
}
