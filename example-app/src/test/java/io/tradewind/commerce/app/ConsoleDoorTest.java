package io.tradewind.commerce.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.app.console.Route;
import io.tradewind.commerce.order.Order;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
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
        assertThat(store.app.consoleRoutes().stream()
                        .filter(it -> it.access().signedIn()))
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
        assertThat(store.app.consoleRoutes().stream()
                        .filter(it -> it.method().equals("POST")))
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

        staff.press(
                "/admin/sign-in", Map.of("name", "Mira", "password", StaffBrowser.PASSWORD, "to", "/admin/orders"));
        assertThat(staff.path())
                .as("signing in leads where one wanted to go")
                .isEqualTo("/admin/orders");
    }

    @Test
    void the_session_cookie_is_new_at_each_sign_in_and_out_of_reach_of_scripts() {
        StaffBrowser staff = StaffBrowser.signedIn(store.app, "Nora Lind", "nora");
        String first = staff.cookie("tw_staff");
        assertThat(staff.setCookies())
                .anySatisfy(it ->
                        assertThat(it).startsWith("tw_staff=").contains("HttpOnly", "SameSite=Lax", "Path=/"));
        staff.press("/admin/leave", Map.of());
        staff.open("/admin");
        staff.press("/admin/sign-in", Map.of("name", "nora", "password", StaffBrowser.PASSWORD, "to", ""));
        assertThat(staff.cookie("tw_staff")).isNotEqualTo(first);

        StaffBrowser thief = new StaffBrowser(store.app.url());
        thief.setCookie("tw_staff", first);
        assertThat(thief.open("/admin").path()).as("the old token is dead").isEqualTo("/admin/sign-in");
        thief.setCookie("tw_staff", staff.cookie("tw_staff"));
        assertThat(thief.open("/admin").path()).as("the living one is not").isEqualTo("/admin");
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
        assertThat(packer.last()).contains("“payments”", "Finance, Admin");

        Order order = store.order("card", "approve");
        String work = "/admin/pack/"
                + store.staff().fulfillment().of(order.id()).get(0).id();
        packer.open(work);
        packer.press(work + "/claim", Map.of());
        assertThat(store.staff().orders().timeline(order.id()))
                .as("recorded under the person")
                .anySatisfy(it -> assertThat(it.actor()).isEqualTo("staff:tomas"));
        assertThat(admin.open("/admin/log").words()).contains("tomas", "Lacks “payments”", "Pack: claim");
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

        admin.press(page + "/close", Map.of());
        assertThat(other.open("/admin/orders").path()).isEqualTo("/admin/sign-in");
        other.press("/admin/sign-in", Map.of("name", "timo", "password", StaffBrowser.PASSWORD), 422);
        assertThat(other.words()).contains("Name and password do not match");
    }
}
