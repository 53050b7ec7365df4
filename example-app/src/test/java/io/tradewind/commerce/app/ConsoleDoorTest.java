package io.tradewind.commerce.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.console.Route;
import io.tradewind.commerce.app.staff.Authenticator;
import io.tradewind.commerce.app.staff.Member;
import io.tradewind.commerce.order.Order;
import java.net.URI;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who gets into the console and who does not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleDoorTest {
    private static final String ID = UUID.randomUUID().toString();

    private ConsoleStore store;

    @BeforeAll
    void open(@TempDir Path data) {
        store = ConsoleStore.open(data);
        assertThat(store.app.staff().isEmpty()).as("no login exists at first").isTrue();
    }

    @AfterAll
    void close() {
        store.close();
    }

    /** An address for a route; its parameters name nothing that exists. */
    static String address(Route route) {
        return route.path()
                .replaceAll("\\{(slug|handle|account|link|what|sku)}", "nobody")
                .replaceAll("\\{[^}]*}", ID);
    }

    @Test
    void strangers_are_asked_to_sign_in_behind_every_address_of_the_console_whether_it_exists_or_not() {
        StaffBrowser stranger = new StaffBrowser(store.app.url());
        assertThat(store.app.consoleRoutes().stream().filter(it -> it.access().signedIn()))
                .hasSizeGreaterThan(80)
                .allSatisfy(it -> {
                    if (it.method().equals("GET")) {
                        stranger.open(address(it));
                        assertThat(stranger.path()).as(it.path()).isEqualTo("/admin/sign-in");
                    } else {
                        assertThat(stranger.status("POST", address(it)))
                                .as(it.path())
                                .isEqualTo(401);
                    }
                });
        assertThat(stranger.open("/admin/nowhere").path()).isEqualTo("/admin/sign-in");
        assertThat(stranger.status("POST", "/admin/nowhere")).isEqualTo(401);

        StaffBrowser staff = StaffBrowser.signedIn(store.app);
        assertThat(staff.status("GET", "/admin/nowhere")).isEqualTo(404);
        assertThat(staff.last())
                .as("in the console's own frame")
                .contains("There is no such page", "To today’s work")
                .doesNotContain("To the basket");
        assertThat(store.app.consoleRoutes().stream().filter(it -> it.method().equals("POST")))
                .allSatisfy(it -> assertThat(staff.status("POST", address(it)))
                        .as("without the form's secret: " + it.path())
                        .isEqualTo(403));
    }

    @Test
    void a_body_that_is_huge_or_no_form_is_the_senders_fault() {
        StaffBrowser staff = StaffBrowser.signedIn(store.app);
        assertThat(staff.send("/admin/import", "multipart/form-data; boundary=x", new byte[14_000_000]))
                .isEqualTo(413);
        assertThat(staff.send("/admin/import", "multipart/form-data; boundary=x", "--x no form".getBytes(UTF_8)))
                .isEqualTo(400);
        assertThat(staff.send("/admin/import", "multipart/form-data", "anything".getBytes(UTF_8)))
                .isEqualTo(400);
        StaffBrowser stranger = new StaffBrowser(store.app.url());
        for (String place : List.of("/theme", "/admin/sign-in")) {
            assertThat(stranger.send(place, "application/x-www-form-urlencoded", new byte[60_000]))
                    .as("short enough, but without the secret of a form: " + place)
                    .isEqualTo(403);
            assertThat(stranger.send(place, "application/x-www-form-urlencoded", new byte[70_000]))
                    .as("many of these at once would take all memory: " + place)
                    .isEqualTo(413);
        }
        assertThat(stranger.send("/webhooks/card", "application/json", new byte[300_000]))
                .isEqualTo(413);
        for (int length : List.of(10, 4_000_000)) { // while the second is on its way, the answer is long known
            assertThat(stranger.sendWithoutLength("/theme", new byte[length])).isEqualTo(411);
        }
        for (int length : List.of(300_000, 4_000_000)) {
            assertThat(stranger.sendWithoutLength("/webhooks/card", new byte[length]))
                    .isEqualTo(413);
        }
    }

    /** Follows every link that a page of shop or console has, as a search engine or a browser that looks ahead does. */
    @Test
    void looking_changes_nothing() throws Exception {
        Order order = store.order("card", "approve");
        for (int i = 0; i < 3; i++) {
            store.app.commerce().jobs().runDue();
        }
        StaffBrowser staff = StaffBrowser.signedIn(store.app);
        Set<String> seen = new LinkedHashSet<>(List.of(
                "/",
                "/cart",
                "/checkout",
                "/admin",
                "/o/" + store.staff().orders().token(order.id())));
        List<String> before = rows();
        Deque<String> next = new ArrayDeque<>(seen);
        Map<String, Integer> alike = new HashMap<>();
        while (!next.isEmpty()) {
            String path = next.remove();
            assertThat(staff.status("GET", path)).as(path).isLessThan(500);
            for (String link : Jsoup.parse(staff.last()).select("a[href^=/]").eachAttr("href")) {
                String page = link.replaceFirst("#.*", "");
                String kind =
                        page.replaceFirst("[?].*", "").replaceAll("(?<=/(p|c|with|products|orders|stock)/)[^/]+", "…");
                if (!page.isEmpty() && alike.merge(kind, 1, Integer::sum) <= 3 && seen.add(page)) {
                    next.add(page);
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(100);
        assertThat(rows()).isSubsetOf(before).hasSameSizeAs(before);
        store.staff().orders().note(order.id(), "looked at");
        assertThat(rows()).as("a change would be seen").hasSizeGreaterThan(before.size());
    }

    /** What the library keeps, but for when its jobs run next, and records of calls, which come a moment after them. */
    private List<String> rows() {
        return store.app.commerce().transaction(tx -> {
            try (Statement statement = tx.connection().createStatement();
                    ResultSet lines = statement.executeQuery("script simple schema commerce")) {
                List<String> rows = new ArrayList<>();
                while (lines.next()) {
                    String line = lines.getString(1);
                    if (line.startsWith("INSERT INTO")
                            && !line.contains("\"SCHEDULED_TASKS\"")
                            && !line.contains("\"PLUGIN_CALL\"")) {
                        rows.add(line);
                    }
                }
                return rows;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void a_staff_link_makes_one_account_and_signing_out_ends_the_session() {
        String link = store.app.staffLink().getPath();
        StaffBrowser staff = new StaffBrowser(store.app.url());
        staff.open(link);
        staff.open(link);
        assertThat(staff.words()).as("looking does not use it up").contains("It works once");
        staff.setUp(link, "Mira Kovač", "mira");
        assertThat(staff.words()).contains("What needs you now", "Mira Kovač");
        assertThat(new StaffBrowser(store.app.url()).status("GET", link)).isEqualTo(404);
        assertThat(new StaffBrowser(store.app.url()).status("GET", "/admin/setup/guess"))
                .isEqualTo(404);

        staff.press("/admin/leave", Map.of());
        assertThat(staff.path()).isEqualTo("/admin/sign-in");
        assertThat(staff.open("/admin/orders").path()).isEqualTo("/admin/sign-in");

        staff.press("/admin/sign-in", Map.of("name", "Mira", "password", StaffBrowser.PASSWORD, "to", "/admin/orders"));
        assertThat(staff.path()).as("signing in leads where one wanted to go").isEqualTo("/admin/orders");
    }

    @Test
    void what_was_typed_when_the_session_ended_is_there_again_after_the_sign_in(@TempDir Path data) {
        try (ConsoleStore store = ConsoleStore.open(data)) {
            StaffBrowser staff = StaffBrowser.signedIn(store.app, "Mia", "mia-typed");
            staff.open("/admin/products/new").forgotten();
            staff.press("/admin/products", Map.of("title", "Lost mug", "slug", "lost-mug", "price", "9.50"), 401);
            assertThat(staff.words()).contains("what you typed is there again");
            String to = staff.page().replaceAll("(?s).*name=\"to\" value=\"([^\"]*)\".*", "$1");
            assertThat(to).startsWith("/admin/products/new?typed=");
            assertThat(StaffBrowser.signedIn(store.app).open(to).page())
                    .as("nobody fills in what somebody else then sends")
                    .doesNotContain("Lost mug");

            staff.press("/admin/sign-in", Map.of("name", "mia-typed", "password", StaffBrowser.PASSWORD, "to", to));

            assertThat(staff.words()).contains("Your sign-in had ended", "send it again");
            assertThat(staff.page()).contains("value=\"Lost mug\"", "value=\"lost-mug\"", "value=\"9.50\"");
            assertThat(staff.open(to).page()).as("once").doesNotContain("Lost mug");
            staff.open("/admin/products/new")
                    .press("/admin/products", Map.of("title", "Lost mug", "slug", "lost-mug", "price", "9.50"));
            assertThat(staff.words()).contains("is a draft");
        }
    }

    @Test
    void the_session_cookie_is_new_at_each_sign_in_and_out_of_reach_of_scripts() {
        StaffBrowser staff = StaffBrowser.signedIn(store.app, "Nora Lind", "nora");
        String first = staff.cookie("tw_staff");
        assertThat(staff.setCookies())
                .anySatisfy(
                        it -> assertThat(it).startsWith("tw_staff=").contains("HttpOnly", "SameSite=Lax", "Path=/"));
        staff.press("/admin/leave", Map.of());
        staff.open("/admin");
        staff.press("/admin/sign-in", Map.of("name", "nora", "password", StaffBrowser.PASSWORD, "to", ""));
        assertThat(staff.cookie("tw_staff")).isNotEqualTo(first);

        StaffBrowser thief = new StaffBrowser(store.app.url());
        thief.setCookie("tw_staff", first);
        assertThat(thief.open("/admin").path()).as("the old token is dead").isEqualTo("/admin/sign-in");
        thief.setCookie("tw_staff", thief.cookie("tw_shop"));
        assertThat(thief.open("/admin").path()).as("a guest's opens nothing").isEqualTo("/admin/sign-in");
        thief.setCookie("tw_staff", staff.cookie("tw_staff"));
        assertThat(thief.open("/admin").path()).as("the living one is not").isEqualTo("/admin");
        assertThat(thief.status("GET", "/api/admin/v1/orders"))
                .as("no cookie opens an interface")
                .isEqualTo(401);
    }

    @Test
    void colleagues_come_by_one_time_links_with_the_roles_they_were_given() {
        StaffBrowser admin = StaffBrowser.signedIn(store.app, "Vera Novak", "vera");
        admin.open("/admin/staff");
        admin.press("/admin/staff/invite", Map.of("role", "PACKER"));
        String link = URI.create(admin.find("id=\"one-time\">([^<]+)<")).getPath();
        assertThat(admin.open("/admin/staff").page()).as("shown once").doesNotContain(link);

        StaffBrowser packer = new StaffBrowser(store.app.url());
        packer.setUp(link, "Tomas Berg", "tomas");
        assertThat(packer.words())
                .contains("Tomas Berg", "packer", "Pick & pack")
                .doesNotContain("Plugins");
        assertThat(packer.status("GET", "/admin/payments")).isEqualTo(403);
        assertThat(packer.last()).contains("the right to decide about payments", "Finance, Admin");

        Order order = store.order("card", "approve");
        String work = "/admin/pack/"
                + store.staff().fulfillment().of(order.id()).get(0).id();
        packer.open(work);
        packer.press(work + "/claim", Map.of());
        assertThat(store.staff().orders().timeline(order.id()))
                .as("recorded under the person")
                .anySatisfy(it -> assertThat(it.actor()).isEqualTo("staff:tomas"));
        assertThat(admin.open("/admin/log").words())
                .contains("tomas", "Lacks the right to decide about payments", "Pack: claim");
    }

    @Test
    void roles_hold_from_the_next_request_on_and_a_closed_account_is_out_at_once() {
        StaffBrowser admin = StaffBrowser.signedIn(store.app, "Ines Roth", "ines");
        StaffBrowser other = StaffBrowser.signedIn(store.app, "Timo Berg", "timo");
        String page = "/admin/staff/"
                + store.app.staff().members().stream()
                        .filter(it -> it.handle().equals("timo"))
                        .findFirst()
                        .orElseThrow()
                        .id();
        assertThat(other.status("GET", "/admin/plugins")).isEqualTo(200);
        admin.open(page);
        admin.press(page + "/roles", Map.of("role", "SUPPORT"));
        assertThat(other.status("GET", "/admin/plugins")).isEqualTo(403);
        assertThat(other.status("GET", "/admin/orders")).isEqualTo(200);
        assertThat(other.open("/admin").words())
                .as("what support has to do, and nothing of what only others may")
                .contains("Nothing, all is done")
                .doesNotContain("Collections", "Set up");
        assertThat(admin.open("/admin").words())
                .containsPattern("Set up \\d of 5 .* Next: a (test order|parcel on its way)\\.");

        admin.open(page).press(page + "/close", Map.of());
        assertThat(other.open("/admin/orders").path()).isEqualTo("/admin/sign-in");
        other.press("/admin/sign-in", Map.of("name", "timo", "password", StaffBrowser.PASSWORD), 422);
        assertThat(other.words()).contains("Name and password do not match");
    }

    @Test
    void a_second_factor_is_asked_for_at_sign_in_recovery_codes_work_once_and_a_role_can_need_it() {
        StaffBrowser nils = StaffBrowser.signedIn(store.app, "Nils Krog", "nils");
        nils.open("/admin/me").press("/admin/me/factor/start", Map.of());
        String secret = nils.find("<span class=\"code\" dir=\"ltr\">([A-Z2-7]{32})<");
        assertThat(nils.page()).contains("<svg class=\"qr\"");
        String ticket = nils.find("name=\"ticket\" value=\"([^\"]+)\"");
        nils.press("/admin/me/factor", Map.of("ticket", ticket, "code", "000000"), 422);
        assertThat(nils.words()).contains("That code is not of this secret", secret);
        String used = Authenticator.code(secret, 0);
        nils.press("/admin/me/factor", Map.of("ticket", ticket, "code", used));
        assertThat(nils.words()).contains("The second factor is on");
        String recovery = nils.find("<li class=\"code\" dir=\"ltr\">([a-z2-7]{5}-[a-z2-7]{5})<");

        StaffBrowser again = new StaffBrowser(store.app.url());
        assertThat(password(again, "nils")).contains("Code of your app");
        assertThat(again.open("/admin").path())
                .as("the password alone opens nothing")
                .isEqualTo("/admin/sign-in");
        password(again, "nils");
        code(again, used, 422);
        assertThat(again.words()).as("used when it was set up").contains("was used already");
        code(again, Authenticator.code(secret, 1), 200);
        assertThat(again.words()).contains("What needs you now");

        StaffBrowser lost = new StaffBrowser(store.app.url());
        password(lost, "nils");
        code(lost, recovery, 200);
        assertThat(lost.words()).contains("What needs you now");
        assertThat(lost.open("/admin/me").words()).contains("9 of 10 recovery codes");
        StaffBrowser thief = new StaffBrowser(store.app.url());
        password(thief, "nils");
        code(thief, recovery, 422);
        thief.post("/admin/sign-in/code", Map.of("ticket", "guess", "code", recovery), 422);
        assertThat(thief.words()).contains("Sign in again");

        String link = "/admin/setup/"
                + store.app.staff().resetLink(member("nils"), member("nils").id());
        StaffBrowser reset = new StaffBrowser(store.app.url());
        reset.open(link).press(link, Map.of("password", StaffBrowser.PASSWORD, "again", StaffBrowser.PASSWORD));
        assertThat(reset.words()).as("a new password is no way round").contains("Code of your app");

        StaffBrowser boss = StaffBrowser.signedIn(store.app, "Runa Dahl", "runa");
        boss.open("/admin/staff/" + member("nils").id());
        boss.press("/admin/staff/" + member("nils").id() + "/factor/off", Map.of());
        assertThat(boss.words()).contains("Nils Krog signs in with the password alone");
        assertThat(password(new StaffBrowser(store.app.url()), "nils")).contains("What needs you now");

        String invite = "/admin/setup/" + store.app.staff().invite(member("runa"), Set.of(Role.FINANCE));
        StaffBrowser bank = new StaffBrowser(store.app.url());
        bank.setUp(invite, "Pia Berg", "pia");
        assertThat(bank.words()).contains("What needs you now");
        boss.open("/admin/staff").press("/admin/staff/second-factor", Map.of("role", "FINANCE"));
        assertThat(bank.open("/admin/payments").path()).isEqualTo("/admin/me");
        assertThat(bank.words()).contains("Your role needs a second factor");
        assertThat(boss.open("/admin/payments").path()).isEqualTo("/admin/payments");
        bank.press("/admin/me/factor/start", Map.of());
        bank.press(
                "/admin/me/factor",
                Map.of(
                        "ticket", bank.find("name=\"ticket\" value=\"([^\"]+)\""),
                        "code", Authenticator.code(bank.find("dir=\"ltr\">([A-Z2-7]{32})<"), 0)));
        assertThat(bank.open("/admin/payments").path()).isEqualTo("/admin/payments");
        boss.open("/admin/staff").press("/admin/staff/second-factor", Map.of());
        assertThat(boss.open("/admin/log").words())
                .contains("Switched on", "The code is not right", "Needed for: FINANCE", "Taken away")
                .doesNotContain(secret);
    }

    private Member member(String handle) {
        return store.app.staff().members().stream()
                .filter(it -> it.handle().equals(handle))
                .findFirst()
                .orElseThrow();
    }

    private static String password(StaffBrowser browser, String name) {
        browser.open("/admin");
        return browser.press("/admin/sign-in", Map.of("name", name, "password", StaffBrowser.PASSWORD, "to", "/admin"))
                .words();
    }

    private static void code(StaffBrowser browser, String code, int status) {
        String ticket = browser.find("name=\"ticket\" value=\"([^\"]+)\"");
        browser.press("/admin/sign-in/code", Map.of("ticket", ticket, "code", code, "to", "/admin"), status);
    }
}
