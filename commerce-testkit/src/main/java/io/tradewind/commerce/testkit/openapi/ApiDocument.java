package io.tradewind.commerce.testkit.openapi;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import io.tradewind.commerce.testkit.proxy.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A provider's own OpenAPI document (3.0 or 3.1, JSON), held against the requests of a plugin: path and method, path,
 * query and header parameters, the body by its schema, and names of fields the schema does not know, which schemas as a
 * rule let pass. Says whether a request is well-formed, not what the provider would do with it. Safe for many threads.
 */
public final class ApiDocument {
    private static final JsonMapper JSON = new JsonMapper();
    /** OpenAPI 3.0; what is called "id" there, as a parameter, is no identity of a schema. */
    private static final Dialect OLD =
            Dialect.builder(Dialects.getOpenApi30()).idKeyword("$id").build();

    private static final String IRI = "urn:provider:document";
    private static final String FOLDER = "tradewind.openapi.dir";
    private static final Path PRESET = Path.of("..", "shared", "data", "openapi");

    private final String name;
    private final JsonNode root;
    private final SchemaRegistry registry;
    private final List<Place> places = new ArrayList<>();

    /** A path of the document. */
    private record Place(Pattern pattern, List<String> parameters, String pointer) {
        Optional<Match> match(String path) {
            Matcher matcher = pattern.matcher(path);
            return matcher.matches() ? Optional.of(new Match(this, matcher)) : Optional.empty();
        }
    }

    /** A path of the document and what a request has in place of its parameters. */
    private record Match(Place place, Matcher matcher) {
        Optional<String> value(String parameter) {
            int index = place.parameters().indexOf(parameter);
            return index < 0
                    ? Optional.empty()
                    : Optional.of(URLDecoder.decode(matcher.group(index + 1), StandardCharsets.UTF_8));
        }
    }

    private ApiDocument(String name, String text) {
        this.name = name;
        this.root = JSON.readTree(text);
        boolean old = root.path("openapi").stringValue("").startsWith("3.0");
        this.registry = SchemaRegistry.withDefaultDialect(
                old ? OLD : Dialects.getDraft202012(), it -> it.schemas(Map.of(IRI, text)));
        root.path("paths").propertyNames().forEach(it -> places.add(place(it)));
    }

    /**
     * Finds a document by its file name in the folder of {@code -Dtradewind.openapi.dir}, by default
     * {@code ../shared/data/openapi}; a relative folder starts at the root of the project.
     *
     * @return the document; empty if there is no such file, so that a rule can say that it has not run
     */
    public static Optional<ApiDocument> find(String file) {
        Path folder =
                Optional.ofNullable(System.getProperty(FOLDER)).map(Path::of).orElse(PRESET);
        Path path = root().resolve(folder).resolve(file).normalize();
        return Files.isRegularFile(path) ? Optional.of(read(path)) : Optional.empty();
    }

    /** The nearest folder from here upwards that has Maven's wrapper, or here. */
    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        for (Path up = here; up != null; up = up.getParent()) {
            if (Files.exists(up.resolve("mvnw"))) {
                return up;
            }
        }
        return here;
    }

    /** Reads a document. */
    public static ApiDocument read(Path file) {
        try {
            return new ApiDocument(String.valueOf(file.getFileName()), Files.readString(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Place place(String path) {
        List<String> parameters = new ArrayList<>();
        StringBuilder regex = new StringBuilder();
        Matcher name = Pattern.compile("\\{([^}]+)}").matcher(path);
        int from = 0;
        while (name.find()) {
            regex.append(Pattern.quote(path.substring(from, name.start()))).append("([^/]+)");
            parameters.add(name.group(1));
            from = name.end();
        }
        regex.append(Pattern.quote(path.substring(from)));
        return new Place(Pattern.compile(regex.toString()), parameters, "/paths/" + escaped(path));
    }

    static String escaped(String token) {
        return token.replace("~", "~0").replace("/", "~1");
    }

    /** Returns whether the document has the path of a request, whatever the method. */
    public boolean knows(Seen request) {
        return match(request.path()).isPresent();
    }

    /** Returns what the document does not allow in a request, one sentence each; empty if it is well-formed. */
    public List<String> problems(Seen request) {
        Optional<Match> match = match(request.path());
        if (match.isEmpty()) {
            return List.of(name + " has no path " + request.path());
        }
        String path = match.get().place().pointer();
        String pointer = path + "/" + request.method().toLowerCase(Locale.ROOT);
        JsonNode operation = root.at(pointer);
        if (operation.isMissingNode()) {
            return List.of(name + " has no " + request.method() + " " + request.path());
        }
        List<String> problems = new ArrayList<>();
        Set<String> query = new TreeSet<>(request.query().keySet());
        for (String parameters : List.of(path + "/parameters", pointer + "/parameters")) {
            for (int i = 0; i < root.at(parameters).size(); i++) {
                problems.addAll(parameter(resolved(parameters + "/" + i), match.get(), request));
                query.remove(
                        root.at(resolved(parameters + "/" + i)).path("name").stringValue(""));
            }
        }
        query.forEach(it -> problems.add("query parameter " + it + " is unknown"));
        problems.addAll(body(pointer + "/requestBody", request));
        return problems;
    }

    /** The servers' own paths, as /v72, may stand before those of the document, or be left out. */
    private Optional<Match> match(String path) {
        Set<String> candidates = new TreeSet<>(Set.of(path));
        for (JsonNode server : root.path("servers")) {
            String base = Optional.ofNullable(
                            URI.create(server.path("url").stringValue("")).getRawPath())
                    .orElse("");
            if (!base.isEmpty() && path.startsWith(base)) {
                candidates.add(path.substring(base.length()));
            }
        }
        return places.stream()
                .flatMap(it -> candidates.stream().flatMap(c -> it.match(c).stream()))
                .min(Comparator.comparing(it -> it.place().parameters().size()));
    }

    /** Follows references to what is meant. */
    private String resolved(String pointer) {
        String reference = root.at(pointer).path("$ref").stringValue("");
        return reference.isEmpty() ? pointer : resolved(reference.substring(1));
    }

    // ---- parameters ----

    private List<String> parameter(String pointer, Match match, Seen request) {
        JsonNode parameter = root.at(pointer);
        String parameterName = parameter.path("name").stringValue("");
        String kind = parameter.path("in").stringValue("");
        Optional<String> value = switch (kind) {
            case "query" -> Optional.ofNullable(request.query().get(parameterName));
            case "header" -> request.header(parameterName);
            case "path" -> match.value(parameterName);
            default -> Optional.empty();
        };
        String what = kind + " parameter " + parameterName;
        if (value.isEmpty()) {
            boolean required = parameter.path("required").booleanValue(false) && !kind.equals("cookie");
            return required ? List.of(what + " is missing") : List.of();
        }
        return judged(what, pointer + "/schema", scalar(value.get(), pointer + "/schema"));
    }

    private JsonNode scalar(String value, String schema) {
        String type = root.at(resolved(schema)).path("type").stringValue("string");
        boolean text = type.equals("string") || !value.matches("-?\\d+(\\.\\d+)?|true|false");
        return text ? JSON.getNodeFactory().stringNode(value) : JSON.readTree(value);
    }

    // ---- body ----

    private List<String> body(String pointer, Seen request) {
        String found = resolved(pointer);
        JsonNode said = root.at(found);
        if (request.body().length == 0) {
            return said.path("required").booleanValue(false) ? List.of("the body is missing") : List.of();
        }
        String type =
                request.header("Content-Type").orElse("").split(";", -1)[0].strip();
        if (!said.path("content").has(type)) {
            return List.of("a body of type " + (type.isEmpty() ? "(none)" : type) + " is not expected");
        }
        String schema = found + "/content/" + escaped(type) + "/schema";
        if (type.equals("application/x-www-form-urlencoded")) {
            ObjectNode fields = JSON.createObjectNode();
            request.form().forEach(fields::put); // all text: a telephone number is no integer
            return judged("body", schema, fields);
        }
        JsonNode body;
        try {
            body = JSON.readTree(request.text());
        } catch (JacksonException broken) {
            return List.of("the body is no JSON");
        }
        return judged("body", schema, body);
    }

    private List<String> judged(String what, String pointer, JsonNode value) {
        List<String> problems = new ArrayList<>();
        schema(pointer).validate(value).forEach(it -> problems.add(what + " " + it));
        new KnownNames(root).unknown(pointer, value).forEach(it -> problems.add(what + " " + it + " is unknown"));
        return problems;
    }

    private synchronized Schema schema(String pointer) {
        return registry.getSchema(SchemaLocation.of(IRI + "#" + pointer));
    }
}
