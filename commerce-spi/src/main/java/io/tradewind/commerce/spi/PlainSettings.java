package io.tradewind.commerce.spi;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings from plain text values. Secrets that rotate are separated by white space, newest first. */
final class PlainSettings implements Settings {
    private final Map<String, String> values;
    private final Map<String, Map<String, String>> families;

    PlainSettings(List<ConfigField> fields, Map<String, String> given) {
        Map<String, String> all = new TreeMap<>();
        Map<String, Map<String, String>> grouped = new TreeMap<>();
        for (ConfigField field : fields) {
            field.preset().ifPresent(it -> all.put(field.name(), it));
            if (field.namePattern().isPresent()) {
                grouped.put(field.name(), new TreeMap<>());
            }
        }
        given.forEach((name, value) -> {
            boolean declared = fields.stream()
                    .anyMatch(it -> it.namePattern().isEmpty() && it.name().equals(name));
            Optional<ConfigField> family = declared
                    ? Optional.empty()
                    : fields.stream()
                            .filter(it -> it.namePattern().isPresent() && it.takes(name))
                            .findFirst();
            family.ifPresentOrElse(
                    it -> requireNonNull(grouped.get(it.name())).put(name, value), () -> all.put(name, value));
        });
        this.values = Map.copyOf(all);
        Map<String, Map<String, String>> copies = new TreeMap<>();
        grouped.forEach((name, members) -> copies.put(name, Collections.unmodifiableMap(members)));
        this.families = copies;
    }

    @Override
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public Secret secret(String name) {
        return Secret.of(text(name));
    }

    @Override
    public List<Secret> rotating(String name) {
        return Arrays.stream(text(name).strip().split("\\s+", -1))
                .limit(2)
                .map(Secret::of)
                .toList();
    }

    @Override
    public Map<String, String> family(String name) {
        return families.getOrDefault(name, Map.of());
    }

    @Override
    public String toString() {
        return "Settings" + values.keySet();
    }
}
