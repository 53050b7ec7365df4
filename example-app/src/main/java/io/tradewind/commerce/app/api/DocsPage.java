package io.tradewind.commerce.app.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * An OpenAPI document laid out for a page.
 *
 * @param base path of all operations
 * @param docs path of the page
 * @param forms what is sent and answered, by name
 */
public record DocsPage(String title, String about, String base, String docs, List<Chapter> chapters, List<Form> forms) {
    /** Operations that belong together. */
    public record Chapter(String name, List<Entry> entries) {}

    /**
     * One operation.
     *
     * @param example body of a request; empty if it takes none
     * @param sends name of the form of its body; empty if it takes none
     * @param answers name of the form of its answer; empty for none
     */
    public record Entry(
            String id,
            String method,
            String path,
            String summary,
            String description,
            List<Line> parameters,
            String sends,
            String example,
            String status,
            String answers,
            String errors) {}

    /** A form and its fields. */
    public record Form(String name, List<Line> fields) {}

    /** A parameter or field. */
    public record Line(String name, String type, boolean required, String meaning) {}

    static DocsPage of(JsonNode document) {
        Map<String, List<Entry>> chapters = new LinkedHashMap<>();
        for (JsonNode tag : document.get("tags")) {
            String chapter = tag.get("name").stringValue();
            List<Entry> entries = new ArrayList<>();
            document.get("paths")
                    .properties()
                    .forEach(path -> path.getValue().properties().forEach(it -> {
                        if (it.getValue().at("/tags/0").stringValue().equals(chapter)) {
                            entries.add(entry(it.getKey(), path.getKey(), it.getValue()));
                        }
                    }));
            chapters.put(chapter, entries);
        }
        List<Form> forms = new ArrayList<>();
        document.at("/components/schemas")
                .properties()
                .forEach(it -> forms.add(new Form(it.getKey(), fields(it.getValue()))));
        String base = document.at("/servers/0/url").stringValue();
        return new DocsPage(
                document.at("/info/title").stringValue(),
                document.at("/info/description").stringValue(),
                base,
                place(base),
                chapters.entrySet().stream()
                        .map(it -> new Chapter(it.getKey(), it.getValue()))
                        .toList(),
                forms);
    }

    /** Where the page of an interface is that lies below that path. */
    static String place(String base) {
        return "/api/docs/" + base.split("/")[2];
    }

    private static Entry entry(String method, String path, JsonNode it) {
        List<Line> parameters = new ArrayList<>();
        it.path("parameters")
                .forEach(parameter -> parameters.add(new Line(
                        parameter.get("name").stringValue(),
                        parameter.get("in").stringValue(),
                        parameter.get("required").booleanValue(),
                        parameter.get("description").stringValue())));
        String status = it.get("responses").propertyNames().stream()
                .filter(code -> code.startsWith("2"))
                .findFirst()
                .orElse("");
        JsonNode content = it.at("/responses/" + status + "/content");
        JsonNode example = it.at("/requestBody/content/application~1json/example");
        return new Entry(
                it.get("operationId").stringValue(),
                method.toUpperCase(Locale.ROOT),
                path,
                it.get("summary").stringValue(),
                it.path("description").asString(""),
                parameters,
                name(it.at("/requestBody/content/application~1json/schema")),
                example.isMissingNode()
                        ? ""
                        : ApiJson.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(example),
                status,
                content.isEmpty() ? "" : name(content.iterator().next().path("schema")),
                String.join(
                        ", ",
                        new TreeSet<>(it.get("responses").propertyNames().stream()
                                .filter(code -> !code.startsWith("2"))
                                .toList())));
    }

    private static List<Line> fields(JsonNode schema) {
        TreeSet<String> required = new TreeSet<>();
        schema.path("required").forEach(it -> required.add(it.stringValue()));
        List<Line> fields = new ArrayList<>();
        schema.path("properties")
                .properties()
                .forEach(it -> fields.add(new Line(
                        it.getKey(),
                        type(it.getValue()),
                        required.contains(it.getKey()),
                        (it.getValue().path("description").asString("") + " " + bounds(it.getValue())).strip())));
        return fields;
    }

    private static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            return name(schema);
        }
        String type = schema.path("type").asString("object");
        if (type.equals("array")) {
            return type(schema.path("items")) + "[]";
        } else if (schema.path("additionalProperties").isObject()) {
            return "{ … : " + type(schema.get("additionalProperties")) + " }";
        }
        return type;
    }

    private static String bounds(JsonNode schema) {
        List<String> words = new ArrayList<>();
        if (schema.has("enum")) {
            List<String> values = new ArrayList<>();
            schema.get("enum").forEach(it -> values.add(it.asString()));
            words.add(String.join(" | ", values));
        }
        for (String bound : List.of("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems")) {
            if (schema.has(bound) && Math.abs(schema.get(bound).longValue()) < Integer.MAX_VALUE) {
                words.add(bound + " " + schema.get(bound).longValue());
            }
        }
        if (schema.has("pattern") && schema.get("pattern").stringValue().length() < 60) {
            words.add(schema.get("pattern").stringValue());
        }
        return words.isEmpty() ? "" : "(" + String.join(", ", words) + ")";
    }

    private static String name(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        return reference.substring(reference.lastIndexOf('/') + 1);
    }
}
