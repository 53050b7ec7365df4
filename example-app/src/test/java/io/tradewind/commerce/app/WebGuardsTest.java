package io.tradewind.commerce.app;

import static io.tradewind.commerce.testdb.removal.Shortcut.believes;
import static io.tradewind.commerce.testdb.removal.Shortcut.condition;
import static io.tradewind.commerce.testdb.removal.Shortcut.nothing;
import static io.tradewind.commerce.testdb.removal.Shortcut.says;
import static io.tradewind.commerce.testdb.removal.Shortcut.wording;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.Javalin;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.api.ApiCall;
import io.tradewind.commerce.app.api.ApiKeys;
import io.tradewind.commerce.app.console.ConsolePages;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.testdb.removal.Shortcut;
import io.tradewind.commerce.testdb.removal.Shortcuts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/**
 * Takes the guards of pages and interfaces away, one after the other, and asks for what each of them keeps from happening.
 * The answer must be right with the guard and wrong without it. Prints the list.
 */
@ExtendWith(SharedShop.class)
class WebGuardsTest {
    private static final String BOLD = "<b>tw</b>";
    private static final int MORE_THAN_ALLOWED = 130;
    private static int people;

    private final HttpClient http = HttpClient.newHttpClient();

    /** What is asked for; it throws an {@code AssertionError} if the answer is wrong. */
    @FunctionalInterface
    private interface Check {
        void run() throws Exception;
    }

    private record Guard(String name, Check check, List<Shortcut> gone) {
        static Guard that(String name, Check check, Shortcut... gone) {
            return new Guard(name, check, List.of(gone));
        }
    }

    private List<Guard> guards() {
        return List.of(
                Guard.that(
                        "a form carries the secret of its session",
                        this::formsWithoutTheirSecretAreRefused,
                        calls("app.web.Forgery#refuseForgery", "isEqual", "same")),
                Guard.that(
                        "a form comes from a page of ours",
                        this::formsOfOtherSitesAreRefused,
                        calls("app.web.Forgery#refuseOtherSites", "isOurs", "anybody")),
                Guard.that(
                        "a form leads back to a page of ours",
                        this::formsLeadBackToUs,
                        believes("app.web.Site#localPath")),
                Guard.that(
                        "what people type is text",
                        this::whatPeopleTypeIsText,
                        calls("gg.jte.html.OwaspHtmlTemplateOutput#writeTagBodyUserContent", "htmlContent", "asTyped")),
                Guard.that(
                        "only scripts of ours run, and no page shows us in a frame",
                        this::thePolicyAllowsNothingElse,
                        wording("app.web.Guard#CONTENT_POLICY", "script-src 'self'", "script-src *")),
                Guard.that(
                        "strangers learn nothing of what is behind the door",
                        this::strangersAreAskedToSignIn,
                        says("app.web.StaffDoor#isBehind", false)),
                Guard.that(
                        "a page of the console takes a right",
                        this::aPackerSeesNoPayments,
                        nothing("app.console.Desk#check")),
                Guard.that(
                        "a route without a right keeps the store from starting",
                        this::routesSayWhatTheyTake,
                        nothing("app.console.ConsolePages#requireAllGuarded")),
                Guard.that(
                        "a key may do what its roles may",
                        this::aPackersKeyMakesNoKeys,
                        nothing("app.api.ApiDoor#permit")),
                Guard.that(
                        "scripts cannot read the session",
                        this::scriptsCannotReadTheSession,
                        calls("app.web.Cookies#put", "setHttpOnly", "leave")),
                Guard.that(
                        "the secret of a session is not kept",
                        this::sessionsAreKeptWithoutTheirSecrets,
                        believes("app.staff.Secret#hash")),
                Guard.that(
                        "signing out ends the session",
                        this::aSessionThatWasLeftIsOver,
                        nothing("app.staff.StaffRoom#leave")),
                Guard.that(
                        "a session that nobody uses ends",
                        this::aSessionThatNobodyUsesEnds,
                        condition("app.staff.SessionStore#FIND", "x.seen > :idle")),
                Guard.that(
                        "a closed account is out at once",
                        this::aClosedAccountIsOut,
                        wording("app.staff.SessionStore#FIND", "and s.active ", ""),
                        nothing("app.staff.SessionStore#endAll")),
                Guard.that(
                        "a password is guessed at five times",
                        this::passwordsAreNotGuessedForLong,
                        calls("app.staff.StaffRoom#signIn", "isZero", "yes")),
                Guard.that(
                        "a caller who asks too often waits",
                        this::callersWhoAskTooOftenWait,
                        calls("app.api.ApiDoor#limit", "allowed", "yes")));
    }

    /** Also where no page of ours answers: what the server refuses by itself, files, streams. */
    @Test
    void every_answer_tells_browsers_what_it_may_do_and_that_nobody_keeps_it() throws Exception {
        Visitor visitor = SharedShop.visitor();
        String order = visitor.buy(SharedShop.phone());
        List<String> paths = SharedShop.app().routes().stream()
                .filter(it -> it.startsWith("GET "))
                .map(it -> it.substring(4).replaceAll("[{<][a-z]+[}>]", "nothing"))
                .collect(Collectors.toCollection(ArrayList::new));
        paths.addAll(List.of(
                order,
                order + "/events",
                order + "/invoice",
                order + "/calendar",
                "/tokens.css",
                "/js/console.js",
                "/art/icons.svg",
                "/no.css",
                "/art/no.svg",
                "/%2e%2e/x",
                "/" + "a".repeat(9000)));
        Set<Integer> statuses = new TreeSet<>();
        for (String path : paths) {
            HttpResponse<InputStream> answer = http.send(
                    HttpRequest.newBuilder(
                                    URI.create(SharedShop.url().toString().replaceAll("/$", "") + path))
                            .header("Origin", "https://elsewhere.example")
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            answer.body().close();
            statuses.add(answer.statusCode());
            Map<String, List<String>> headers = answer.headers().map();
            assertThat(headers.getOrDefault("content-security-policy", List.of()))
                    .as(path)
                    .singleElement()
                    .asString()
                    .startsWith("default-src 'none'")
                    .contains("frame-ancestors 'none'");
            assertThat(headers).as(path).containsEntry("x-content-type-options", List.of("nosniff"));
            assertThat(headers).as(path).containsEntry("referrer-policy", List.of("same-origin"));
            assertThat(headers)
                    .as(path)
                    .containsKey("permissions-policy")
                    .doesNotContainKeys("server", "x-powered-by", "access-control-allow-origin");
            String kept = String.join(" ", headers.getOrDefault("cache-control", List.of("nobody said")));
            boolean ours =
                    path.matches("/(tokens.css|js/console.js|art/icons.svg|js/htmx.js|api/docs.*|api/.*/openapi.json)");
            assertThat(kept).as(path).matches(ours ? "public, max-age=\\d+" : "no-store|private, no-cache");
            assertThat(ours && headers.containsKey("set-cookie")).as(path).isFalse();
        }
        assertThat(statuses).contains(200, 303, 400, 401, 404, 414);
    }

    /** Programs read problems, not pages, whatever they send and wherever. */
    @Test
    void every_address_of_the_interfaces_answers_other_methods_and_every_other_address_with_a_problem()
            throws Exception {
        Map<String, Set<String>> table = new TreeMap<>();
        SharedShop.app().routes().stream()
                .map(it -> it.split(" "))
                .filter(it -> it[1].startsWith("/api/") && !it[1].contains("<"))
                .forEach(it -> table.computeIfAbsent(
                                it[1].replaceAll("[{][a-z]+[}]", "nothing"), path -> new TreeSet<>())
                        .add(it[0]));
        assertThat(table).hasSizeGreaterThan(150);
        List<String> nowhere = List.of("/api", "/api/", "/api/nope", "/api/shop/v1", "/api/shop/v2/carts", "/api//x");
        nowhere.forEach(it -> table.put(it, Set.of()));
        List<String> methods = List.of(
                "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "BEFORE", "get");
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, Set<String>> each : table.entrySet()) {
            for (String method : methods) {
                if (!each.getValue().contains(method)) {
                    HttpResponse<String> answer =
                            send(HttpRequest.newBuilder(SharedShop.url().resolve(each.getKey()))
                                    .method(method, HttpRequest.BodyPublishers.noBody()));
                    String allowed = answer.headers().firstValue("Allow").orElse("");
                    boolean right = answer.statusCode() == (each.getValue().isEmpty() ? 404 : 405)
                            && allowed.equals(String.join(", ", each.getValue()))
                            && answer.headers()
                                    .firstValue("Content-Type")
                                    .orElse("")
                                    .equals("application/problem+json")
                            && answer.body().startsWith(method.equals("HEAD") ? "" : "{");
                    if (!right) {
                        wrong.add(method + " " + each.getKey() + ": " + answer.statusCode() + ", allows " + allowed);
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        HttpResponse<String> odd = send(HttpRequest.newBuilder(SharedShop.url().resolve("/api/..;/x")));
        assertThat(odd.statusCode()).isEqualTo(400);
        assertThat(odd.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(odd.body()).contains("\"status\":400");
    }

    @Test
    void a_form_that_another_site_sends_takes_nobodys_basket_away() {
        assertThat(setCookies("cross-site")).isEmpty();
        assertThat(setCookies("same-origin")).isNotEmpty();
    }

    private List<String> setCookies(String from) {
        return send(HttpRequest.newBuilder(SharedShop.url().resolve("/theme"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Sec-Fetch-Site", from)
                        .POST(HttpRequest.BodyPublishers.ofString("theme=dark")))
                .headers()
                .allValues("Set-Cookie");
    }

    /** Whoever reads the log must not be able to open what only the buyer may, nor write into it. */
    @Test
    void what_opens_an_order_stands_in_no_log() {
        String order = SharedShop.visitor().buy(SharedShop.phone());
        try (Leaks leaks = Leaks.listen()) {
            send(HttpRequest.newBuilder(SharedShop.url().resolve(order + "/cancel"))
                    .header("Content-Type", "multipart/form-data")
                    .POST(HttpRequest.BodyPublishers.ofString("no form")));
            assertThat(leaks.said())
                    .contains("Unreadable form at /o/…/cancel")
                    .doesNotContain(order.replace("/o/", ""));
            LoggerFactory.getLogger(WebGuardsTest.class).warn("typed\r\n06:00:00 ERROR made up");
            assertThat(leaks.said()).contains("typed | 06:00:00 ERROR made up");
        }
    }

    private static Shortcut calls(String where, String called, String instead) {
        return Shortcut.calls(where, called, Instead.class, instead);
    }

    @Test
    void every_guard_of_the_pages_is_missed_when_it_is_gone() throws Exception {
        List<String> survivors = new ArrayList<>();
        StringBuilder list = new StringBuilder("Guards of the pages that were taken away, and what was seen then:\n");
        for (Guard guard : guards()) {
            guard.check().run();
            Shortcuts.take(guard.gone());
            try {
                guard.check().run();
                survivors.add(guard.name());
            } catch (AssertionError missed) {
                String how = String.valueOf(missed.getMessage())
                        .replaceAll("\\s+", " ")
                        .strip();
                list.append(String.format("  %-58s %.110s%n", guard.name(), how));
            } finally {
                Shortcuts.leave(guard.gone());
            }
        }
        System.out.printf("%sguards: %d taken away, %d not missed%n", list, guards().size(), survivors.size());
        assertThat(survivors).as("guards that nobody misses").isEmpty();
    }

    // ---- forms ----

    private void formsWithoutTheirSecretAreRefused() {
        Visitor visitor = SharedShop.visitor();
        visitor.get("/cart");
        assertThat(visitor.postExactly("/theme", Map.of("csrf", "a guess", "theme", "dark", "back", "/cart"))
                        .status())
                .isEqualTo(403);
    }

    private void formsOfOtherSitesAreRefused() {
        Visitor visitor = SharedShop.visitor();
        String secret = visitor.get("/cart").hidden("csrf");
        assertThat(visitor.send(HttpRequest.newBuilder(SharedShop.url().resolve("/theme"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Origin", "https://elsewhere.example")
                                .POST(HttpRequest.BodyPublishers.ofString("theme=dark&back=/cart&csrf=" + secret)))
                        .status())
                .isEqualTo(403);
    }

    private void formsLeadBackToUs() throws Exception {
        Visitor visitor = SharedShop.visitor();
        String secret = visitor.get("/cart").hidden("csrf");
        HttpResponse<String> answer = send(HttpRequest.newBuilder(
                        SharedShop.url().resolve("/theme"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", cookies(visitor))
                .POST(HttpRequest.BodyPublishers.ofString("theme=dark&back=//elsewhere.example/&csrf=" + secret)));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location").orElseThrow()).doesNotContain("elsewhere");
    }

    // ---- pages ----

    private void whatPeopleTypeIsText() {
        assertThat(staff(BOLD).page()).doesNotContain(BOLD).contains("tw");
    }

    private void thePolicyAllowsNothingElse() {
        assertThat(SharedShop.visitor().get("/cart").policy())
                .contains("default-src 'none'; script-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    private void strangersAreAskedToSignIn() {
        StaffBrowser stranger = new StaffBrowser(SharedShop.url());
        assertThat(stranger.status("POST", "/admin/nowhere")).isEqualTo(401);
    }

    // ---- rights ----

    private void aPackerSeesNoPayments() {
        assertThat(packer().status("GET", "/admin/payments")).isEqualTo(403);
    }

    private void routesSayWhatTheyTake() {
        Javalin server = Javalin.create(config -> config.routes.get("/admin/secret-door", context -> {}));
        assertThatThrownBy(() -> ConsolePages.requireAllGuarded(server, List.of()))
                .hasMessageContaining("/admin/secret-door");
    }

    private void aPackersKeyMakesNoKeys() throws Exception {
        String key = SharedShop.app()
                .keys()
                .issue(ApiKeys.Kind.STAFF, JuniperAndJet.STORE, "packer" + ++people, Set.of(Role.PACKER))
                .text();
        HttpRequest.Builder request = HttpRequest.newBuilder(SharedShop.url().resolve("/api/admin/v1/keys"))
                .header("Authorization", "Bearer " + key);
        assertThat(send(request).statusCode()).isEqualTo(403);
    }

    // ---- sessions ----

    private void scriptsCannotReadTheSession() {
        assertThat(staff("Nora").setCookies())
                .filteredOn(it -> it.startsWith("tw_staff="))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it).contains("HttpOnly"));
    }

    private void sessionsAreKeptWithoutTheirSecrets() {
        String secret = staff("Nora").cookie("tw_staff");
        assertThat(sql("select count(*) from console.staff_session where token = ?", secret))
                .isZero();
    }

    private void aSessionThatWasLeftIsOver() {
        StaffBrowser staff = staff("Nora");
        String secret = staff.cookie("tw_staff");
        staff.press("/admin/leave", Map.of());
        staff.setCookie("tw_staff", secret);
        assertThat(staff.open("/admin/orders").path()).isEqualTo("/admin/sign-in");
    }

    private void aSessionThatNobodyUsesEnds() {
        StaffBrowser staff = staff("Nora");
        sql(
                "update console.staff_session set seen = seen - interval '2' day"
                        + " where staff_id = (select id from console.staff where handle = ?)",
                handle());
        assertThat(staff.open("/admin/orders").path()).isEqualTo("/admin/sign-in");
    }

    private void aClosedAccountIsOut() {
        StaffBrowser staff = staff("Nora");
        Member member = SharedShop.app().staff().members().stream()
                .filter(it -> it.handle().equals(handle()))
                .findFirst()
                .orElseThrow();
        staff("Vera");
        SharedShop.app().staff().close(member, member.id());
        assertThat(staff.open("/admin/orders").path()).isEqualTo("/admin/sign-in");
    }

    // ---- limits ----

    private void passwordsAreNotGuessedForLong() {
        Visitor guesser = SharedShop.visitor();
        guesser.get("/admin/sign-in");
        String name = "guessed" + ++people;
        String said = "";
        for (int i = 0; i < 6; i++) {
            said = guesser.post("/admin/sign-in", "name", name, "password", "guess " + i, "to", "")
                    .text();
        }
        assertThat(said).contains("Too many tries");
    }

    private void callersWhoAskTooOftenWait() {
        HttpRequest.Builder request = HttpRequest.newBuilder(SharedShop.url().resolve("/api/shop/v1/carts/crt_0/codes"))
                .header("Authorization", "Bearer " + SharedShop.app().keys().publishable(JuniperAndJet.STORE))
                .header("X-Forwarded-For", SharedShop.address())
                .header(ApiCall.SHOPPER, "a".repeat(27))
                .POST(HttpRequest.BodyPublishers.noBody());
        assertThat(IntStream.range(0, MORE_THAN_ALLOWED)
                        .mapToObj(i -> send(request).statusCode())
                        .collect(Collectors.toSet()))
                .contains(429);
    }

    // ---- people ----

    /** An administrator of that name, who has just signed in. */
    private static StaffBrowser staff(String name) {
        people++;
        return StaffBrowser.signedIn(SharedShop.app(), name, handle());
    }

    private static String handle() {
        return "guarded" + people;
    }

    private static StaffBrowser packer() {
        staff("Vera");
        Member admin = SharedShop.app().staff().members().stream()
                .filter(it -> it.handle().equals(handle()))
                .findFirst()
                .orElseThrow();
        String link = "/admin/setup/" + SharedShop.app().staff().invite(admin, Set.of(Role.PACKER));
        people++;
        return new StaffBrowser(SharedShop.url()).setUp(link, "Pat", handle());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String cookies(Visitor visitor) {
        return visitor.cookies().entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("; "));
    }

    /** The number that a question comes to, or of rows that a change comes to. */
    private static int sql(String sql, String value) {
        return SharedShop.app().commerce().transaction(tx -> {
            try (PreparedStatement statement = tx.connection().prepareStatement(sql)) {
                statement.setString(1, value);
                if (!sql.startsWith("select")) {
                    return statement.executeUpdate();
                }
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getInt(1);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
