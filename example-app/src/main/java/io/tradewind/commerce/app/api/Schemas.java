package io.tradewind.commerce.app.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schemas (2020-12) of records. A component is required unless it is {@code Optional}; what is sent may hold nothing
 * else, what comes back may grow. A record that goes both ways has a second schema whose name ends in {@code Input}.
 */
final class Schemas {
    static final String PLACE = "#/components/schemas/";
    private static final long MOST_MONEY = 100_000_000_000L;

    private final Set<Class<?>> out = new LinkedHashSet<>();
    private final Map<String, ObjectNode> all = new TreeMap<>();

    /** Schemas for everything these routes send and take. */
    Schemas(Collection<ApiRoute> routes) {
        routes.forEach(route -> Optional.ofNullable(route.answer()).ifPresent(it -> collect(it, out)));
        collect(Problem.class, out);
        out.forEach(type -> add(type, false));
        for (ApiRoute route : routes) {
            Class<? extends Record> body = route.body();
            if (body != null) {
                Set<Class<?>> in = new LinkedHashSet<>();
                collect(body, in);
                in.forEach(type -> add(type, true));
            }
        }
        all.put("Money", money());
    }

    /** All of them by name. */
    Map<String, ObjectNode> all() {
        return all;
    }

    /** Where the schema of that record stands. */
    ObjectNode reference(Class<?> record, boolean input) {
        return ApiJson.object().put("$ref", PLACE + name(record, input));
    }

    private String name(Class<?> record, boolean input) {
        return record.getSimpleName() + (input && out.contains(record) ? "Input" : "");
    }

    private static void collect(Type type, Set<Class<?>> into) {
        if (type instanceof ParameterizedType generic) {
            for (Type part : generic.getActualTypeArguments()) {
                collect(part, into);
            }
        } else if (type instanceof Class<?> known && known.isRecord() && into.add(known)) {
            for (RecordComponent component : known.getRecordComponents()) {
                collect(component.getGenericType(), into);
            }
        }
    }

    private void add(Class<?> record, boolean input) {
        ObjectNode schema = ApiJson.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = ApiJson.MAPPER.createArrayNode();
        for (RecordComponent component : record.getRecordComponents()) {
            Type type = component.getGenericType();
            Field field = component.getAnnotation(Field.class);
            if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
                type = generic.getActualTypeArguments()[0];
            } else {
                required.add(component.getName());
            }
            properties.set(component.getName(), described(of(type, field, input), field));
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        if (input) {
            schema.put("additionalProperties", false);
        }
        ObjectNode before = all.put(name(record, input), schema);
        if (before != null && !before.equals(schema)) {
            throw new IllegalStateException("two records are called " + name(record, input));
        }
    }

    private static ObjectNode described(ObjectNode schema, @Nullable Field field) {
        if (field != null && !field.value().isEmpty()) {
            schema.put("description", field.value());
        }
        return schema;
    }

    private ObjectNode of(Type type, @Nullable Field field, boolean input) {
        ObjectNode schema = ApiJson.object();
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            schema.put("type", "array");
            bounds(schema, field, "minItems", "maxItems");
            schema.set("items", of(generic.getActualTypeArguments()[0], null, input));
        } else if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            schema.put("type", "object");
            bounds(schema, field, "minProperties", "maxProperties");
            schema.set("additionalProperties", of(generic.getActualTypeArguments()[1], null, input));
        } else if (type instanceof Class<?> known) {
            simple(known, field, schema, input);
        } else {
            throw new IllegalStateException("no schema for " + type);
        }
        return schema;
    }

    private void simple(Class<?> type, @Nullable Field field, ObjectNode schema, boolean input) {
        if (type == String.class) {
            schema.put("type", "string");
            bounds(schema, field, "minLength", "maxLength");
            if (field != null && field.id().length > 0) {
                schema.put("pattern", field.id()[0].pattern());
            } else if (field != null && !field.pattern().isEmpty()) {
                schema.put("pattern", field.pattern());
            }
        } else if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            schema.put("type", "integer");
            bounds(schema, field, "minimum", "maximum");
            if (input && (type == int.class || type == Integer.class) && !schema.has("maximum")) {
                schema.put("maximum", Integer.MAX_VALUE);
            }
            if (input && (type == int.class || type == Integer.class) && !schema.has("minimum")) {
                schema.put("minimum", Integer.MIN_VALUE);
            }
        } else if (type == boolean.class || type == Boolean.class) {
            schema.put("type", "boolean");
        } else if (type == Instant.class) {
            schema.put("type", "string").put("format", "date-time");
        } else if (type == URI.class) {
            schema.put("type", "string").put("format", "uri-reference").put("maxLength", 2000);
        } else if (type == Money.class) {
            schema.put("$ref", PLACE + "Money");
        } else if (type.isEnum()) {
            schema.put("type", "string");
            ArrayNode values = schema.putArray("enum");
            for (Object value : type.getEnumConstants()) {
                values.add(((Enum<?>) value).name());
            }
        } else if (type.isRecord()) {
            schema.put("$ref", PLACE + name(type, input));
        } else if (JsonNode.class.isAssignableFrom(type)) {
            schema.put("type", "object");
        } else {
            throw new IllegalStateException("no schema for " + type);
        }
    }

    private static void bounds(ObjectNode schema, @Nullable Field field, String least, String most) {
        if (field != null && field.min() != Long.MIN_VALUE) {
            schema.put(least, field.min());
        }
        if (field != null && field.max() != Long.MAX_VALUE) {
            schema.put(most, field.max());
        }
    }

    private static ObjectNode money() {
        ObjectNode schema = ApiJson.object()
                .put("type", "object")
                .put("description", "An amount in the smallest unit of its currency: 6650 and EUR are 66.50 euros");
        ObjectNode properties = schema.putObject("properties");
        properties
                .putObject("amount")
                .put("type", "integer")
                .put("minimum", -MOST_MONEY)
                .put("maximum", MOST_MONEY);
        properties.putObject("currency").put("type", "string").put("pattern", "^[A-Z]{3}$");
        schema.putArray("required").add("amount").add("currency");
        schema.put("additionalProperties", false);
        return schema;
    }
}
