package io.tradewind.commerce.testkit.openapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Finds fields no schema speaks of. Schemas mostly let those pass, and so they would a misspelt optional field. A field
 * counts as known if any branch of a choice has it.
 */
final class KnownNames {
    private static final List<String> BRANCHES = List.of("allOf", "anyOf", "oneOf");

    private final JsonNode root;

    KnownNames(JsonNode root) {
        this.root = root;
    }

    /** Returns the unknown fields of a value, as {@code /purchase_units/0/ammount}. */
    List<String> unknown(String schema, JsonNode value) {
        List<String> unknown = new ArrayList<>();
        walk(Set.of(schema), value, "", unknown);
        return unknown;
    }

    private void walk(Set<String> schemas, JsonNode value, String at, List<String> unknown) {
        Set<String> all = new HashSet<>();
        schemas.forEach(it -> spread(it, all));
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                walk(below(all, "items"), value.get(i), at + "/" + i, unknown);
            }
        } else if (value.isObject() && all.stream().anyMatch(it -> root.at(it).has("properties"))) {
            boolean free = all.stream().anyMatch(this::isFree);
            value.properties().forEach(field -> {
                Set<String> known = below(all, "properties/" + ApiDocument.escaped(field.getKey()));
                if (known.isEmpty() && !free) {
                    unknown.add(at + "/" + field.getKey());
                } else {
                    walk(known, field.getValue(), at + "/" + field.getKey(), unknown);
                }
            });
        }
    }

    /** Whether a schema says which other fields there may be. */
    private boolean isFree(String schema) {
        JsonNode others = root.at(schema).path("additionalProperties");
        return others.isObject() || others.booleanValue(false);
    }

    private Set<String> below(Set<String> schemas, String child) {
        Set<String> found = new HashSet<>();
        schemas.stream()
                .map(it -> it + "/" + child)
                .filter(it -> !root.at(it).isMissingNode())
                .forEach(found::add);
        return found;
    }

    /** Adds the schema and all it is made of. */
    private void spread(String schema, Set<String> all) {
        if (!all.add(schema)) {
            return;
        }
        JsonNode node = root.at(schema);
        if (node.has("$ref")) {
            spread(node.path("$ref").stringValue("").substring(1), all);
        }
        for (String branch : BRANCHES) {
            for (int i = 0; i < node.path(branch).size(); i++) {
                spread(schema + "/" + branch + "/" + i, all);
            }
        }
    }
}
