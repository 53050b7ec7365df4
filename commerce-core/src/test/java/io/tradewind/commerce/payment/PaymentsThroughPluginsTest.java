package io.tradewind.commerce.payment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.spi.Buyer;
import io.tradewind.commerce.spi.CheckoutSummary;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.payment.Token;
import io.tradewind.commerce.testdb.BothDatabases;
import io.tradewind.commerce.testing.TestClock;
import io.tradewind.commerce.testing.TestShop;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.joda.money.Money;

/** Everything as it is wired in a running shop, with a plugin behind its guard. */
class PaymentsThroughPluginsTest {
    private static final Money TOTAL = Money.parse("EUR 24.90");
    private static final Money ZERO = Money.parse("EUR 0.00");

    @BothDatabases
    void money_that_comes_for_a_checkout_nobody_knows_goes_back_by_itself(DataSource database) {
        Purse purse = new Purse();
        try (TestShop shop = TestShop.on(
                database, builder -> builder.plugins(it -> it.add(purse).payment("card", "purse")))) {
            Operations operations = shop.part(Operations.class);
            Prepared prepared = prepare(shop, operations);
            assertThat(operations.send(shop.scope(), prepared).state()).isEqualTo(OperationState.APPROVED);
            assertThat(shop.violations()).isEmpty();
            shop.runJobs();
            assertThat(purse.taken()).isEqualTo(TOTAL);
            assertThat(purse.given()).isEqualTo(TOTAL);
            assertThat(shop.violations()).isEmpty();
        }
    }

    @BothDatabases
    void a_plugin_that_throws_leaves_the_outcome_unknown(DataSource database) {
        Purse purse = new Purse();
        try (TestShop shop = TestShop.on(
                database, builder -> builder.plugins(it -> it.add(purse).payment("card", "purse")))) {
            Operations operations = shop.part(Operations.class);
            purse.throwing = true;
            Prepared prepared = prepare(shop, operations);
            assertThat(operations.send(shop.scope(), prepared).state()).isEqualTo(OperationState.UNKNOWN);
        }
    }

    @BothDatabases
    void what_is_open_at_an_account_that_is_not_configured_any_more_comes_to_staff(DataSource database) {
        Purse purse = new Purse();
        String store;
        TestClock clock;
        Prepared lost;
        try (TestShop shop = TestShop.on(
                database, builder -> builder.plugins(it -> it.add(purse).payment("old", "purse")))) {
            Operations operations = shop.part(Operations.class);
            store = shop.store().code();
            clock = shop.clock();
            purse.throwing = true;
            lost = prepare(shop, operations, "old", new Instrument.ProviderPage());
            assertThat(operations.send(shop.scope(), lost).state()).isEqualTo(OperationState.UNKNOWN);
            purse.throwing = false;
            Prepared paid = prepare(shop, operations, "old", new Instrument.ProviderPage());
            assertThat(operations.send(shop.scope(), paid).state())
                    .as("nobody knows its checkout, so it is owed back")
                    .isEqualTo(OperationState.APPROVED);
        }
        try (TestShop shop = TestShop.again(
                database,
                store,
                clock,
                builder -> builder.plugins(it -> it.add(purse).payment("new", "purse")),
                spec -> {})) {
            for (int hour = 0; hour < 30; hour++) {
                clock.pass(Duration.ofHours(1));
                shop.runJobs();
            }
            assertThat(shop.staff().payments().reviewQueue())
                    .extracting(ReviewTask::kind)
                    .contains(TaskKind.UNKNOWN_OUTCOME, TaskKind.REFUND_FAILED, TaskKind.OBLIGATION_OVERDUE);
            UUID task = shop.staff().payments().reviewQueue().stream()
                    .filter(it -> it.subject().equals(lost.operationId()))
                    .findFirst()
                    .orElseThrow()
                    .id();
            shop.staff().payments().resolve(task, new Resolution.DidNotHappen());
            assertThat(purse.given()).isEqualTo(ZERO);
            assertThat(shop.violations()).isEmpty();
        }
    }

    @BothDatabases
    void a_store_offers_the_accounts_that_take_its_money(DataSource database) {
        Purse purse = new Purse();
        try (TestShop shop = TestShop.on(
                database, builder -> builder.plugins(it -> it.add(purse).payment("card", "purse")))) {
            assertThat(shop.guest().payments().methods("DE", TOTAL))
                    .containsExactly(new PaymentMethod("card", "purse", PaymentMethod.Kind.DIRECT, true));
        }
    }

    @BothDatabases
    void a_store_offers_accounts_for_the_countries_and_amounts_it_likes_in_its_order_of_preference(
            DataSource database) {
        Purse purse = new Purse();
        try (TestShop shop = TestShop.on(
                database,
                builder -> builder.plugins(it -> it.add(purse)
                        .payment("local", "purse", of -> of.onlyFor("DE", "AT").atMost(Money.parse("EUR 50.00")))
                        .payment("large", "purse", of -> of.atLeast(Money.parse("EUR 20.00")))
                        .payment("card", "purse")))) {
            assertThat(offered(shop, "DE", "EUR 50.00")).containsExactly("local", "large", "card");
            assertThat(offered(shop, "DE", "EUR 50.01")).containsExactly("large", "card");
            assertThat(offered(shop, "FR", "EUR 19.99")).containsExactly("card");
            Operations operations = shop.part(Operations.class);
            assertThat(operations.refusal("local", new Instrument.ProviderPage(), false, "FR", TOTAL))
                    .hasValueSatisfying(it -> assertThat(it.code()).isEqualTo("payment-country"));
            assertThat(operations.refusal(
                            "local", new Instrument.ProviderPage(), false, "DE", Money.parse("EUR 60.00")))
                    .hasValueSatisfying(it -> assertThat(it.message()).contains("only up to EUR 50.00"));
            assertThat(operations.refusal("local", new Instrument.ProviderPage(), false, "DE", TOTAL))
                    .isEmpty();
        }
    }

    private static List<String> offered(TestShop shop, String country, String amount) {
        return shop.guest().payments().methods(country, Money.parse(amount)).stream()
                .map(PaymentMethod::account)
                .toList();
    }

    @BothDatabases
    void a_token_is_never_sent_to_an_account_that_takes_none(DataSource database) {
        Purse purse = new Purse();
        try (TestShop shop = TestShop.on(
                database, builder -> builder.plugins(it -> it.add(purse).payment("card", "purse")))) {
            Operations operations = shop.part(Operations.class);
            Instrument token = new Instrument.ClientToken(new Token("tok-1"));
            assertThat(operations.refusal("card", token, false, "DE", TOTAL))
                    .hasValueSatisfying(it -> assertThat(it.code()).isEqualTo("token-not-taken"));
            Prepared prepared = prepare(shop, operations, token);
            Attempt attempt = operations.send(shop.scope(), prepared);
            assertThat(attempt.state()).isEqualTo(OperationState.REJECTED);
            assertThat(purse.book).isEmpty();
        }
    }

    private static Prepared prepare(TestShop shop, Operations operations) {
        return prepare(shop, operations, new Instrument.ProviderPage());
    }

    private static Prepared prepare(TestShop shop, Operations operations, Instrument instrument) {
        return prepare(shop, operations, "card", instrument);
    }

    private static Prepared prepare(TestShop shop, Operations operations, String account, Instrument instrument) {
        UUID checkout = shop.world().id();
        NewAttempt attempt = new NewAttempt(
                checkout,
                account,
                TOTAL,
                "hash",
                instrument,
                new CheckoutSummary("R-1", List.of(), ZERO, ZERO, TOTAL, Optional.empty()),
                Buyer.anonymous("guest", Locale.GERMANY),
                URI.create("https://shop.example/return"),
                URI.create("https://shop.example/cancel"));
        return shop.tx().write("test.prepare", handle -> {
            Prepared prepared = operations.prepare(handle, shop.scope(), attempt);
            shop.part(Outbox.class).record(handle, shop.scope(), prepared.changes());
            return prepared;
        });
    }

    /** A plugin that takes and gives money back. */
    private static final class Purse implements CommercePlugin, PaymentGateway {
        private final Map<UUID, PaymentResult.Approved> book = new ConcurrentHashMap<>();
        private volatile boolean throwing;

        @Override
        public PluginInfo info() {
            return new PluginInfo("purse", "1", "test", "none", URI.create("https://purse.example"));
        }

        @Override
        public List<ProviderFactory<PaymentGateway>> payments() {
            return List.of(ProviderFactory.of("purse", List.of(), context -> this));
        }

        @Override
        public PaymentProfile profile() {
            return PaymentProfiles.builder()
                    .can(PaymentCapability.PURCHASE, PaymentCapability.QUERY_BY_OPERATION, PaymentCapability.KEYED)
                    .currencies("EUR")
                    .build();
        }

        @Override
        public PaymentResult authorize(AuthorizeRequest request) {
            return happen(request.call().id().value(), request.amount(), Effect.CAPTURED);
        }

        @Override
        public PaymentResult refund(FollowUp request) {
            return happen(request.call().id().value(), request.amount(), Effect.REFUNDED);
        }

        @Override
        public StatusReport query(StatusQuery query) {
            PaymentResult known = book.get(query.operation().value());
            return known == null
                    ? new StatusReport.NotFound()
                    : new StatusReport.Found(known, new StatusReport.Totals(TOTAL, TOTAL, ZERO));
        }

        private PaymentResult happen(UUID id, Money amount, Effect effect) {
            if (throwing) {
                throw new IllegalStateException("a bug of the vendor");
            }
            return book.computeIfAbsent(
                    id, it -> new PaymentResult.Approved(new ProviderRef("purse-" + id), amount, effect, Details.NONE));
        }

        Money taken() {
            return sum(Effect.CAPTURED);
        }

        Money given() {
            return sum(Effect.REFUNDED);
        }

        private Money sum(Effect effect) {
            return book.values().stream()
                    .filter(it -> it.effect() == effect)
                    .map(PaymentResult.Approved::amount)
                    .reduce(ZERO, Money::plus);
        }
    }
}
