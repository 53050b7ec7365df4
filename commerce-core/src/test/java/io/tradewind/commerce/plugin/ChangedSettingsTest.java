package io.tradewind.commerce.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.plugin.AccountForm.Setting;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.FieldKind;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestShop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Settings of an account are tried out and put into force while the shop runs. */
class ChangedSettingsTest {
    private static final String FIRST = "test_first_key";
    private static final String SECOND = "test_second_key";
    private static final String REPLY =
            "{\"status\": \"succeeded\", \"amount\": 100, \"holder\": \"Ada Brandt\", \"iban\": 4111111111111111}";

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private HttpServer provider;

    @BeforeEach
    void startProvider() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/", exchange -> {
            byte[] body = REPLY.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        provider.start();
    }

    @AfterEach
    void stopProvider() {
        provider.stop(0);
    }

    private TestShop open(DataSource database, ChangedSettings changed) {
        return TestShop.on(
                database,
                builder -> builder.plugins(it -> it.add(new Till())
                        .payment(
                                "card",
                                "till",
                                card -> card.secret("apiKey", FIRST)
                                        .set("mode", "plain")
                                        .set("DE", "EUR 4.90"))
                        .variable("TILL_MODE", "slow")
                        .changed(changed)));
    }

    @BothDatabases
    void changes_are_tried_out_with_every_mistake_named_at_once_and_what_is_in_use_untouched(DataSource database) {
        try (TestShop shop = open(database, ChangedSettings.NONE)) {
            Plugins plugins = shop.commerce().plugins();
            SettingsTrial wrong = plugins.tryOut(
                    "card",
                    Map.of(
                            "apiKey", Optional.of("live_stolen"),
                            "mode", Optional.of("no-such-mode"),
                            "limit", Optional.of("a lot"),
                            "colour", Optional.of("red")));
            assertThat(wrong.fits()).isFalse();
            assertThat(wrong.problems())
                    .extracting(SettingsTrial.Problem::field)
                    .containsExactly("apiKey", "colour", "limit", "mode");
            assertThat(wrong.problems())
                    .allMatch(it -> !it.reason().isEmpty() && !it.fix().isEmpty());
            assertThat(wrong.toString()).doesNotContain("live_stolen", "a lot");

            SettingsTrial missing = plugins.tryOut("card", Map.of("apiKey", Optional.empty()));
            assertThat(missing.problems())
                    .containsExactly(new SettingsTrial.Problem("apiKey", "is missing", "fill it in"));
            SettingsTrial odd = plugins.tryOut("card", Map.of("limit", Optional.of("EUR 13.00")));
            assertThat(odd.problems())
                    .containsExactly(new SettingsTrial.Problem("limit", "brings bad luck", "choose another"));
            assertThat(plugins.tryOut("card", Map.of("mode", Optional.of("fast"), "limit", Optional.of("EUR 13.00")))
                            .problems())
                    .as("what the form and what the plugin says, in one")
                    .extracting(SettingsTrial.Problem::field)
                    .containsExactly("mode", "limit");
            assertThat(plugins.tryOut("card", Map.of("apiKey", Optional.of("no"), "limit", Optional.of("EUR 13.00")))
                            .problems())
                    .as("without its key the plugin cannot be asked")
                    .extracting(SettingsTrial.Problem::field)
                    .containsExactly("apiKey");

            SettingsTrial rejected = plugins.tryOut("card", Map.of("apiKey", Optional.of("test_unknown_key")));
            assertThat(rejected.fits()).isTrue();
            assertThat(rejected.health().credentialsAccepted()).contains(false);
            assertThat(plugins.tryOut("card", Map.of("apiKey", Optional.of(SECOND)))
                            .health()
                            .status())
                    .isEqualTo(Health.Status.UP);

            assertThat(said(shop)).isEqualTo("plain first");
            assertThat(plugins.reopen("card", Map.of("mode", Optional.of("no-such-mode"))))
                    .hasSize(1);
            assertThat(said(shop)).as("nothing changes unless everything fits").isEqualTo("plain first");
            assertThatThrownBy(() -> plugins.form("nobody")).isInstanceOf(CommerceException.class);
        }
    }

    @BothDatabases
    void an_account_is_opened_anew_while_a_call_under_way_ends_as_it_began(DataSource database) throws Exception {
        ExecutorService caller = Executors.newSingleThreadExecutor();
        try (TestShop shop = open(database, ChangedSettings.NONE)) {
            Plugins plugins = shop.commerce().plugins();
            assertThat(plugins.reopen("card", Map.of("mode", Optional.of("slow"))))
                    .isEmpty();
            Future<StatusReport> underWay =
                    caller.submit(() -> shop.part(Calls.class).payment("card").query(query(shop)));
            assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

            assertThat(plugins.reopen("card", Map.of("apiKey", Optional.of(SECOND), "mode", Optional.of("plain"))))
                    .isEmpty();
            assertThat(said(shop)).isEqualTo("plain second");
            assertThat(closed.getCount())
                    .as("the former provider still answers")
                    .isEqualTo(1);
            mayAnswer.countDown();
            assertThat(underWay.get(10, TimeUnit.SECONDS)).isEqualTo(new StatusReport.Unavailable("slow first"));
            assertThat(closed.await(10, TimeUnit.SECONDS))
                    .as("and is closed then")
                    .isTrue();

            assertThat(plugins.form("card").settings())
                    .filteredOn(Setting::changed)
                    .extracting(Setting::name)
                    .containsExactly("apiKey", "mode");
            assertThat(plugins.form("card").toString()).doesNotContain(FIRST, SECOND);
        } finally {
            caller.shutdownNow();
        }
    }

    @BothDatabases
    void changes_win_at_the_next_start_and_stand_for_themselves(DataSource database) {
        Map<String, Optional<String>> kept = Map.of(
                "apiKey", Optional.of(SECOND),
                "mode", Optional.of("${env:TILL_MODE}"),
                "AT", Optional.of("EUR 9.90"));
        assertThatThrownBy(() -> open(database, account -> kept).close())
                .as("what people type reads no variable of the server")
                .hasMessageContaining("setting 'mode' is none of [plain, slow]");
        try (TestShop shop =
                open(database, account -> Map.of("apiKey", Optional.of(SECOND), "AT", Optional.of("EUR 9.90")))) {
            assertThat(said(shop)).isEqualTo("plain second");
            assertThat(shop.commerce().plugins().form("card").settings())
                    .filteredOn(it -> it.field().name().equals("rates"))
                    .extracting(Setting::name)
                    .containsExactly("AT", "DE", "");
        }
    }

    @BothDatabases
    void a_breaker_is_closed_by_hand(DataSource database) {
        try (TestShop shop = open(database, ChangedSettings.NONE)) {
            assertThat(shop.commerce().plugins().reopen("card", Map.of("limit", Optional.of("EUR 0.01"))))
                    .isEmpty();
            for (int i = 0; i < 8; i++) {
                shop.part(Calls.class).payment("card").authorize(Purchases.of(shop, "EUR 5.00"));
            }
            assertThat(account(shop).breaker()).isEqualTo("OPEN");
            assertThat(account(shop).openUntil()).isPresent();
            assertThat(account(shop).usable()).isFalse();
            shop.commerce().plugins().closeBreaker("card");
            assertThat(account(shop).breaker()).isEqualTo("CLOSED");
            assertThat(account(shop).openUntil()).isEmpty();
            assertThat(account(shop).usable()).isTrue();
        }
    }

    @BothDatabases
    void what_was_said_is_kept_with_amounts_and_states_but_no_secret_name_or_card(DataSource database) {
        try (TestShop shop = open(database, ChangedSettings.NONE)) {
            String endpoint = "http://127.0.0.1:" + provider.getAddress().getPort() + "/charges?token=hidden";
            assertThat(shop.commerce().plugins().reopen("card", Map.of("endpoint", Optional.of(endpoint))))
                    .isEmpty();
            AuthorizeRequest request = Purchases.of(shop, "EUR 1.00");
            shop.part(Calls.class).payment("card").authorize(request);

            PluginCall call =
                    shop.commerce().plugins().calls(request.call().id().value()).get(0);
            assertThat(call.outcome()).isEqualTo("Approved");
            assertThat(call.request())
                    .contains("amount: EUR 1.00", "capture: AT_ONCE", "instrument: ClientToken")
                    .contains("POST http://127.0.0.1:", "/charges\n", "amount = 100", "card[number] = ***");
            assertThat(call.answer())
                    .contains("effect: CAPTURED", "200 after", "\"status\": \"succeeded\"", "\"holder\": \"***\"");
            assertThat(call.request() + call.answer())
                    .doesNotContain(FIRST, "hidden", "Ada", "Brandt", "4111", "tok-of-ada", "ada@example.org");
            assertThat(shop.commerce()
                            .plugins()
                            .calls(List.of(request.call().id().value())))
                    .containsOnlyKeys(request.call().id().value());
        }
    }

    private static PluginReport.Account account(TestShop shop) {
        return shop.commerce().plugins().report().accounts().get(0);
    }

    private static String said(TestShop shop) {
        StatusReport report = shop.part(Calls.class).payment("card").query(query(shop));
        return ((StatusReport.Unavailable) report).why();
    }

    private static StatusQuery query(TestShop shop) {
        return new StatusQuery(
                new OperationId(shop.world().id()),
                OperationKind.PURCHASE,
                Optional.empty(),
                Optional.empty(),
                Money.parse("EUR 1.00"),
                TestShop.START,
                shop.clock().instant().plusSeconds(20));
    }

    /** Tells in its answers how it was set up. */
    private final class Till implements CommercePlugin {
        @Override
        public PluginInfo info() {
            return new PluginInfo("till", "1.0.0", "tests", "MIT", URI.create("https://example.org"));
        }

        @Override
        public List<ProviderFactory<PaymentGateway>> payments() {
            return List.of(ProviderFactory.of(
                    "till",
                    List.of(
                            ConfigField.secret("apiKey").withPatterns("test_\\w+", "live_\\w+"),
                            ConfigField.choice("mode", "plain", "slow"),
                            ConfigField.optional("limit", FieldKind.MONEY, "EUR 10.00"),
                            ConfigField.endpoint("http://127.0.0.1:1"),
                            ConfigField.family("rates", "[A-Z]{2}", FieldKind.MONEY)),
                    Drawer::new));
        }
    }

    private final class Drawer implements PaymentGateway {
        private final ProviderContext context;

        Drawer(ProviderContext context) {
            this.context = context;
            if (context.settings().money("limit").equals(Money.parse("EUR 13.00"))) {
                throw new ConfigurationException("limit", "brings bad luck", "choose another");
            }
        }

        @Override
        public PaymentProfile profile() {
            return PaymentProfiles.builder()
                    .can(PaymentCapability.PURCHASE, PaymentCapability.CLIENT_TOKEN)
                    .currencies("EUR")
                    .build();
        }

        @Override
        public Health health(Instant deadline) {
            boolean known = context.settings().secret("apiKey").matches(FIRST)
                    || context.settings().secret("apiKey").matches(SECOND);
            return known ? Health.up(Duration.ofMillis(2)) : Health.badCredentials(Duration.ofMillis(2));
        }

        @Override
        public StatusReport query(StatusQuery query) {
            String mode = context.settings().text("mode");
            if (mode.equals("slow")) {
                entered.countDown();
                await();
            }
            return new StatusReport.Unavailable(
                    mode + (context.settings().secret("apiKey").matches(FIRST) ? " first" : " second"));
        }

        private void await() {
            try {
                assertThat(mayAnswer.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public PaymentResult authorize(AuthorizeRequest request) {
            if (request.amount().isGreaterThan(context.settings().money("limit"))) {
                throw new IllegalStateException("the drawer is full");
            }
            String body = "amount=100&card%5Bnumber%5D=4111111111111111&key=" + FIRST + "&mail=ada%40example.org";
            context.http()
                    .send(new HttpCall(
                            "POST",
                            context.settings().uri("endpoint"),
                            Map.of("Authorization", "Bearer " + FIRST),
                            body.getBytes(StandardCharsets.UTF_8),
                            request.call().deadline()));
            return new PaymentResult.Approved(
                    new ProviderRef("pay-9"), request.amount(), Effect.CAPTURED, Details.NONE);
        }

        @Override
        public void close() {
            if (context.settings().text("mode").equals("slow")) {
                closed.countDown();
            }
        }
    }
}
