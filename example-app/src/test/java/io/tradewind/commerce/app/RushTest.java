package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.app.api.ApiLimits;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.app.shop.ShopLimits;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What few can ask for at once, so that the store stays open for all others. */
class RushTest {
    private static final Duration PATIENCE = Duration.ofMillis(1500); // a busy machine keeps a sender waiting, too
    private static final int MILLIS_BETWEEN_BYTES = 20;
    private static App app;

    @BeforeAll
    static void open(@TempDir Path data) {
        AppConfig config = new AppConfig(0, SampleFolder.in(data), Optional.empty(), Optional.empty(), true);
        app = App.start(config, ApiLimits.none(), new ShopLimits(3, 3, 3, 4, PATIENCE));
    }

    @AfterAll
    static void close() {
        app.close();
    }

    @Test
    void whoever_searches_too_fast_is_told_when_to_go_on_in_their_language_and_keeps_the_words() {
        List<String> pages = List.of(
                "/search?q=mug",
                "/de/search?q=Becher",
                "/ar/search?q=mug",
                "/suggest?q=mu",
                "/p/stoneware-mug?zip=04107");
        List<String> said = List.of("a little too fast", "etwas zu schnell", "سريعًا قليلًا", "too fast", "too fast");
        for (int i = 0; i < pages.size(); i++) {
            String page = pages.get(i);
            String address = "10.7." + i + ".1";
            HttpResponse<String> answer = untilRefused(() -> get(page, address), HttpResponse::statusCode);
            assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, 60L);
            assertThat(answer.body()).contains(said.get(i), "href=\"" + page + "\"");
            assertThat(get(page, "10.8." + i + ".1").statusCode())
                    .as("from elsewhere")
                    .isEqualTo(200);
            assertThat(get("/p/stoneware-mug", address).statusCode())
                    .as("what costs little")
                    .isEqualTo(200);
        }
    }

    @Test
    void whoever_hurries_through_the_checkout_finds_what_they_typed_again() {
        Visitor shopper = new Visitor(app.url(), "10.9.0.1");
        shopper.add("MUG-CLAY");
        shopper.get("/checkout");
        Visitor.Answer answer =
                untilRefused(() -> shopper.post("/checkout/phone", "phone", "0151 77"), Visitor.Answer::status);
        assertThat(answer.text()).contains("That was a little too fast", "Send it again");
        assertThat(answer.body()).contains("name=\"phone\" value=\"0151 77\"", "action=\"/checkout/phone\"");
        assertThat(new Visitor(app.url(), "10.9.0.2").get("/checkout").path()).isEqualTo("/cart");
    }

    /** A minute may end in between, once. */
    private static <T> T untilRefused(Supplier<T> asking, ToIntFunction<T> status) {
        T answer = asking.get();
        for (int i = 0; i < 10 && status.applyAsInt(answer) != 429; i++) {
            answer = asking.get();
        }
        assertThat(status.applyAsInt(answer)).isEqualTo(429);
        return answer;
    }

    private static HttpResponse<String> get(String path, String address) {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(app.url().resolve(path))
                                    .header("X-Forwarded-For", address)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** It would hold a thread for as long as its sender likes. */
    @Test
    void a_body_that_trickles_in_is_given_up_and_one_of_few_bytes_is_not() throws Exception {
        for (String path : List.of("/theme", "/api/shop/v1/stock-alerts", "/webhooks/card")) {
            assertThat(trickle(path, 400)).as(path).isBetween(5, 200);
            assertThat(trickle(path, 5)).as("a few bytes for " + path).isEqualTo(5);
        }
    }

    /** Sends a body byte by byte; how many bytes it had sent when it was answered. */
    private static int trickle(String path, int length) throws IOException {
        String key = app.keys().publishable(JuniperAndJet.STORE);
        String type = path.startsWith("/api") ? "application/json" : "application/x-www-form-urlencoded";
        String head = String.join(
                "\r\n",
                "POST " + path + " HTTP/1.1",
                "Host: shop.example",
                "Authorization: Bearer " + key,
                "Shopper-Token: " + "a".repeat(27),
                "Content-Type: " + type,
                "Content-Length: " + length,
                "",
                "");
        try (Socket socket = new Socket(app.url().getHost(), app.url().getPort())) {
            socket.setSoTimeout(MILLIS_BETWEEN_BYTES);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            for (int sent = 0; sent < length; sent++) {
                if (isAnswered(socket.getInputStream())) {
                    return sent;
                }
                socket.getOutputStream().write('1');
            }
            socket.setSoTimeout(10_000);
            assertThat(isAnswered(socket.getInputStream())).isTrue();
            return length;
        }
    }

    /** Waits a moment for an answer. */
    private static boolean isAnswered(InputStream answer) throws IOException {
        try {
            return answer.read() == 'H';
        } catch (SocketTimeoutException notYet) {
            return false;
        }
    }
}
