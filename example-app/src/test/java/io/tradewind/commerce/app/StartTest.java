package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.app.web.StoreClock;
import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starting: what is wrong is said in one line, and a restart finds everything again. */
class StartTest {
    @TempDir
    Path data;

    @Test
    void a_taken_port_is_said_in_one_line_and_leaves_nothing_running() {
        try (App first = App.start(new AppConfig(0, data.resolve("first"), Optional.empty()))) {
            int port = first.url().getPort();
            AppConfig same = new AppConfig(port, data.resolve("second"), Optional.empty());
            RuntimeException failure = catchThrowableOfType(RuntimeException.class, () -> App.start(same));
            assertThat(Main.complaint(failure, Map.of("PORT", String.valueOf(port)))
                            .orElseThrow())
                    .contains("port " + port + " is taken")
                    .doesNotContain("\n");
        }
        try (App second = App.start(new AppConfig(0, data.resolve("second"), Optional.empty()))) {
            assertThat(new Visitor(second.url()).get("/").status()).isEqualTo(200);
        }
    }

    @Test
    void a_closed_store_reads_no_more_news_for_pages_that_are_still_open() throws InterruptedException {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        App app = App.start(new AppConfig(0, data, Optional.empty()));
        List<Thread> readers = Thread.getAllStackTraces().keySet().stream()
                .filter(it -> it.getName().equals("live-news") && !before.contains(it))
                .toList();
        app.close();
        for (Thread reader : readers) {
            reader.join(Duration.ofSeconds(5).toMillis());
        }
        assertThat(readers).isNotEmpty().noneMatch(Thread::isAlive);
    }

    @Test
    void wrong_settings_are_named_with_their_cure() {
        assertThat(complaint(Map.of("PORT", "http"))).contains("PORT is 'http': use a number from 0 to 65535");
        assertThat(complaint(Map.of("PORT", "70000"))).contains("PORT is '70000'");
        assertThat(complaint(Map.of("DATABASE_URL", "mysql://localhost/shop")))
                .contains("DATABASE_URL must start with postgresql://");
        assertThat(complaint(Map.of("DATABASE_URL", "postgresql://u:secret word@localhost/shop")))
                .contains("DATABASE_URL")
                .doesNotContain("secret");
        for (String address : List.of("shop.example", "https://shop.example/store", "https://a b", "ftp://x")) {
            assertThat(complaint(Map.of("PUBLIC_URL", address))).contains("PUBLIC_URL is '" + address + "'");
        }
        assertThat(complaint(Map.of("BEHIND_PROXY", "perhaps")))
                .contains("BEHIND_PROXY is 'perhaps': use true or false");
    }

    private static String complaint(Map<String, String> environment) {
        RuntimeException failure = catchThrowableOfType(RuntimeException.class, () -> AppConfig.from(environment));
        return Main.complaint(failure, environment).orElseThrow();
    }

    @Test
    void payment_providers_are_switched_on_by_their_variables_which_are_named_and_not_kept() {
        assertThat(AppConfig.from(Map.of()).providers()).isEmpty();
        assertThat(AppConfig.from(Map.of("ADYEN_API_KEY", "AQE-x")).providers())
                .isEqualTo(Map.of("adyen", Map.of("apiKey", "${env:ADYEN_API_KEY}")));
        assertThat(AppConfig.from(Map.of("PAYPAL_CLIENT_ID", "AQ-x", "PAYPAL_CLIENT_SECRET", "EL-x"))
                        .providers())
                .isEqualTo(Map.of(
                        "paypal",
                        Map.of("clientId", "${env:PAYPAL_CLIENT_ID}", "clientSecret", "${env:PAYPAL_CLIENT_SECRET}")));
    }

    @Test
    void plugins_of_a_folder_are_switched_on_by_a_file_beside_them() throws Exception {
        Path folder = Files.createDirectories(data.resolve("plugins"));
        Map<String, String> environment = Map.of("PLUGINS_DIR", folder.toString());
        assertThat(AppConfig.from(environment).plugins()).contains(folder);
        assertThat(AppConfig.from(environment).providers()).isEmpty();
        Files.writeString(folder.resolve("accounts.properties"), """
                # payments
                acme.apiKey = test_1
                acme.endpoint = http://127.0.0.1:8091
                plain =
                """);
        assertThat(AppConfig.from(environment).providers())
                .isEqualTo(Map.of(
                        "acme", Map.of("apiKey", "test_1", "endpoint", "http://127.0.0.1:8091"), "plain", Map.of()));
        Files.writeString(folder.resolve("accounts.properties"), "acme = test_1");
        assertThat(complaint(environment)).contains("accounts.properties says 'acme = test_1'", "acme.apiKey = test_1");
        assertThat(complaint(Map.of("PLUGINS_DIR", "gone"))).contains("PLUGINS_DIR is 'gone': there is no such folder");
    }

    @Test
    void an_account_of_a_plugin_that_is_not_there_keeps_the_store_closed_and_says_so() throws Exception {
        Path folder = Files.createDirectories(data.resolve("plugins"));
        Files.writeString(folder.resolve("accounts.properties"), "acme.apiKey = test_1");
        AppConfig config = AppConfig.from(
                Map.of("PORT", "0", "DATA_DIR", data.resolve("acme").toString(), "PLUGINS_DIR", folder.toString()));
        RuntimeException failure = catchThrowableOfType(RuntimeException.class, () -> App.start(config));
        assertThat(Main.complaint(failure, Map.of())).get().asString().contains("The store did not open", "acme");
    }

    @Test
    void a_basket_survives_a_restart() {
        String cookie;
        try (App app = App.start(new AppConfig(0, data, Optional.empty()))) {
            Visitor shopper = new Visitor(app.url());
            shopper.get("/p/stoneware-mug");
            shopper.post("/cart/add", "sku", "MUG-CLAY", "quantity", "3");
            assertThat(shopper.last().text()).contains("€54.00");
            cookie = shopper.cookie("tw_shop");
        }
        try (App app = App.start(new AppConfig(0, data, Optional.empty()))) {
            Visitor shopper = new Visitor(app.url());
            shopper.setCookie("tw_shop", cookie);
            assertThat(shopper.get("/cart").text()).contains("Stoneware mug", "€54.00");
        }
    }

    @Test
    void a_folder_for_copies_that_cannot_be_written_is_said_at_the_start() throws IOException {
        Path file = Files.writeString(data.resolve("a file"), "");
        AppConfig config = AppConfig.from(Map.of(
                "PORT",
                "0",
                "DATA_DIR",
                data.resolve("shop").toString(),
                "BACKUP_DIR",
                file.resolve("copies").toString()));
        assertThatThrownBy(() -> App.start(config))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BACKUP_DIR is '" + file.resolve("copies") + "'");
    }

    @Test
    void a_copy_made_while_the_store_is_open_is_the_store_when_it_is_unpacked() throws Exception {
        AppConfig config = AppConfig.from(Map.of(
                "PORT", "0",
                "DATA_DIR", data.resolve("first").toString(),
                "BACKUP_DIR", data.resolve("first/copies").toString()));
        Path copy;
        String order;
        String key;
        try (App app = App.start(config)) {
            order = new Visitor(app.url()).buy("0151 23451777");
            key = app.keys().publishable(JuniperAndJet.STORE);
            Files.createDirectories(data.resolve("first/media"));
            Files.writeString(data.resolve("first/media/cup.txt"), "a picture");
            copy = app.backups().orElseThrow().make();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)))
                .as("it holds the keys")
                .isEqualTo("rw-------");
        Path restored = Files.createDirectory(data.resolve("restored"));
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(copy))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                Path file = restored.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                }
            }
        }
        assertThat(restored.resolve("copies")).as("no copies of copies").doesNotExist();
        assertThat(restored.resolve("media/cup.txt")).hasContent("a picture");
        try (App app = App.start(new AppConfig(0, restored, Optional.empty()))) {
            assertThat(new Visitor(app.url()).get(order).status()).isEqualTo(200);
            assertThat(app.keys().publishable(JuniperAndJet.STORE)).isEqualTo(key);
            Shop staff = app.commerce().shop(JuniperAndJet.STORE, Actor.system("test"));
            assertThat(staff.orders().list(OrderQuery.newest()).orders()).hasSize(1);
        }
    }

    @Test
    void what_the_embedded_database_holds_moves_to_postgresql() throws Exception {
        AppConfig embedded = new AppConfig(0, data.resolve("shop"), Optional.empty());
        String order;
        String key;
        try (App app = App.start(embedded)) {
            order = new Visitor(app.url()).buy("0151 23451777");
            key = app.keys().publishable(JuniperAndJet.STORE);
            URI link = app.staffLink();
            assertThat(new Visitor(app.url()).get(link.getPath()).status()).isEqualTo(200);
        }
        assertThatThrownBy(() -> Move.run(embedded)).hasMessageContaining("DATABASE_URL is missing");
        try (TestDatabase database = TestDatabases.postgres()) {
            AppConfig.PostgresUrl url = new AppConfig.PostgresUrl(database.url(), database.user(), database.password());
            Path nothing = data.resolve("nothing");
            assertThatThrownBy(() -> Move.run(new AppConfig(0, nothing, Optional.of(url))))
                    .hasMessageContaining("DATA_DIR is '" + nothing + "'");

            AppConfig moved = new AppConfig(0, data.resolve("shop"), Optional.of(url));
            assertThat(Move.run(moved).rows()).isGreaterThan(500);
            assertThatThrownBy(() -> Move.run(moved)).hasMessageContaining("TW-2005");
            try (App app = App.start(moved)) {
                assertThat(new Visitor(app.url()).get(order).status()).isEqualTo(200);
                assertThat(app.keys().publishable(JuniperAndJet.STORE)).isEqualTo(key);
                assertThat(new Visitor(app.url()).buy("0151 23991888")).isNotEqualTo(order);
                Shop staff = app.commerce().shop(JuniperAndJet.STORE, Actor.system("test"));
                assertThat(staff.orders().list(OrderQuery.newest()).orders()).hasSize(2);
                try (Connection connection = app.commerce().dataSource().getConnection()) {
                    assertThat(app.commerce().invariants().check(connection, StoreClock.now()))
                            .isEmpty();
                }
            }
        }
    }

    private static HttpResponse<String> get(App app, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(app.url().resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void behind_tls_all_addresses_are_public_ones_and_cookies_are_secure() throws Exception {
        AppConfig config = new AppConfig(
                0,
                data.resolve("second"),
                Optional.empty(),
                AppConfig.from(Map.of("PUBLIC_URL", "https://shop.example/")).publicUrl(),
                true);
        try (App app = App.start(config)) {
            HttpResponse<String> page = get(app, "/p/trail-bottle", "X-Forwarded-For", "6.6.6.6, 198.51.100.7");
            assertThat(page.headers().allValues("Set-Cookie"))
                    .isNotEmpty()
                    .allMatch(it -> it.startsWith("__Host-") && it.contains("Secure"));
            assertThat(get(app, "/cart", "Cookie", "tw_shop=" + "a".repeat(27))
                            .headers()
                            .firstValue("Set-Cookie"))
                    .as("a cookie that a neighbour planted is nobody's")
                    .isPresent();
            assertThat(page.headers().firstValue("Strict-Transport-Security")).isPresent();
            assertThat(page.body())
                    .contains("rel=\"canonical\" href=\"https://shop.example/p/trail-bottle\"")
                    .contains("hreflang=\"ar\" href=\"https://shop.example/ar/p/trail-bottle\"")
                    .contains("\"url\":\"https://shop.example/p/trail-bottle\"")
                    .doesNotContain("http://127");
            assertThat(get(app, "/sitemap.xml").body())
                    .contains("<loc>https://shop.example/de/")
                    .doesNotContain("127.0.0.1");
            assertThat(get(app, "/robots.txt").body()).contains("Sitemap: https://shop.example/sitemap.xml");
            var policy = app.commerce().stores().get(0).policy().messages();
            assertThat(policy.orderLink()).isEqualTo("https://shop.example/o/{token}");
            assertThat(policy.workLink()).startsWith("https://shop.example/admin/");

            String csrf = page.body().replaceAll("(?s).*?name=\"csrf\" value=\"([^\"]+)\".*", "$1");
            String cookie =
                    page.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
            for (String origin : List.of("https://shop.example", "https://evil.example")) {
                HttpRequest post = HttpRequest.newBuilder(app.url().resolve("/theme"))
                        .headers(
                                "Content-Type", "application/x-www-form-urlencoded", "Origin", origin, "Cookie", cookie)
                        .POST(HttpRequest.BodyPublishers.ofString("theme=dark&csrf=" + csrf))
                        .build();
                assertThat(HttpClient.newHttpClient()
                                .send(post, HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .as(origin)
                        .isEqualTo(origin.contains("evil") ? 403 : 303);
            }
        }
    }

    @Test
    void what_a_proxy_says_is_believed_only_where_there_is_one() throws Exception {
        for (boolean proxied : List.of(true, false)) {
            AppConfig config = new AppConfig(0, data.resolve("second"), Optional.empty(), Optional.empty(), proxied);
            try (App app = App.start(config)) {
                HttpResponse<String> page = get(app, "/p/trail-bottle", "X-Forwarded-Proto", "https");
                assertThat(page.headers().firstValue("Set-Cookie").orElseThrow().contains("Secure"))
                        .isEqualTo(proxied);
                assertThat(page.body().contains("href=\"https://127.0.0.1")).isEqualTo(proxied);
                int tries = 0;
                Visitor visitor = new Visitor(app.url());
                visitor.get("/find-order");
                String csrf = visitor.last().hidden("csrf");
                int status = 0;
                while (tries < 8 && status != 429) {
                    String said = "6.6.6." + tries + (proxied ? ", 2001:db8:1:2::" + tries : "");
                    tries++;
                    status = visitor.send(HttpRequest.newBuilder(app.url().resolve("/find-order"))
                                    .headers(
                                            "Content-Type",
                                            "application/x-www-form-urlencoded",
                                            "X-Forwarded-For",
                                            said)
                                    .POST(HttpRequest.BodyPublishers.ofString("number=JJ-1&contact=x&csrf=" + csrf)))
                            .status();
                }
                assertThat(tries)
                        .as("what the browser itself made up, or chose in its network, gives no more tries")
                        .isEqualTo(6);
            }
        }
    }
}
