package io.tradewind.commerce.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets into the console and who does not. */
class ConsoleDoorTest {
    private static final String ID = UUID.randomUUID().toString();
    private static final List<String> PAGES = List.of(
            "",
            "/orders",
            "/orders/" + ID,
            "/pack",
            "/pack/" + ID,
            "/pack/" + ID + "/slip",
            "/parcels",
            "/parcels/" + ID,
            "/parcels/" + ID + "/label",
            "/returns",
            "/returns/" + ID,
            "/returns/" + ID + "/label",
            "/payments",
            "/products",
            "/products/" + ID,
            "/stock",
            "/import",
            "/import/" + ID,
            "/codes",
            "/codes/influencers/lena",
            "/launches",
            "/launches/tee",
            "/plugins",
            "/system",
            "/nowhere");
    private static final List<String> FORMS = List.of(
            "/orders/" + ID + "/cancel",
            "/orders/" + ID + "/hold",
            "/orders/" + ID + "/lift",
            "/orders/" + ID + "/receipt",
            "/orders/" + ID + "/refund",
            "/orders/" + ID + "/stop",
            "/orders/" + ID + "/return",
            "/pack/" + ID + "/claim",
            "/pack/" + ID + "/leave",
            "/pack/" + ID + "/scan",
            "/pack/" + ID + "/count",
            "/pack/" + ID + "/finish",
            "/pack/" + ID + "/unpack",
            "/pack/" + ID + "/stop",
            "/parcels/hand-over",
            "/pack/" + ID + "/go-on",
            "/parcels/" + ID + "/take-in",
            "/parcels/" + ID + "/delivered",
            "/parcels/" + ID + "/returned",
            "/parcels/" + ID + "/book",
            "/parcels/" + ID + "/by-hand",
            "/parcels/" + ID + "/void",
            "/returns/" + ID + "/approve",
            "/returns/" + ID + "/reject",
            "/returns/" + ID + "/receive",
            "/returns/" + ID + "/inspect",
            "/returns/" + ID + "/resolve",
            "/returns/" + ID + "/cancel",
            "/payments/tasks/" + ID,
            "/payments/operations/" + ID + "/ask",
            "/payments/refunds/" + ID + "/approve",
            "/products/" + ID + "/publish",
            "/products/" + ID + "/unpublish",
            "/products/" + ID + "/prices",
            "/products/" + ID + "/stock",
            "/stock",
            "/import",
            "/import/" + ID + "/run",
            "/codes",
            "/codes/end",
            "/codes/influencers",
            "/codes/influencers/lena/paid",
            "/launches",
            "/launches/tee/announce",
            "/launches/tee/open",
            "/launches/tee/end",
            "/launches/tee/invite",
            "/plugins/card/test",
            "/system/check",
            "/system/letters/retry",
            "/system/letters/skip",
            "/theme",
            "/leave");

    @Test
    void strangers_find_no_page_behind_any_address_of_the_console(@TempDir Path data) {
        try (ConsoleStore store = ConsoleStore.open(data)) {
            StaffBrowser stranger = new StaffBrowser(store.app.url());
            assertThat(PAGES)
                    .allSatisfy(it -> assertThat(stranger.status("GET", "/admin" + it))
                            .as(it)
                            .isEqualTo(404));
            assertThat(FORMS)
                    .allSatisfy(it -> assertThat(stranger.status("POST", "/admin" + it))
                            .as(it)
                            .isEqualTo(404));

            StaffBrowser staff = StaffBrowser.signedIn(store.app);
            assertThat(FORMS)
                    .allSatisfy(it -> assertThat(staff.status("POST", "/admin" + it))
                            .as("without the form's secret: " + it)
                            .isEqualTo(403));
        }
    }

    @Test
    void a_body_that_is_huge_or_no_form_is_the_senders_fault(@TempDir Path data) {
        try (ConsoleStore store = ConsoleStore.open(data)) {
            StaffBrowser staff = StaffBrowser.signedIn(store.app);
            assertThat(staff.send("/admin/import", "multipart/form-data; boundary=x", new byte[14_000_000]))
                    .isEqualTo(413);
            assertThat(staff.send("/admin/import", "multipart/form-data; boundary=x", "--x no form".getBytes(UTF_8)))
                    .isEqualTo(400);
            assertThat(staff.send("/admin/import", "multipart/form-data", "anything".getBytes(UTF_8)))
                    .isEqualTo(400);
        }
    }

    @Test
    void a_staff_link_works_once_and_signing_out_ends_it(@TempDir Path data) {
        try (ConsoleStore store = ConsoleStore.open(data)) {
            String link = store.app.staffLink().getPath();
            StaffBrowser staff = new StaffBrowser(store.app.url());
            staff.open(link);
            assertThat(staff.words()).contains("What needs you now");
            assertThat(new StaffBrowser(store.app.url()).status("GET", link)).isEqualTo(404);
            assertThat(new StaffBrowser(store.app.url()).status("GET", "/admin/enter/guess"))
                    .isEqualTo(404);

            staff.press("/admin/leave", Map.of());

            assertThat(staff.status("GET", "/admin")).isEqualTo(404);
        }
    }
}
