package io.tradewind.commerce.app.api;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.tradewind.commerce.app.web.Lazy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Holds what is sent to the schema that the document shows, so that document and checks cannot differ. */
final class BodyCheck {
    private static final int SHOWN = 10;

    private static final String HOME = "tradewind:schemas";

    private final Lazy<Schemas> all;
    private final SchemaRegistry registry;
    private final Map<Class<?>, Schema> schemas = new ConcurrentHashMap<>();

    BodyCheck(ApiContract contract) {
        all = new Lazy<>(() -> new Schemas(contract.routes()));
        registry = SchemaRegistry.withDefaultDialect(
                Dialects.getDraft202012(), it -> it.schemas(place -> place.equals(HOME) ? document() : null));
    }

    /** What the schemas of bodies refer to. */
    private String document() {
        ObjectNode document = ApiJson.object();
        ObjectNode named = document.putObject("$defs");
        all.get().all().forEach(named::set);
        return document.toString().replace(Schemas.PLACE, "#/$defs/");
    }

    private Schema schema(Class<? extends Record> body) {
        String text = all.get().reference(body, true).toString();
        return registry.getSchema(ApiJson.MAPPER.readTree(text.replace(Schemas.PLACE, HOME + "#/$defs/")));
    }

    /** The body as a record; a fault names every field that is not acceptable. */
    <T extends Record> T read(JsonNode body, Class<T> type) {
        List<Error> errors = schemas.computeIfAbsent(type, it -> schema(type)).validate(body);
        if (!errors.isEmpty()) {
            throw ApiFault.invalid(details(errors));
        }
        try {
            return ApiJson.MAPPER.treeToValue(body, type);
        } catch (JacksonException e) {
            if (e.getCause() instanceof ApiFault fault) {
                throw fault;
            }
            throw ApiFault.invalid(pointer(e), "invalid", "cannot be read: look at its type and bounds");
        }
    }

    private static String pointer(JacksonException e) {
        StringBuilder pointer = new StringBuilder();
        e.getPath()
                .forEach(it -> pointer.append('/')
                        .append(it.getPropertyName() == null ? String.valueOf(it.getIndex()) : it.getPropertyName()));
        return pointer.toString();
    }

    private static List<ApiFault.Detail> details(List<Error> errors) {
        List<ApiFault.Detail> details = new ArrayList<>();
        for (Error error : errors.subList(0, Math.min(SHOWN, errors.size()))) {
            String pointer = error.getInstanceLocation().toString();
            boolean whole = error.getProperty() != null;
            details.add(new ApiFault.Detail(
                    whole ? pointer + "/" + cut(error.getProperty()) : pointer, code(error), message(error)));
        }
        return details;
    }

    private static String code(Error error) {
        return switch (error.getKeyword()) {
            case "additionalProperties" -> "unknown";
            case "required" -> "missing";
            case "minimum", "maximum" -> "out-of-bounds";
            case "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties" -> "length";
            default -> error.getKeyword();
        };
    }

    private static String message(Error error) {
        return switch (error.getKeyword()) {
            case "additionalProperties" -> "is not a field here";
            case "required" -> "is missing";
            default -> cut(error.getMessage());
        };
    }

    private static String cut(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
