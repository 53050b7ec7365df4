package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.api.ApiKeys;
import io.tradewind.commerce.app.api.ApiLimits;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testdb.TestDatabase;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** What holds for all routes of the interfaces. */
class ApiConventionsTest {
    @BothDatabases
    void twenty_requests_with_one_key_at_once_are_one_receipt_and_twenty_equal_answers(TestDatabase database)
            throws Exception {
        try (MugApi mugs = MugApi.open(database.dataSource(), ApiLimits.none())) {
            int before = level(mugs);
            ApiClient admin = mugs.admin(MugApi.MUGS, Role.PACKER);
            ExecutorService crowd = Executors.newFixedThreadPool(20);
            List<Callable<ApiClient.Reply>> wishes = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                wishes.add(() -> admin.to("receiveStock")
                        .with("sku", "MUG-CLAY")
                        .with("Idempotency-Key", "note-18")
                        .send());
            }
            List<ApiClient.Reply> replies = new ArrayList<>();
            for (Future<ApiClient.Reply> it : crowd.invokeAll(wishes)) {
                replies.add(it.get());
            }
            crowd.shutdown();
            assertThat(level(mugs)).isEqualTo(before + 10);
            List<ApiClient.Reply> done = replies.stream()
                    .filter(it -> it.status() != 409) // waited too long; sent again they get the same
                    .map(it -> it.is(200))
                    .toList();
            assertThat(done.stream().map(ApiClient.Reply::json).distinct()).hasSize(1);
            assertThat(done.stream()
                            .filter(it -> it.header("Idempotent-Replayed").equals("false")))
                    .hasSize(1);
            admin.to("receiveStock")
                    .with("sku", "MUG-CLAY")
                    .with("Idempotency-Key", "note-18")
                    .put("/quantity", 11)
                    .send()
                    .refuses(422, "key-reused");
            admin.to("receiveStock").with("sku", "MUG-CLAY").withoutKey().send().refuses(400, "key-needed");
            assertThat(kept(database)).isNotEmpty().allMatch(it -> it.startsWith("sealed:"));
            assertThat(level(mugs)).isEqualTo(before + 10);
        }
    }

    private static List<String> kept(TestDatabase database) throws Exception {
        List<String> kept = new ArrayList<>();
        try (var connection = database.dataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select answer from tradewind_api.api_request")) {
            while (rows.next()) {
                kept.add(rows.getString(1));
            }
        }
        return kept;
    }

    @BothDatabases
    void problems_are_told_in_the_language_that_is_asked_for(TestDatabase database) {
        try (MugApi mugs = MugApi.open(database.dataSource(), ApiLimits.none())) {
            ApiClient shop = mugs.shop(MugApi.MUGS);
            String token = shop.to("createShopper").send().is(201).text("/token");
            String cart = shop.to("openCart").as(token).send().is(201).text("/id");
            Map<String, String> words = Map.of(
                    "de-AT, en;q=0.5", "ist hier kein Feld",
                    "fr, ar;q=0.9, en;q=0.1", "ليس حقلًا هنا",
                    "fr", "is not a field here",
                    "no list at all;;", "is not a field here");
            words.forEach((wanted, said) -> {
                ApiClient.Reply reply = shop.to("addLine")
                        .as(token)
                        .with("cart", cart)
                        .header("Accept-Language", wanted)
                        .body("{\"sku\": \"FLASK\", \"quantity\": 1, \"colour\": \"red\"}")
                        .send()
                        .refuses(422, "invalid");
                assertThat(reply.text("/errors/0/message")).isEqualTo(said);
                assertThat(reply.text("/detail")).endsWith("/colour " + said);
            });
            ApiClient.Reply library = shop.to("sendCode")
                    .as(token)
                    .with("cart", cart)
                    .header("Accept-Language", "de")
                    .put("/phone", "+44 7400 123456")
                    .send()
                    .refuses(422, "phone-country");
            assertThat(library.header("Content-Language")).isEqualTo("de");
            assertThat(library.text("/detail")).contains("liefern wir nicht");
        }
    }

    @BothDatabases
    void what_was_refused_leaves_its_key_free_and_changes_nothing(TestDatabase database) {
        try (MugApi mugs = MugApi.open(database.dataSource(), ApiLimits.none())) {
            ApiClient admin = mugs.admin(MugApi.MUGS, Role.ADMIN);
            int before = level(mugs);
            admin.to("adjustStock")
                    .with("sku", "MUG-CLAY")
                    .with("Idempotency-Key", "lost-all")
                    .put("/change", -1_000_000)
                    .send()
                    .refuses(409, "below-reserved");
            admin.to("adjustStock")
                    .with("sku", "MUG-CLAY")
                    .with("Idempotency-Key", "lost-all")
                    .send()
                    .is(200);
            assertThat(level(mugs)).isEqualTo(before - 1);
        }
    }

    @BothDatabases
    void every_field_that_is_wrong_is_named_and_nothing_else_is_taken(TestDatabase database) {
        try (MugApi mugs = MugApi.open(database.dataSource(), ApiLimits.none())) {
            ApiClient shop = mugs.shop(MugApi.MUGS);
            String token = shop.to("createShopper").send().is(201).text("/token");
            String cart = shop.to("openCart").as(token).send().is(201).text("/id");
            ApiClient.Reply wrong = shop.to("addLine")
                    .as(token)
                    .with("cart", cart)
                    .body("{\"sku\": \"\", \"quantity\": 0, \"price\": 1, \"personalisation\": {\"engraving\": [7]}}")
                    .send()
                    .refuses(422, "invalid");
            List<String> pointers = new ArrayList<>();
            wrong.at("/errors").forEach(it -> pointers.add(it.get("pointer").stringValue()));
            assertThat(pointers)
                    .containsExactlyInAnyOrder("/sku", "/quantity", "/price", "/personalisation/engraving/0");
            assertThat(wrong.text("/traceId")).matches("[0-9a-f]{32}");
            for (String body : List.of(
                    "",
                    "{",
                    "[]x",
                    "{\"sku\": \"MUG-CLAY\", \"sku\": \"FLASK\", \"quantity\": 1}",
                    "{\"sku\": \"MUG-CLAY\", \"quantity\": 1} {}",
                    "{\"a\":".repeat(1000) + "1" + "}".repeat(1000))) {
                ApiClient.Request request =
                        shop.to("addLine").as(token).with("cart", cart).body(body.isEmpty() ? " " : body);
                request.send().refuses(400, "malformed");
            }
            for (String body : List.of(
                    "{\"sku\": \"MUG\\u0000CLAY\", \"quantity\": 1}",
                    "{\"sku\": \"MUG-CLAY\", \"quantity\": 1e309}",
                    "{\"sku\": \"MUG-CLAY\", \"quantity\": 1.5}",
                    "{\"sku\": \"MUG-CLAY\", \"quantity\": 2147483648}",
                    "{\"sku\": \"MUG-CLAY\", \"quantity\": \"1\"}",
                    "{\"sku\": null, \"quantity\": 1}",
                    "[]",
                    "7")) {
                ApiClient.Reply reply = shop.to("addLine")
                        .as(token)
                        .with("cart", cart)
                        .body(body)
                        .send();
                assertThat(reply.status()).as(body + " " + reply).isEqualTo(422);
            }
            shop.to("addLine")
                    .as(token)
                    .with("cart", cart)
                    .header("Content-Type", "text/plain")
                    .send()
                    .refuses(415, "media-type");
            shop.to("addLine")
                    .as(token)
                    .with("cart", cart)
                    .put("/sku", "x".repeat(33_000))
                    .send()
                    .refuses(413, "too-large");
            mugs.admin(MugApi.MUGS, Role.ADMIN)
                    .to("createKey")
                    .body("[" + "0,".repeat(60_000) + "0]")
                    .send()
                    .refuses(400, "malformed");
            shop.to("changeLine")
                    .as(token)
                    .with("cart", cart)
                    .with("line", "lin_" + "0".repeat(32))
                    .send()
                    .refuses(428, "if-match-missing");
            assertThat(shop.to("getCart")
                            .as(token)
                            .with("cart", cart)
                            .send()
                            .is(200)
                            .at("/lines")
                            .size())
                    .isZero();
        }
    }

    @BothDatabases
    void whoever_asks_too_often_is_told_when_to_come_back(TestDatabase database) {
        try (MugApi mugs = MugApi.open(database.dataSource(), ApiLimits.of(10, 3))) {
            ApiClient shop = mugs.shop(MugApi.MUGS);
            String token = shop.to("createShopper").send().is(201).text("/token");
            ApiClient.Reply cart = shop.to("openCart").as(token).send().is(201);
            assertThat(cart.header("RateLimit-Policy")).isEqualTo("\"default\";q=10;w=60");
            assertThat(cart.header("RateLimit")).matches("\"default\";r=\\d+;t=\\d+");
            ApiClient.Reply last = cart;
            for (int i = 0; i < 8 && last.status() != 429; i++) { // a minute may end in between
                last = shop.to("useCode")
                        .as(token)
                        .with("cart", cart.text("/id"))
                        .put("/code", "GUESS" + i)
                        .send();
            }
            last.refuses(429, "too-many");
            assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 60);
            ApiClient other = mugs.shop(MugApi.CUPS);
            other.to("createShopper").send().is(201);
        }
    }

    @BothDatabases
    void nobody_has_so_many_streams_that_none_are_left_and_a_revoked_key_hears_no_more(TestDatabase database)
            throws Exception {
        try (MugApi mugs = MugApi.open(database.dataSource(), ApiLimits.none())) {
            ApiKeys.Issued key = mugs.api.keys().issue(ApiKeys.Kind.STAFF, MugApi.MUGS, "till", Set.of(Role.ADMIN));
            Map<Boolean, ArrayList<HttpResponse<InputStream>>> all = listenAtOnce(40, mugs, key.text());
            List<HttpResponse<InputStream>> open = all.get(true);
            assertThat(open).hasSize(30);
            assertThat(all.get(false)).hasSize(10).allSatisfy(it -> {
                assertThat(it.statusCode()).isEqualTo(503);
                assertThat(it.headers().firstValue("Retry-After")).isPresent();
            });
            ApiKeys.Issued other = mugs.api.keys().issue(ApiKeys.Kind.STAFF, MugApi.MUGS, "other", Set.of(Role.ADMIN));
            open.add(listen(mugs, other.text()));
            assertThat(open.get(30).statusCode()).isEqualTo(200);

            mugs.api.keys().revoke(MugApi.MUGS, key.key().id());
            for (HttpResponse<InputStream> it : open.subList(0, 30)) {
                it.body().readAllBytes(); // to its end, which the server makes
            }
            open.get(30).body().close();
        }
    }

    @BothDatabases
    void whoever_reads_news_while_the_interface_closes_is_not_interrupted(TestDatabase database) throws Exception {
        AtomicReference<Runnable> meanwhile = new AtomicReference<>(() -> {});
        DataSource watched = (DataSource) Proxy.newProxyInstance(
                ApiConventionsTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (it, method, arguments) -> {
                    if (Thread.currentThread().getName().equals("api-streams")) {
                        meanwhile.getAndSet(() -> {}).run();
                    }
                    return method.invoke(database.dataSource(), arguments);
                });
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        try (MugApi mugs = MugApi.open(watched, ApiLimits.none())) {
            ApiKeys.Issued key = mugs.api.keys().issue(ApiKeys.Kind.STAFF, MugApi.MUGS, "till", Set.of(Role.ADMIN));
            HttpResponse<InputStream> stream = listen(mugs, key.text());
            meanwhile.set(() -> {
                Thread closing = new Thread(mugs.api::close, "closing");
                closing.start();
                while (closing.getState() == Thread.State.NEW || closing.getState() == Thread.State.RUNNABLE) {
                    Thread.onSpinWait(); // until it waits for this reader, or has gone on without
                }
                interrupted.complete(Thread.currentThread().isInterrupted());
            });

            assertThat(interrupted.get(30, TimeUnit.SECONDS)).isFalse();
            stream.body().close();
        }
    }

    /** Those who may, and those who may not. */
    private static Map<Boolean, ArrayList<HttpResponse<InputStream>>> listenAtOnce(int callers, MugApi mugs, String key)
            throws Exception {
        ExecutorService crowd = Executors.newFixedThreadPool(callers);
        Callable<HttpResponse<InputStream>> one = () -> listen(mugs, key);
        List<HttpResponse<InputStream>> answers = new ArrayList<>();
        for (Future<HttpResponse<InputStream>> it : crowd.invokeAll(Collections.nCopies(callers, one))) {
            answers.add(it.get());
        }
        crowd.shutdown();
        return answers.stream()
                .collect(Collectors.partitioningBy(
                        it -> it.statusCode() == 200, Collectors.toCollection(ArrayList::new)));
    }

    private static HttpResponse<InputStream> listen(MugApi mugs, String key) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(mugs.url().resolve("/api/admin/v1/events"))
                                .header("Authorization", "Bearer " + key)
                                .header("Accept", "text/event-stream")
                                .timeout(Duration.ofSeconds(30))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
    }

    @BothDatabases
    void pages_and_problems_are_served_from_the_jar(TestDatabase database) throws Exception {
        try (MugApi mugs = MugApi.open(database.dataSource(), ApiLimits.none())) {
            String index = get(mugs.url().resolve("/api/docs")).body();
            assertThat(index).contains("Tradewind shop API", "/api/admin/v1/openapi.json");
            String shop = get(mugs.url().resolve("/api/docs/shop")).body();
            assertThat(shop)
                    .contains("id=\"placeOrder\"", "/checkouts/{checkout}/placements", "form-Place", "Idempotency-Key")
                    .doesNotContain("<script", "http://", "style=");
            assertThat(get(mugs.url().resolve("/api/docs/admin")).body()).contains("id=\"receiveStock\"");
            assertThat(get(mugs.url().resolve("/api/docs/problems")).body()).contains("id=\"stale\"");
            HttpResponse<String> nothing = get(mugs.url().resolve("/api/shop/v2/carts"));
            assertThat(nothing.statusCode()).isEqualTo(404);
            assertThat(nothing.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            HttpResponse<String> wrong = get(mugs.url().resolve("/api/shop/v1/checkouts"));
            assertThat(wrong.statusCode()).isEqualTo(405);
            assertThat(wrong.headers().firstValue("Allow")).hasValue("POST");
        }
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int level(MugApi mugs) {
        return mugs.staff(MugApi.MUGS).stock().level(Sku.of("MUG-CLAY")).onHand();
    }
}
