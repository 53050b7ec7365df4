package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.access.Role;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of requests over all routes that are nearly right or not right at all. {@code -Dfuzz.seed} repeats a run,
 * {@code -Dfuzz.requests} makes it longer.
 */
class FuzzTest {
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 20_000);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_125L);
    private static final int HANDS = 4;
    private static final Pattern INSIDE = Pattern.compile("\\bat (io|java|org)\\.[a-z]|Exception\\b|org\\.h2\\b"
            + "|org\\.postgresql\\b|commerce\\.(orders|cart|checkout)\\b|\\bselect .* from \\b");

    @TempDir
    Path data;

    @Test
    void nothing_that_is_sent_breaks_the_shop() throws Exception {
        try (Leaks leaks = Leaks.listen();
                ApiStore store = ApiStore.open(data)) {
            store.order("card", "approve", 2);
            FuzzWaysIn ways = new FuzzWaysIn(store);
            FuzzRequests requests =
                    new FuzzRequests(store.app.url(), store.shop(), store.admin(Role.ADMIN), store.app.routes(), ways);
            Queue<String> broken = new ConcurrentLinkedQueue<>();
            Set<String> reached = ConcurrentHashMap.newKeySet();
            AtomicInteger sent = new AtomicInteger();
            AtomicInteger fine = new AtomicInteger();
            ExecutorService hands = Executors.newFixedThreadPool(HANDS);
            List<Future<?>> work = new ArrayList<>();
            for (int hand = 0; hand < HANDS; hand++) {
                Random random = new Random(SEED + hand);
                work.add(hands.submit(() -> {
                    HttpClient http = HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .build();
                    while (sent.incrementAndGet() <= REQUESTS && broken.size() < 10) {
                        FuzzRequests.Wish wish = requests.next(random);
                        HttpResponse<String> answer = send(http, wish.request());
                        check(wish, answer).ifPresent(broken::add);
                        boolean in = ways.opened(wish, answer);
                        if (in && !wish.session().isEmpty() && answer.statusCode() < 400) {
                            reached.add(wish.route());
                        }
                        if (answer.statusCode() < 300) {
                            fine.incrementAndGet();
                            requests.learn(wish, answer.body());
                        }
                    }
                }));
            }
            for (Future<?> it : work) {
                it.get();
            }
            hands.shutdown();
            assertThat(broken).as("seed " + SEED).isEmpty();
            assertThat(fine.get())
                    .as("some requests get through, so that they reach the inside")
                    .isGreaterThan(REQUESTS / 50);
            assertThat(requests.untouched())
                    .as("routes that no request went to")
                    .isEmpty();
            assertThat(reached)
                    .as("what a member of staff came to")
                    .contains("GET /admin/orders/{id}", "GET /admin/log", "POST /admin/orders/{id}/note")
                    .contains("POST /api/admin/v1/me/views")
                    .hasSizeGreaterThan(80);
            store.settle();
            assertThat(store.violations()).isEmpty();
            assertThat(leaks.inTheLog()).as("what must not be logged").isEmpty();
            assertThat(Leaks.cardsIn(store.app.commerce().dataSource()))
                    .as("card numbers that are kept")
                    .isEmpty();
            leaks.plant(store.app.commerce());
            assertThat(leaks.inTheLog()).as("what is logged would be seen").isNotEmpty();
            assertThat(Leaks.cardsIn(store.app.commerce().dataSource()))
                    .as("what is kept would be seen")
                    .singleElement()
                    .asString()
                    .startsWith("ORDERS.EMAIL");
            String token = store.shop().to("createShopper").send().is(201).text("/token");
            store.shop().to("openCart").as(token).send().is(201);
        }
    }

    private static HttpResponse<String> send(HttpClient http, HttpRequest request) {
        try {
            try {
                return http.send(request, HttpResponse.BodyHandlers.ofString());
            } catch (
                    IOException
                            closed) { // the server ends a line on which it cannot tell where the next request begins
                return http.send(request, HttpResponse.BodyHandlers.ofString());
            }
        } catch (IOException e) {
            throw new AssertionError("no answer to " + request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static Optional<String> check(FuzzRequests.Wish wish, HttpResponse<String> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        boolean problem = answer.statusCode() < 400
                || !wish.api()
                || type.equals("application/problem+json")
                || answer.statusCode() == 414 // nobody knows of such an address what it was for
                || wish.oddPath(); // the server itself refuses some addresses before we see them
        if (answer.statusCode() >= 500 && answer.statusCode() != 503) {
            return Optional.of(wish + " → " + answer.statusCode() + " " + cut(answer.body()));
        } else if (!problem) {
            return Optional.of(wish + " → " + answer.statusCode() + " as " + type + ": " + cut(answer.body()));
        } else if (!type.contains("html") && INSIDE.matcher(answer.body()).find()) {
            return Optional.of(wish + " shows the inside: " + cut(answer.body()));
        }
        return Optional.empty();
    }

    private static String cut(String text) {
        return text.length() <= 400 ? text : text.substring(0, 400) + "…";
    }
}
