package io.tradewind.commerce.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.Javalin;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.console.ConsolePages;
import io.tradewind.commerce.app.console.Route;
import io.tradewind.commerce.app.staff.Member;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who may use which route of the console. The reviewed cells stand in {@code console-access.txt}; a new route fails until
 * it has a line there, and every cell is tried against the running store.
 */
class ConsoleAccessTest {
    private static String line(Route route) {
        String who = !route.access().signedIn()
                ? "everybody"
                : Arrays.stream(Role.values())
                        .filter(it -> route.access().suffices(it))
                        .map(it -> it.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" "));
        return String.format("%-4s %-52s %s", route.method(), route.path(), who);
    }

    @Test
    void every_cell_of_the_reviewed_matrix_is_what_the_running_store_does(@TempDir Path data) throws IOException {
        try (ConsoleStore store = ConsoleStore.open(data)) {
            List<Route> routes = store.app.consoleRoutes();
            List<String> table =
                    routes.stream().map(ConsoleAccessTest::line).sorted().toList();
            assertThat(String.join("\n", table)).isEqualTo(reviewed());

            Member admin = store.app
                    .staff()
                    .accept(store.app.staff().terminalLink(), "root", "Root", StaffBrowser.PASSWORD)
                    .orElseThrow();
            for (Role role : Role.values()) {
                StaffBrowser one = new StaffBrowser(store.app.url());
                String link = "/admin/setup/" + store.app.staff().invite(admin, Set.of(role));
                one.setUp(link, "One " + role, role.name().toLowerCase(Locale.ROOT));
                for (Route route : routes) {
                    if (route.access().signedIn() && !route.path().equals("/admin/leave")) {
                        assertThat(tried(one, route) != 403)
                                .as("%s at %s %s", role, route.method(), route.path())
                                .isEqualTo(route.access().suffices(role));
                    }
                }
            }
        }
    }

    private static int tried(StaffBrowser one, Route route) {
        String address = ConsoleDoorTest.address(route);
        int status = route.method().equals("GET") ? one.status("GET", address) : one.submitted(address, Map.of());
        assertThat(status).as("%s %s", route.method(), route.path()).isLessThan(500);
        return status;
    }

    private static String reviewed() throws IOException {
        try (InputStream file = ConsoleAccessTest.class.getResourceAsStream("console-access.txt")) {
            assertThat(file).isNotNull();
            return new String(file.readAllBytes(), UTF_8).strip();
        }
    }

    @Test
    void a_route_that_nobody_gave_a_right_keeps_the_store_from_starting() {
        Javalin server = Javalin.create(config -> config.routes.get("/admin/secret-door", context -> {}));
        assertThatThrownBy(() -> ConsolePages.requireAllGuarded(server, List.of()))
                .hasMessageContaining("GET /admin/secret-door");
    }
}
