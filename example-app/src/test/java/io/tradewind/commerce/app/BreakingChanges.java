package io.tradewind.commerce.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What a client of one OpenAPI document would stumble over in another. */
final class BreakingChanges {
    private BreakingChanges() {}

    static List<String> between(JsonNode before, JsonNode after) {
        List<String> broken = new ArrayList<>();
        operations(before, after, broken);
        Set<String> requests = requests(before);
        before.at("/components/schemas").properties().forEach(it -> {
            JsonNode now = after.at("/components/schemas/" + it.getKey());
            boolean request = requests.contains(it.getKey());
            if (now.isMissingNode()) {
                broken.add("the form " + it.getKey() + " is gone");
            } else {
                form(it.getKey(), it.getValue(), now, request, broken);
            }
        });
        return broken;
    }

    private static void operations(JsonNode before, JsonNode after, List<String> broken) {
        before.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(it -> {
                    String name = it.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
                    JsonNode now = after.path("paths").path(path.getKey()).path(it.getKey());
                    if (now.isMissingNode()) {
                        broken.add(name + " is gone");
                        return;
                    }
                    Set<String> needed = needed(it.getValue());
                    needed(now).stream()
                            .filter(parameter -> !needed.contains(parameter))
                            .forEach(parameter -> broken.add(name + " now needs " + parameter));
                    Set<String> known = names(it.getValue());
                    known.removeAll(names(now));
                    known.forEach(parameter -> broken.add(name + " lost the parameter " + parameter));
                    it.getValue().get("responses").propertyNames().stream()
                            .filter(status -> status.startsWith("2")
                                    && !now.get("responses").has(status))
                            .forEach(status -> broken.add(name + " no longer answers " + status));
                    if (!it.getValue().path("operationId").equals(now.path("operationId"))) {
                        broken.add(name + " has another operationId");
                    }
                    if (!it.getValue().path("requestBody").has("content")
                            && now.path("requestBody").path("required").booleanValue(false)) {
                        broken.add(name + " now needs a body");
                    }
                }));
    }

    private static void form(String name, JsonNode before, JsonNode now, boolean request, List<String> broken) {
        Set<String> required = texts(before.path("required"));
        for (String field : texts(now.path("required"))) {
            if (request && !required.contains(field)) {
                broken.add("requests now need " + name + "." + field);
            }
        }
        before.path("properties").properties().forEach(it -> {
            JsonNode other = now.path("properties").path(it.getKey());
            if (other.isMissingNode()) {
                broken.add((request ? "requests" : "answers") + " lost " + name + "." + it.getKey());
            } else if (!type(it.getValue()).equals(type(other))) {
                broken.add(name + "." + it.getKey() + " has another type");
            } else if (request
                    && !texts(other.path("enum"))
                            .containsAll(texts(it.getValue().path("enum")))) {
                broken.add(name + "." + it.getKey() + " takes fewer values");
            } else if (!request
                    && required.contains(it.getKey())
                    && !texts(now.path("required")).contains(it.getKey())) {
                broken.add("answers may now lack " + name + "." + it.getKey());
            }
        });
    }

    private static String type(JsonNode schema) {
        return schema.path("type").asString("")
                + schema.path("$ref").asString("")
                + schema.path("items").path("$ref").asString("");
    }

    /** Forms that are sent: they take nothing they do not know. */
    private static Set<String> requests(JsonNode document) {
        Set<String> names = new TreeSet<>();
        document.at("/components/schemas").properties().forEach(it -> {
            if (it.getValue().has("additionalProperties") && !it.getKey().equals("Money")) {
                names.add(it.getKey());
            }
        });
        return names;
    }

    private static Set<String> needed(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        for (JsonNode parameter : operation.path("parameters")) {
            if (parameter.path("required").booleanValue(false)) {
                names.add(parameter.get("name").stringValue());
            }
        }
        return names;
    }

    private static Set<String> names(JsonNode operation) {
        Set<String> names = new TreeSet<>();
        operation.path("parameters").forEach(it -> names.add(it.get("name").stringValue()));
        return names;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(it -> texts.add(it.asString()));
        return texts;
    }
}
