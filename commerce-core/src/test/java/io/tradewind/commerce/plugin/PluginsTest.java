package io.tradewind.commerce.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.PluginJar;
import io.tradewind.commerce.testing.TestShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import org.assertj.core.groups.Tuple;
import org.joda.money.Money;
import org.junit.jupiter.api.io.TempDir;

/** A shop with a plugin that no class of this project has seen, and with a jar that is broken. */
class PluginsTest {
    @TempDir
    private Path folder;

    private static final String SOURCE = """
            package vendor;

            import io.tradewind.commerce.spi.*;
            import io.tradewind.commerce.spi.payment.*;
            import java.net.URI;
            import java.time.*;
            import java.util.List;

            public final class House implements CommercePlugin, PaymentGateway {
                @Override public PluginInfo info() {
                    return new PluginInfo("house", "2.1.0", "Vendor", "MIT", URI.create("https://vendor.example"));
                }
                @Override public List<ProviderFactory<PaymentGateway>> payments() {
                    return List.of(ProviderFactory.of("house", List.of(ConfigField.secret("key")), context -> {
                        context.log().log(System.Logger.Level.INFO, "opened");
                        return new House();
                    }));
                }
                @Override public PaymentProfile profile() { return PaymentProfiles.purchase("EUR"); }
                @Override public PaymentResult authorize(AuthorizeRequest request) {
                    return PaymentResult.unsupported("here");
                }
                @Override public StatusReport query(StatusQuery query) {
                    return new StatusReport.Unavailable(Thread.currentThread().getContextClassLoader().getName());
                }
                @Override public Health health(Instant deadline) { return Health.up(Duration.ofMillis(3)); }
            }
            """;

    @BothDatabases
    void a_plugin_from_its_own_folder_serves_and_a_broken_one_is_only_reported(DataSource dataSource)
            throws IOException {
        new PluginJar().source("vendor.House", SOURCE).service("vendor.House").writeTo(folder, "house");
        Files.writeString(Files.createDirectories(folder.resolve("scrap")).resolve("scrap.jar"), "no jar");
        try (TestShop shop = TestShop.on(
                dataSource,
                builder -> builder.plugins(it -> it.folder(folder)
                        .payment("card", "house", settings -> settings.secret("key", "k-123456"))
                        .payment("other", "scrap")))) {
            PluginReport report = shop.commerce().plugins().report();

            assertThat(report.environment()).isEqualTo(Environment.TEST);
            assertThat(report.found()).anySatisfy(it -> {
                assertThat(it.id()).isEqualTo("house");
                assertThat(it.version()).isEqualTo("2.1.0");
                assertThat(it.codes()).containsExactly("payment house");
                assertThat(it.source()).endsWith("house");
            });
            assertThat(report.broken()).anySatisfy(it -> assertThat(it.source()).endsWith("scrap.jar"));
            assertThat(report.accounts())
                    .extracting(PluginReport.Account::account, PluginReport.Account::usable)
                    .contains(Tuple.tuple("card", true), Tuple.tuple("other", false));
            assertThat(report.toString()).doesNotContain("k-123456");

            Calls calls = shop.part(Calls.class);
            assertThat(calls.paymentAccounts()).containsExactly("card");
            assertThat(calls.payment("card").query(query(shop)))
                    .isEqualTo(new StatusReport.Unavailable("plugin-house"));
            assertThat(calls.payment("other").query(query(shop)))
                    .isInstanceOfSatisfying(
                            StatusReport.Unavailable.class,
                            it -> assertThat(it.why()).contains("scrap.jar"));
            assertThat(shop.commerce().plugins().health("card").status()).isEqualTo(Health.Status.UP);
            assertThat(shop.commerce().plugins().health("other").status()).isEqualTo(Health.Status.DOWN);
        }
    }

    @BothDatabases
    void records_of_calls_are_forgotten_after_thirty_days(DataSource dataSource) {
        new PluginJar().source("vendor.House", SOURCE).service("vendor.House").writeTo(folder, "house");
        try (TestShop shop = TestShop.on(
                dataSource,
                builder -> builder.plugins(it ->
                        it.folder(folder).payment("card", "house", settings -> settings.secret("key", "k-123456"))))) {
            StatusQuery query = query(shop);
            shop.part(Calls.class).payment("card").query(query);
            assertThat(shop.part(Calls.class).recorded(query.operation().value()))
                    .hasSize(1);

            shop.clock().pass(Duration.ofDays(29));
            shop.runJobs();
            assertThat(shop.part(Calls.class).recorded(query.operation().value()))
                    .hasSize(1);
            shop.clock().pass(Duration.ofDays(2));
            shop.runJobs();
            assertThat(shop.part(Calls.class).recorded(query.operation().value()))
                    .isEmpty();
        }
    }

    private static StatusQuery query(TestShop shop) {
        return new StatusQuery(
                new OperationId(shop.world().id()),
                OperationKind.PURCHASE,
                Optional.empty(),
                Optional.empty(),
                Money.parse("EUR 1.00"),
                TestShop.START,
                shop.clock().instant().plusSeconds(10));
    }
}
