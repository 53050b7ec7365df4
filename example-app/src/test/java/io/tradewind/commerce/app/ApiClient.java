package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A client that knows nothing but an OpenAPI document: paths, parameters, examples and the forms of answers come from
 * there, and every answer is held to the schema that the document gives for its status, without a field more.
 */
final class ApiClient {
    static final JsonMapper JSON = new JsonMapper();

    private final URI server;
    private final JsonNode document;
    private final String key;
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Set<String> succeeded = ConcurrentHashMap.newKeySet();
    /** What answers must look like, by document and form; the same for every client of one run. */
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private static final Map<String, JsonNode> FORMS = new ConcurrentHashMap<>();
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(Dialects.getDraft202012());

    private final String documentPath;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /** Hears the name of each operation once it is answered. */
    Consumer<String> listener = name -> {};

    private record Operation(String method, String path, JsonNode said) {}

    ApiClient(URI server, String documentPath, String key) {
        this.server = server;
        this.key = key;
        this.document = JSON.readTree(
                raw(HttpRequest.newBuilder(server.resolve(documentPath))).body());
        this.documentPath = documentPath;
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(it -> operations.put(
                                it.getValue().get("operationId").stringValue(),
                                new Operation(it.getKey().toUpperCase(Locale.ROOT), path.getKey(), it.getValue()))));
    }

    JsonNode document() {
        return document;
    }

    /** Operations that have not been answered with success yet. */
    Set<String> untried() {
        Set<String> left = new TreeSet<>(operations.keySet());
        left.removeAll(succeeded);
        return left;
    }

    Request to(String operation) {
        Operation found = operations.get(operation);
        assertThat(found).as("an operation called " + operation).isNotNull();
        return new Request(operation, found);
    }

    /** The same with parameters, each name before its value. */
    Request to(String operation, String... parameters) {
        Request request = to(operation);
        for (int i = 0; i < parameters.length; i += 2) {
            request.with(parameters[i], parameters[i + 1]);
        }
        return request;
    }

    /** Sends that and takes the answer, which must be fine. */
    Reply ok(String operation, String... parameters) {
        return to(operation, parameters).send().fine();
    }

    /** All operations, in the order of the document. */
    List<String> operations() {
        return List.copyOf(operations.keySet());
    }

    String path(String operation) {
        return operations.get(operation).path();
    }

    /** False where a key alone is enough, too. */
    boolean needsShopper(String operation) {
        JsonNode ways = operations.get(operation).said().path("security");
        return !ways.isEmpty() && ways.valueStream().allMatch(it -> it.has("shopper"));
    }

    boolean needsPerson(String operation) {
        return operations.get(operation).said().at("/security/0").has("staff");
    }

    /** The operation with its examples for everything it needs. */
    Request anything(String operation) {
        return anything(operation, Map.of());
    }

    /** The same with some values instead of the examples. */
    Request anything(String operation, Map<String, String> values) {
        Request request = to(operation);
        for (JsonNode it : operations.get(operation).said().path("parameters")) {
            String name = it.get("name").stringValue();
            if (it.get("required").booleanValue() && !name.equals("Idempotency-Key")) {
                String fallback = name.equals("If-Match")
                        ? "\"v1-000000000000\""
                        : it.path("example")
                                .asString(it.path("schema").path("enum").path(0).asString(""));
                request.with(name, values.getOrDefault(name, fallback));
            }
        }
        return request;
    }

    final class Request {
        private final String name;
        private final Operation operation;
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final List<String> query = new ArrayList<>();
        private String path;
        private String body = "";
        private boolean keyed = true;

        private Request(String name, Operation operation) {
            this.name = name;
            this.operation = operation;
            this.path = operation.path();
            if (operation.said().has("requestBody")) {
                body = example().toString();
            }
        }

        ObjectNode example() {
            return (ObjectNode) operation
                    .said()
                    .at("/requestBody/content/application~1json/example")
                    .deepCopy();
        }

        /** A parameter, put where the document says. */
        Request with(String parameter, String value) {
            for (JsonNode it : operation.said().path("parameters")) {
                if (it.get("name").stringValue().equals(parameter)) {
                    String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8);
                    switch (it.get("in").stringValue()) {
                        case "path" -> path = path.replace("{" + parameter + "}", encoded.replace("+", "%20"));
                        case "query" -> query.add(parameter + "=" + encoded);
                        default -> headers.put(parameter, value);
                    }
                    return this;
                }
            }
            throw new AssertionError(name + " has no parameter " + parameter);
        }

        /** The shopper's token, where the document asks for it. */
        Request as(String token) {
            headers.put(document.at("/components/securitySchemes/shopper/name").stringValue(), token);
            return this;
        }

        /** The session of a member of staff, where the document asks for it. */
        Request by(String session) {
            headers.put(document.at("/components/securitySchemes/staff/name").stringValue(), session);
            return this;
        }

        /** A header whether the document knows it or not. */
        Request header(String header, String value) {
            headers.put(header, value);
            return this;
        }

        Request withoutKey() {
            keyed = false;
            return this;
        }

        /** A body of one's own. */
        Request body(String json) {
            body = json;
            return this;
        }

        /** The example with another value at that pointer. */
        Request put(String pointer, Object value) {
            ObjectNode changed = (ObjectNode) JSON.readTree(body);
            int cut = pointer.lastIndexOf('/');
            JsonNode parent = changed.at(pointer.substring(0, cut));
            String field = pointer.substring(cut + 1);
            if (parent.isArray()) {
                ((ArrayNode) parent).set(Integer.parseInt(field), JSON.valueToTree(value));
            } else {
                ((ObjectNode) parent).set(field, JSON.valueToTree(value));
            }
            body = changed.toString();
            return this;
        }

        Reply send() {
            for (JsonNode it : operation.said().path("parameters")) {
                boolean missing = it.get("in").stringValue().equals("header")
                        && it.get("required").booleanValue()
                        && it.get("name").stringValue().equals("Idempotency-Key")
                        && !headers.containsKey("Idempotency-Key");
                if (missing && keyed) {
                    headers.put("Idempotency-Key", UUID.randomUUID().toString());
                }
            }
            assertThat(path).as("every parameter of the path is given").doesNotContain("{");
            String base = document.at("/servers/0/url").stringValue();
            HttpRequest.Builder request = HttpRequest.newBuilder(
                    server.resolve(base + path + (query.isEmpty() ? "" : "?" + String.join("&", query))));
            headers.putIfAbsent("Authorization", "Bearer " + key);
            headers.forEach(request::header);
            if (body.isEmpty()) {
                request.method(operation.method(), HttpRequest.BodyPublishers.noBody());
            } else {
                request.setHeader("Content-Type", headers.getOrDefault("Content-Type", "application/json"));
                request.method(operation.method(), HttpRequest.BodyPublishers.ofString(body));
            }
            Reply reply = new Reply(name, raw(request));
            listener.accept(name);
            check(operation, reply);
            if (reply.status() < 300) {
                succeeded.add(name);
            }
            return reply;
        }
    }

    /** A server-sent event. */
    record Event(String id, String type, JsonNode data) {}

    /** The first events of a stream, each held to the document; the stream is closed then. */
    List<Event> listen(Request request, int count) {
        Operation operation = request.operation;
        String reference = operation
                .said()
                .at("/responses/200/content/text~1event-stream/schema/$ref")
                .stringValue();
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                server.resolve(document.at("/servers/0/url").stringValue() + request.path));
        request.headers.forEach(builder::header);
        builder.header("Authorization", "Bearer " + key).header("Accept", "text/event-stream");
        List<Event> events = new ArrayList<>();
        try {
            HttpResponse<InputStream> response = http.send(
                    builder.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.statusCode()).isEqualTo(200);
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                Map<String, String> fields = new LinkedHashMap<>();
                Instant patience = Instant.now().plusSeconds(60); // who has no news says so now and then
                while (events.size() < count) {
                    String line = lines.readLine();
                    assertThat(Instant.now())
                            .as("%d events of %s", count, request.name)
                            .isBefore(patience);
                    assertThat(line).as("the stream goes on").isNotNull();
                    int colon = line.indexOf(':');
                    if (!line.isEmpty()) {
                        fields.put(
                                line.substring(0, colon),
                                line.substring(colon + 1).strip());
                    } else if (fields.containsKey("data")) {
                        JsonNode data = JSON.readTree(fields.get("data"));
                        assertThat(schema(reference).validate(data)).isEmpty();
                        events.add(new Event(fields.get("id"), fields.get("event"), data));
                        fields.clear();
                    }
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        succeeded.add(request.name);
        return events;
    }

    record Reply(String operation, HttpResponse<byte[]> http) {
        int status() {
            return http.statusCode();
        }

        byte[] bytes() {
            return http.body();
        }

        String type() {
            return http.headers().firstValue("Content-Type").orElse("");
        }

        JsonNode json() {
            return JSON.readTree(http.body());
        }

        JsonNode at(String pointer) {
            return json().at(pointer);
        }

        String text(String pointer) {
            JsonNode found = at(pointer);
            assertThat(found.isString()).as(pointer + " in " + this).isTrue();
            return found.stringValue();
        }

        String header(String name) {
            return http.headers().firstValue(name).orElse("");
        }

        /** Any success. */
        Reply fine() {
            assertThat(status()).as(toString()).isBetween(200, 204);
            return this;
        }

        Reply is(int status) {
            assertThat(status()).as(toString()).isEqualTo(status);
            return this;
        }

        /** A problem with that status and code. */
        Reply refuses(int status, String code) {
            is(status);
            assertThat(type()).isEqualTo("application/problem+json");
            assertThat(text("/code")).as(toString()).isEqualTo(code);
            return this;
        }

        @Override
        public String toString() {
            return operation + " → " + http.statusCode() + " " + new String(http.body(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<byte[]> raw(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void check(Operation operation, Reply reply) {
        String status = String.valueOf(reply.status());
        JsonNode said = operation.said().get("responses").get(status);
        if (reply.status() == 304) {
            return;
        }
        assertThat(said).as("the document says nothing of " + reply).isNotNull();
        if (said.has("$ref")) {
            said = document.at(said.get("$ref").stringValue().substring(1));
        }
        if (!said.has("content")) {
            assertThat(reply.bytes()).as(reply.toString()).isEmpty();
            return;
        }
        String type = said.get("content").propertyNames().iterator().next();
        assertThat(reply.type()).as(reply.toString()).startsWith(type);
        if (type.endsWith("json")) {
            JsonNode schema = said.at("/content/" + type.replace("/", "~1") + "/schema");
            List<Error> errors = schema(schema.get("$ref").stringValue()).validate(reply.json());
            assertThat(errors).as(reply.toString()).isEmpty();
        }
    }

    private Schema schema(String reference) {
        return SCHEMAS.computeIfAbsent(documentPath + reference, it -> {
            ObjectNode schema = JSON.createObjectNode().put("$ref", inside(reference));
            schema.set("$defs", FORMS.computeIfAbsent(documentPath, path -> forms()));
            return REGISTRY.getSchema(schema);
        });
    }

    private JsonNode forms() {
        return JSON.readTree(
                inside(strict(document.deepCopy()).at("/components/schemas").toString()));
    }

    private static String inside(String text) {
        return text.replace("#/components/schemas/", "#/$defs/");
    }

    /** Answers may grow for clients, but here every field has to stand in the document. */
    private static JsonNode strict(JsonNode document) {
        for (JsonNode schema : document.at("/components/schemas")) {
            if (schema.has("properties") && !schema.has("additionalProperties")) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        }
        return document;
    }
}
