package io.tradewind.commerce.app.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI 3.1 document of a contract, made from its routes. */
public final class OpenApi {
    private static final List<String> ERRORS =
            List.of("400", "401", "403", "404", "409", "412", "413", "415", "422", "428", "429", "503");
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("400", "The request cannot be read"),
            Map.entry("401", "The key or the shopper's token is missing or unknown"),
            Map.entry("403", "The key's roles lack the permission"),
            Map.entry("404", "There is no such thing, or it is not yours"),
            Map.entry("409", "The state forbids it, or the same key is being worked on"),
            Map.entry("412", "It was changed meanwhile"),
            Map.entry("413", "The body is too large"),
            Map.entry("415", "The body is not application/json"),
            Map.entry("422", "A value is not acceptable, or the key was used for another request"),
            Map.entry("428", "If-Match is missing"),
            Map.entry("429", "Too many requests; Retry-After says when"),
            Map.entry("503", "Busy; Retry-After says when"));

    private OpenApi() {}

    /** The document. */
    public static ObjectNode of(ApiContract contract) {
        Schemas schemas = new Schemas(contract.routes());
        ObjectNode document = ApiJson.object().put("openapi", "3.1.1");
        document.putObject("info")
                .put("title", contract.title())
                .put("version", "1.0.0")
                .put("description", contract.about())
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        document.putArray("servers").addObject().put("url", contract.base());
        ArrayNode tags = document.putArray("tags");
        contract.routes().stream()
                .map(ApiRoute::group)
                .distinct()
                .forEach(it -> tags.addObject().put("name", it));
        ObjectNode paths = document.putObject("paths");
        for (ApiRoute route : contract.routes()) {
            ObjectNode path =
                    paths.has(route.path()) ? (ObjectNode) paths.get(route.path()) : paths.putObject(route.path());
            path.set(route.method().toLowerCase(Locale.ROOT), operation(route, schemas));
        }
        ObjectNode components = document.putObject("components");
        components
                .putObject("securitySchemes")
                .putObject("key")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "A key of this interface; it also chooses the store");
        components
                .withObjectProperty("securitySchemes")
                .putObject("shopper")
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", ApiCall.SHOPPER)
                .put(
                        "description",
                        "Made by POST /shoppers for a guest, by POST /sign-ins/{signin}/confirmations for an account, and"
                                + " kept by the client; carts and orders answer to it alone");
        if (contract.routes().stream().anyMatch(ApiRoute::person)) {
            components
                    .withObjectProperty("securitySchemes")
                    .putObject("staff")
                    .put("type", "apiKey")
                    .put("in", "header")
                    .put("name", ApiCall.STAFF)
                    .put("description", "Made by POST /sessions for a member of staff, besides the key");
        }
        ObjectNode responses = components.putObject("responses");
        ERRORS.forEach(status -> responses.set("Problem" + status, problem(status, schemas)));
        ObjectNode all = components.putObject("schemas");
        new TreeMap<>(schemas.all()).forEach(all::set);
        return document;
    }

    private static ObjectNode problem(String status, Schemas schemas) {
        ObjectNode response = ApiJson.object().put("description", MEANINGS.get(status));
        response.putObject("content")
                .putObject("application/problem+json")
                .set("schema", schemas.reference(Problem.class, false));
        return response;
    }

    private static ObjectNode operation(ApiRoute route, Schemas schemas) {
        ObjectNode operation = ApiJson.object().put("operationId", route.name()).put("summary", route.summary());
        operation.putArray("tags").add(route.group());
        String description = (route.description() + rights(route)).strip();
        if (!description.isEmpty()) {
            operation.put("description", description);
        }
        route.permission().ifPresent(it -> operation.put("x-permission", it.name()));
        security(route, operation);
        ArrayNode parameters = ApiJson.MAPPER.createArrayNode();
        route.inPath().forEach(it -> parameters.add(parameter(it, "path")));
        route.query().forEach(it -> parameters.add(parameter(it, "query")));
        headers(route, parameters);
        if (!parameters.isEmpty()) {
            operation.set("parameters", parameters);
        }
        Class<? extends Record> body = route.body();
        if (body != null) {
            ObjectNode content = operation
                    .putObject("requestBody")
                    .put("required", true)
                    .putObject("content")
                    .putObject("application/json");
            content.set("schema", schemas.reference(body, true));
            content.set("example", ApiJson.MAPPER.readTree(route.example()));
        }
        ObjectNode responses = operation.putObject("responses");
        responses.set(String.valueOf(route.status()), success(route, schemas));
        errors(route).forEach(it -> responses.putObject(it).put("$ref", "#/components/responses/Problem" + it));
        return operation;
    }

    private static String rights(ApiRoute route) {
        String need = route.permission()
                .map(it -> " Needs the permission " + it + ".")
                .orElse("");
        return need + (route.refusals().isEmpty() ? "" : " Refusals to expect: " + route.refusals() + ".");
    }

    private static void security(ApiRoute route, ObjectNode operation) {
        ArrayNode security = operation.putArray("security");
        if (route.access() == Access.OPEN) {
            return;
        }
        ObjectNode needs = security.addObject();
        needs.putArray("key");
        if (route.access() != Access.SHOP && route.access() != Access.STAFF) {
            needs.putArray("shopper");
        }
        if (route.access() == Access.NEWCOMER) {
            security.addObject().putArray("key"); // is enough
        }
        if (route.person()) {
            needs.putArray("staff");
        }
    }

    private static ObjectNode parameter(Parameter it, String place) {
        ObjectNode parameter = ApiJson.object()
                .put("name", it.name())
                .put("in", place)
                .put("required", it.required())
                .put("description", it.meaning());
        ObjectNode schema = parameter.putObject("schema");
        if (it.most() > 1) {
            schema.put("type", "array").put("maxItems", it.most());
            schema = schema.putObject("items");
        }
        schema.put("type", it.numeric() ? "integer" : "string");
        if (!it.values().isEmpty()) {
            ArrayNode values = schema.putArray("enum");
            it.values().forEach(values::add);
        } else if (!it.numeric() && !it.pattern().isEmpty()) {
            schema.put("pattern", it.pattern());
        }
        if (!it.example().isEmpty()) {
            if (it.numeric()) {
                parameter.put("example", Long.parseLong(it.example()));
            } else if (it.most() > 1) {
                parameter.putArray("example").add(it.example());
            } else {
                parameter.put("example", it.example());
            }
        }
        return parameter;
    }

    private static void headers(ApiRoute route, ArrayNode parameters) {
        if (route.key() != KeyRule.NONE) {
            header(
                            parameters,
                            "Idempotency-Key",
                            true,
                            "Names this wish; sent again it gets the same answer and nothing is done twice")
                    .putObject("schema")
                    .put("type", "string")
                    .put("minLength", 1)
                    .put("maxLength", 255);
        }
        if (route.conditional()) {
            header(parameters, "If-Match", true, "The entity tag of what you have read")
                    .putObject("schema")
                    .put("type", "string");
        }
        if (route.versioned() && route.method().equals("GET")) {
            header(parameters, "If-None-Match", false, "The entity tag of what you have; 304 if it is still so")
                    .putObject("schema")
                    .put("type", "string");
        }
        if (route.stream()) {
            header(parameters, "Last-Event-ID", false, "Where the stream you had ended")
                    .putObject("schema")
                    .put("type", "string");
        }
    }

    private static ObjectNode header(ArrayNode parameters, String name, boolean required, String meaning) {
        return parameters
                .addObject()
                .put("name", name)
                .put("in", "header")
                .put("required", required)
                .put("description", meaning);
    }

    private static ObjectNode success(ApiRoute route, Schemas schemas) {
        ObjectNode response = ApiJson.object().put("description", "Done");
        ObjectNode headers = ApiJson.object();
        if (route.versioned()) {
            headers.putObject("ETag").putObject("schema").put("type", "string");
        }
        if (route.access() == Access.NEWCOMER) {
            headers.putObject(ApiCall.SHOPPER)
                    .put("description", "The token of a new shopper, if none was sent")
                    .putObject("schema")
                    .put("type", "string");
        }
        if (route.paged()) {
            headers.putObject("Link").putObject("schema").put("type", "string");
        }
        if (route.key() != KeyRule.NONE) {
            headers.putObject("Idempotent-Replayed").putObject("schema").put("type", "string");
        }
        if (!headers.isEmpty()) {
            response.set("headers", headers);
        }
        Class<? extends Record> answer = route.answer();
        if (answer != null) {
            response.putObject("content").putObject(route.mediaType()).set("schema", schemas.reference(answer, false));
        } else if (route.status() != 204) {
            response.putObject("content")
                    .putObject(route.mediaType())
                    .putObject("schema")
                    .put("type", "string")
                    .put("contentEncoding", "binary");
        }
        return response;
    }

    private static List<String> errors(ApiRoute route) {
        List<String> errors = new ArrayList<>(List.of("400"));
        if (route.access() != Access.OPEN) {
            errors.add("401");
        }
        if (route.access() == Access.STAFF) {
            errors.add("403");
        }
        if (!route.inPath().isEmpty() || route.body() != null) {
            errors.add("404");
        }
        if (!route.method().equals("GET")) {
            errors.add("409");
        }
        if (route.conditional()) {
            errors.addAll(List.of("412", "428"));
        }
        if (route.body() != null) {
            errors.addAll(List.of("413", "415"));
        }
        errors.addAll(List.of("422", "429", "503"));
        return errors.stream().sorted().toList();
    }
}
