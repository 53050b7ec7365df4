package io.tradewind.commerce.benchmarks;

import io.tradewind.commerce.database.Durability;
import io.tradewind.commerce.database.Migrations;
import io.tradewind.commerce.internal.db.Database;
import io.tradewind.commerce.internal.db.DatabaseSettings;
import io.tradewind.commerce.internal.plugin.AccountSettings;
import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.internal.plugin.HostSettings;
import io.tradewind.commerce.internal.plugin.PaymentPort;
import io.tradewind.commerce.internal.plugin.PluginHost;
import io.tradewind.commerce.internal.plugin.ProviderKind;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Buyer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.CheckoutSummary;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.payment.StoredCredential;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Phaser;
import org.joda.money.Money;

/**
 * Two payment vendors behind the guard, as a shop has them: one answers at once, the other hangs while it is told to. A
 * database in memory takes the records of calls. Safe for many threads.
 */
final class Vendors implements AutoCloseable {
    static final String QUICK = "quick";
    static final String SICK = "sick";

    private static final Money PRICE = Money.parse("EUR 12.50");
    private static final PaymentResult PAID =
            new PaymentResult.Approved(new ProviderRef("pay-1"), PRICE, Effect.CAPTURED, Details.NONE);

    private final World world = new World(null, null, null, null);
    private final Database database = Database.open(memory(), world);
    private final Phaser sickness = new Phaser(1);
    private final PaymentGateway quick = new Vendor(() -> {});
    private final PaymentGateway sick = new Vendor(() -> sickness.awaitAdvance(sickness.getPhase()));
    private final PluginHost host = PluginHost.open(settings(), world);
    private final Calls calls = Calls.of(host, world, database.tx());

    private static DatabaseSettings memory() {
        return new DatabaseSettings(
                null,
                null,
                Database.memoryName(),
                null,
                null,
                null,
                4,
                "commerce",
                Migrations.AUTO,
                Durability.PROCESS,
                false);
    }

    private HostSettings settings() {
        return new HostSettings(
                Environment.TEST,
                List.of(account(QUICK), account(SICK)),
                List.of(new Both()),
                List.of(),
                false,
                true,
                URI.create("https://shop.example"),
                Map.of());
    }

    private static AccountSettings account(String name) {
        return new AccountSettings(ProviderKind.PAYMENT, name, name, Map.of(), Set.of());
    }

    /** The vendor that answers at once, without a guard. */
    PaymentGateway unguarded() {
        return quick;
    }

    /** A vendor behind its guard. */
    PaymentPort guarded(String account) {
        return calls.payment(account);
    }

    /** Lets everybody go who hangs at the sick vendor. */
    void recover() {
        sickness.arrive();
    }

    /** Forgets the records of calls, so that they do not fill the memory. */
    void forget() {
        calls.recorded(QUICK);
        database.tx().write("benchmark.forget", handle -> handle.execute("truncate table commerce.plugin_call"));
    }

    static AuthorizeRequest request() {
        Money zero = Money.zero(PRICE.getCurrencyUnit());
        return new AuthorizeRequest(
                Call.first(OperationId.parse("01912d68-7a31-7c1e-8a52-1f9d0c6b2a11"), Instant.MAX),
                PRICE,
                CaptureMode.AT_ONCE,
                new Instrument.ProviderPage(),
                StoredCredential.NONE,
                new CheckoutSummary("R-1", List.of(), zero, zero, PRICE, Optional.empty()),
                Buyer.anonymous("guest-1", Locale.GERMANY),
                URI.create("https://shop.example/return"),
                URI.create("https://shop.example/cancel"));
    }

    private record Vendor(Runnable thinking) implements PaymentGateway {
        @Override
        public PaymentProfile profile() {
            return PaymentProfiles.purchase("EUR");
        }

        @Override
        public PaymentResult authorize(AuthorizeRequest request) {
            thinking.run();
            return PAID;
        }

        @Override
        public StatusReport query(StatusQuery query) {
            return new StatusReport.NotFound();
        }
    }

    private final class Both implements CommercePlugin {
        @Override
        public PluginInfo info() {
            return new PluginInfo(
                    "vendors", "1.0", "Tradewind", "Apache-2.0", URI.create("https://tradewind.example/plugins"));
        }

        @Override
        public List<ProviderFactory<PaymentGateway>> payments() {
            return List.of(
                    ProviderFactory.of(QUICK, List.of(), context -> quick),
                    ProviderFactory.of(SICK, List.of(), context -> sick));
        }
    }

    @Override
    public void close() {
        sickness.forceTermination();
        calls.close();
        host.close();
        database.close();
        world.close();
    }
}
