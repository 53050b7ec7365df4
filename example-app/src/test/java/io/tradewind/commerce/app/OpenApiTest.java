package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.app.api.ApiContract;
import io.tradewind.commerce.app.api.OpenApi;
import io.tradewind.commerce.app.api.admin.AdminApi;
import io.tradewind.commerce.app.api.shop.ShopApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The documents in the repository are those of the code. {@code -Dopenapi.write=true} writes them; what would break a
 * client is refused first, and then only a new major version or {@code -Dopenapi.break=true} helps.
 */
class OpenApiTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path FOLDER = Path.of("..", "docs", "openapi");

    private static final Pattern NAMED = Pattern.compile("refuses\\((\\s*\\+?\\s*\"[^\"]*\")+");

    private static final Pattern PROMISED = Pattern.compile("Refusals to expect: ([^.\"]*)");

    static List<ApiContract> contracts() {
        return List.of(ShopApi.contract(), AdminApi.contract(() -> {
            throw new IllegalStateException("a document asks for nothing");
        }));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void the_document_in_the_repository_is_that_of_the_code_and_breaks_no_client(ApiContract contract)
            throws IOException {
        Path file = FOLDER.resolve(contract.base().substring("/api/".length()).replace('/', '-') + ".json");
        String made = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(OpenApi.of(contract)) + "\n";
        if (Files.exists(file) && !Boolean.getBoolean("openapi.break")) {
            assertThat(BreakingChanges.between(JSON.readTree(Files.readString(file)), JSON.readTree(made)))
                    .as("Clients of " + contract.base() + " would break")
                    .isEmpty();
        }
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(file, made);
        }
        assertThat(Files.readString(file))
                .as("run this test with -Dopenapi.write=true and look at the difference")
                .isEqualTo(made);
    }

    @Test
    void every_refusal_that_an_operation_names_is_one_that_the_code_makes() throws IOException {
        StringBuilder code = new StringBuilder();
        for (Path root : List.of(Path.of("src/main/java"), Path.of("../commerce-core/src/main/java"))) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file :
                        files.filter(it -> it.toString().endsWith(".java")).toList()) {
                    code.append(NAMED.matcher(Files.readString(file)).replaceAll(""));
                }
            }
        }
        List<String> unknown = contracts().stream()
                .flatMap(it -> PROMISED.matcher(OpenApi.of(it).toString()).results())
                .flatMap(it -> Stream.of(it.group(1).split(", ")))
                .filter(it -> it.matches("[a-z-]+"))
                .filter(it -> code.indexOf('"' + it + '"') < 0)
                .toList();
        assertThat(unknown).isEmpty();
    }

    @Test
    void what_would_break_a_client_is_named() {
        ObjectNode before =
                (ObjectNode) JSON.readTree(OpenApi.of(ShopApi.contract()).toString());
        ObjectNode path = before.deepCopy();
        ((ObjectNode) path.get("paths")).remove("/checkouts");
        assertThat(BreakingChanges.between(before, path)).containsExactly("POST /checkouts is gone");

        ObjectNode answer = before.deepCopy();
        ((ObjectNode) answer.at("/components/schemas/Cart/properties")).remove("totals");
        assertThat(BreakingChanges.between(before, answer)).containsExactly("answers lost Cart.totals");

        ObjectNode required = before.deepCopy();
        ((ArrayNode) required.at("/components/schemas/AddLine/required")).add("personalisation");
        assertThat(BreakingChanges.between(before, required))
                .containsExactly("requests now need AddLine.personalisation");

        ObjectNode header = before.deepCopy();
        JsonNode open = header.at("/paths/~1carts/post");
        ((ObjectNode) open)
                .putArray("parameters")
                .addObject()
                .put("name", "Idempotency-Key")
                .put("in", "header")
                .put("required", true);
        assertThat(BreakingChanges.between(before, header)).containsExactly("POST /carts now needs Idempotency-Key");

        ObjectNode type = before.deepCopy();
        ((ObjectNode) type.at("/components/schemas/Cart/properties/version")).put("type", "string");
        assertThat(BreakingChanges.between(before, type)).containsExactly("Cart.version has another type");

        ObjectNode more = before.deepCopy();
        ((ObjectNode) more.at("/components/schemas/Cart/properties"))
                .putObject("colour")
                .put("type", "string");
        assertThat(BreakingChanges.between(before, more)).isEmpty();
    }
}
