package io.tradewind.commerce.testkit.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testkit.proxy.Fault;
import io.tradewind.commerce.testkit.proxy.Seen;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ApiDocumentTest {
    private static final String GOOD =
            "{\"price\": {\"currency\": \"EUR\", \"value\": \"12.50\"}, \"parts\": [{\"bulb\": \"E27\"}]}";

    private final ApiDocument lamps = ApiDocument.read(Path.of("src", "test", "resources", "openapi", "lamps.json"));

    private static Seen request(String method, String target, String key, String type, String body) {
        return new Seen(
                1,
                method,
                target,
                Map.of("lamp-key", List.of(key), "Content-Type", List.of(type)),
                body.getBytes(StandardCharsets.UTF_8),
                new Fault.Pass());
    }

    private List<String> posted(String body) {
        return lamps.problems(request("POST", "/lamps", "k1", "application/json", body));
    }

    @Test
    void a_good_request_has_no_problems_with_or_without_the_path_of_the_server() {
        assertThat(posted(GOOD)).isEmpty();
        assertThat(lamps.problems(
                        request("POST", "/v7/lamps?draft=true", "k1", "application/json;charset=utf-8", GOOD)))
                .isEmpty();
    }

    @Test
    void an_unknown_path_or_method_is_named() {
        Seen path = request("POST", "/lamp", "k1", "application/json", GOOD);
        assertThat(lamps.knows(path)).isFalse();
        assertThat(lamps.problems(path)).containsExactly("lamps.json has no path /lamp");
        assertThat(lamps.problems(request("PUT", "/lamps", "k1", "application/json", GOOD)))
                .containsExactly("lamps.json has no PUT /lamps");
    }

    @Test
    void what_is_missing_or_of_another_form_is_named() {
        assertThat(posted("{\"price\": {\"currency\": \"EUR\", \"value\": 12.5}}"))
                .anyMatch(it -> it.contains("/price/value"));
        assertThat(posted("{\"price\": {\"currency\": \"EUR\"}}")).anyMatch(it -> it.contains("value"));
        assertThat(posted("{}")).anyMatch(it -> it.contains("price"));
        assertThat(posted("{\"price")).containsExactly("the body is no JSON");
        assertThat(posted("")).containsExactly("the body is missing");
    }

    @Test
    void a_misspelt_optional_field_is_named_though_the_schema_lets_it_pass() {
        assertThat(posted("{\"price\": {\"currency\": \"EUR\", \"value\": \"1\", \"note\": \"x\"}, \"pats\": []}"))
                .containsExactlyInAnyOrder("body /price/note is unknown", "body /pats is unknown");
        assertThat(
                        posted(
                                "{\"price\": {\"currency\": \"EUR\", \"value\": \"1\"}, \"parts\": [{\"shade\": \"red\", \"size\": \"1\"}]}"))
                .containsExactly("body /parts/0/size is unknown");
    }

    @Test
    void parameters_are_judged_wherever_they_stand() {
        Seen noKey = new Seen(
                1,
                "POST",
                "/lamps?draft=maybe&colour=red",
                Map.of("Content-Type", List.of("application/json")),
                GOOD.getBytes(StandardCharsets.UTF_8),
                new Fault.Pass());
        assertThat(lamps.problems(noKey))
                .hasSize(3)
                .contains("header parameter Lamp-Key is missing", "query parameter colour is unknown")
                .anyMatch(it -> it.startsWith("query parameter draft"));
        assertThat(lamps.problems(request("POST", "/lamps", "much-too-long", "application/json", GOOD)))
                .singleElement()
                .asString()
                .contains("Lamp-Key");
        assertThat(lamps.problems(request("POST", "/lamps/a-1/sms", "", "application/x-www-form-urlencoded", "To=1")))
                .singleElement()
                .asString()
                .startsWith("path parameter id");
    }

    @Test
    void a_form_is_read_as_text_and_another_type_of_body_is_refused() {
        String form = "application/x-www-form-urlencoded";
        assertThat(lamps.problems(request("POST", "/lamps/A1/sms", "", form, "To=%2B4915112345678")))
                .isEmpty();
        assertThat(lamps.problems(request("POST", "/lamps/A1/sms", "", form, "to=1")))
                .hasSize(2);
        assertThat(lamps.problems(request("POST", "/lamps/A1/sms", "", "application/json", "{}")))
                .containsExactly("a body of type application/json is not expected");
    }

    @Test
    void a_document_that_is_not_there_is_not_found() {
        assertThat(ApiDocument.find("no-such-document.json")).isEmpty();
    }
}
