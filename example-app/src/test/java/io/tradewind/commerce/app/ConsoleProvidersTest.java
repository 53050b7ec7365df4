package io.tradewind.commerce.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.app.settings.SettingsFile;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Accounts of providers in the console, and what they send. */
@ExtendWith(SharedConsole.class)
class ConsoleProvidersTest {
    private final Path data = SharedConsole.data();
    private final ConsoleStore store = SharedConsole.store();
    /** Who changes settings has signed in lately; the one who is shared may have done so when the first test began. */
    private final StaffBrowser staff = StaffBrowser.signedIn(store.app);

    @Test
    void secrets_of_a_plugin_are_written_and_never_read() throws IOException {
        String page = "/admin/plugins/card/settings";
        staff.open(page).press(page, Map.of("what", "save", "s-apiKey", "wrong"), 422);
        assertThat(staff.words()).contains("The provider does not accept these credentials", "Nothing was changed");
        assertThat(staff.page()).doesNotContain("value=\"wrong\"");
        staff.press(page, Map.of("what", "save", "s-apiKey", "sk_live_of_mira"), 422);
        assertThat(staff.words()).contains("API key : It does not have the form of a TEST value");
        staff.press(page, Map.of("what", "save", "s-apiKey", "k-of-mira-7f3a"));
        assertThat(staff.words()).contains("Saved, and in force from now on: API key (a new one)");
        assertThat(staff.page()).doesNotContain("k-of-mira");

        staff.open(page).press(page, Map.of("what", "save", "s-actionUrl", "https://evil.example"), 422);
        assertThat(staff.words()).contains("would be sent to another address than before. Type it again.");
        staff.press(
                page,
                Map.of(
                        "what", "save",
                        "s-bookFile", "x".repeat(4001),
                        "s-settleAfter", "a while",
                        "s-refundScript", "sometimes"),
                422);
        assertThat(staff.words())
                .as("the form, the kinds of values and the plugin in one round")
                .contains("Book file : It has 4001 characters. Use one line of at most 4,000")
                .contains("Settle after : It is not a duration", "Refund script : It is no script");
        staff.open("/admin/log");
        assertThat(staff.words())
                .contains("API key (a new one)", "Not saved.")
                .doesNotContain("k-of-mira", "sk_live_of_mira", "evil.example");
        Path kept = data.resolve(SettingsFile.NAME);
        assertThat(Files.readString(kept)).contains("card.apiKey").doesNotContain("k-of-mira");

        staff.open(page).press(page, Map.of("what", "as-in-code"));
        assertThat(staff.words()).contains("API key as in the shop’s code");
        assertThat(Files.readString(kept)).doesNotContain("card.");
        assertThat(staff.open("/admin/plugins/card").words()).doesNotContain("never shown");
    }

    /** The provider only hints that something changed, and does not take the store's key any more when it is asked. */
    @Test
    void a_message_that_failed_for_a_withdrawn_key_is_applied_by_a_retry_once_staff_have_given_the_new_one() {
        String settings = "/admin/plugins/card/settings";
        Map<String, Optional<String>> withdrawn = Map.of(
                "webhookSecret", Optional.of("hints-1"),
                "webhooks", Optional.of("hint"),
                "settleAfter", Optional.of("PT0S"),
                "apiKey", Optional.of("wrong"));
        OrderId undecided = store.undecided();
        String payment = store.staff()
                .payments()
                .of(undecided.value())
                .get(0)
                .operations()
                .get(0)
                .reference();
        staff.open(settings)
                .press(
                        settings,
                        Map.of(
                                "what", "save",
                                "s-webhookSecret", "hints-1",
                                "s-webhooks", "hint",
                                "s-settleAfter", "PT0S"));
        store.app.commerce().plugins().reopen("card", withdrawn);
        try {
            byte[] hint = ("payment=" + payment).getBytes(StandardCharsets.UTF_8);
            assertThat(staff.send("/webhooks/card", "text/plain", hint)).isEqualTo(200);
            await(() -> staff.open("/admin/webhooks?account=card").words().contains("the API key is not accepted"));
            assertThat(staff.words()).contains("Waiting", "1 try");
            String key = staff.find("name=\"key\" value=\"([^\"]*" + payment + "[^\"]*)\"");
            assertThat(store.staff().orders().find(undecided)).isEmpty();

            store.sql("update commerce.inbox set due_at = due_at + interval '1' hour"); // as after some tries
            staff.open(settings).press(settings, Map.of("what", "save", "s-apiKey", "k-of-today"));
            staff.open("/admin/webhooks?account=card")
                    .press("/admin/webhooks/replay", Map.of("account", "card", "key", key, "state", ""));
            await(() -> store.staff().orders().find(undecided).isPresent());
            await(() -> staff.open("/admin/webhooks?account=card&state=APPLIED")
                    .page()
                    .contains(key));
            staff.open("/admin/orders/" + undecided);
            assertThat(staff.words()).contains("Paid");
            assertThat(store.violations()).isEmpty();
        } finally {
            staff.open(settings).press(settings, Map.of("what", "as-in-code"));
        }
    }

    /** The store's own threads are at it; it is a matter of moments. */
    private void await(BooleanSupplier done) {
        Instant patience = Instant.now().plusSeconds(30);
        while (!done.getAsBoolean()) {
            assertThat(Instant.now()).isBefore(patience);
            store.app.commerce().jobs().runDue();
        }
    }

    @Test
    void what_providers_send_is_seen_with_its_reason_and_applied_again() {
        Order order = store.order("card", "approve");
        String payment = store.reference(order);
        assertThat(store.told("pay-nobody-knows", "OPENED", true)).isEqualTo(200);
        assertThat(store.told("pay-nobody-knows", "LOST", false)).isEqualTo(401);
        staff.open("/admin/webhooks?state=UNMATCHED");
        assertThat(staff.words())
                .contains("evt-pay-nobody-knows-OPENED", "Not known here yet", "the signature is wrong")
                .doesNotContain("evt-pay-nobody-knows-LOST");
        String key = staff.find("name=\"key\" value=\"([^\"]*evt-pay-nobody-knows-OPENED[^\"]*)\"");
        staff.press("/admin/webhooks/replay", Map.of("account", "card", "key", key, "state", "UNMATCHED"));
        assertThat(staff.words()).contains("It is applied once more");

        assertThat(store.told(payment, "OPENED", true)).isEqualTo(200);
        staff.open("/admin/webhooks?state=APPLIED");
        assertThat(staff.words()).contains("evt-" + payment + "-OPENED");
        staff.open("/admin/payments");
        assertThat(staff.words()).contains("The customer’s bank disputes it", order.number());
        staff.open("/admin/orders/" + order.id());
        assertThat(staff.words()).contains("Disputes", "Hand evidence in at the provider", "Disputed");
        staff.open("/admin/plugins/card");
        assertThat(staff.words()).contains("1 since the start");
    }
}
