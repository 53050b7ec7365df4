package io.tradewind.commerce.testkit.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.testkit.reference.ReferenceHarness;
import io.tradewind.commerce.testkit.reference.ReferencePlugin;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PluginSandboxTest {
    private final HttpClient browser =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();

    private String press(PluginSandbox sandbox, String button, String name, String value) throws Exception {
        String form = name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(sandbox.address().resolve("/" + button))
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return browser.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void every_outcome_is_a_click_and_every_call_is_on_the_page() throws Exception {
        try (PluginSandbox sandbox = PluginSandbox.open(new ReferenceHarness(new ReferencePlugin()), 0)) {
            assertThat(press(sandbox, "buy", "instrument", "has to go to the provider's page"))
                    .contains("A shop with", "Redirect", "0 ×", "authorize", "approves and comes back");
            assertThat(press(sandbox, "webhook", "attempt", "0")).contains("send twice");
            assertThat(press(sandbox, "forge", "webhook", "0")).contains("The shop answered 401.");
            assertThat(press(sandbox, "approve", "attempt", "0")).contains("Thank you, order", "1 ×");
            assertThat(press(sandbox, "webhook", "attempt", "0")).contains("send twice");
            assertThat(press(sandbox, "twice", "webhook", "1")).contains("The shop answered 200, and then 200.", "1 ×");
            assertThat(press(sandbox, "refund", "attempt", "0")).contains("refund");

            press(sandbox, "fault", "fault", "does its work, and the answer is lost");
            assertThat(press(sandbox, "buy", "instrument", "is approved")).contains("do not pay again");
            assertThat(press(sandbox, "pass", "time", "PT1M"))
                    .contains("Thank you, order")
                    .doesNotContain("do not pay again");
            assertThat(press(sandbox, "pass", "time", "an hour or so")).contains("cannot be parsed");
            assertThat(press(sandbox, "buy", "instrument", "is gold")).contains("there is no &#39;is gold&#39;");
            assertThat(press(sandbox, "approve", "attempt", "7")).contains("out of bounds");
        }
    }
}
