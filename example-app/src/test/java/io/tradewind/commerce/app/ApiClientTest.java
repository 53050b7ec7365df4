package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client of the interfaces' tests finds fault with every answer that is not as the document says. */
class ApiClientTest {
    private static final String DOCUMENT = "/api/shop/v1/openapi.json";

    @Test
    void an_answer_as_the_document_says_is_taken() throws IOException {
        assertThat(ask(200, "{\"items\": [{\"slug\": \"mugs\", \"name\": \"Mugs\"}]}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\": [{\"slug\": 1, \"name\": \"Mugs\"}]}",
                "{\"items\": [{\"slug\": \"mugs\"}]}",
                "{\"items\": [{\"slug\": \"mugs\", \"name\": \"Mugs\", \"secret\": true}]}",
                "{\"items\": [], \"more\": 1}",
                "{}",
                "[]"
            })
    void a_wrong_answer_is_caught(String answer) {
        assertThatThrownBy(() -> ask(200, answer)).isInstanceOf(AssertionError.class);
    }

    @Test
    void a_status_that_the_document_does_not_know_is_caught() {
        assertThatThrownBy(() -> ask(418, "{\"items\": []}")).isInstanceOf(AssertionError.class);
    }

    /** What {@code listCategories} makes of that answer. */
    private static ApiClient.Reply ask(int status, String answer) throws IOException {
        byte[] document = Files.readAllBytes(Path.of("../docs/openapi/shop-v1.json"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean asked = exchange.getRequestURI().getPath().equals(DOCUMENT);
            byte[] body = asked ? document : answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(asked ? 200 : status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            URI there = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            return new ApiClient(there, DOCUMENT, "pk_none")
                    .to("listCategories")
                    .send();
        } finally {
            server.stop(0);
        }
    }
}
