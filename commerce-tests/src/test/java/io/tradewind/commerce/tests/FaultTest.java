package io.tradewind.commerce.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.order.OrderPage;
import io.tradewind.commerce.order.OrderQuery;
import io.tradewind.commerce.payment.sandbox.SandboxBook;
import io.tradewind.commerce.payment.sandbox.SandboxWebhooks;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.testdb.BothDatabases;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.joda.money.Money;

/**
 * Whatever the gateway does, a shopper's payment ends in exactly one order or the money stays with the shopper, and the
 * data keeps every invariant on the way.
 */
class FaultTest {
    private static final List<String> SCRIPTS = List.of(
            "approve",
            "decline",
            "decline:expired_instrument",
            "pending",
            "hang",
            "hang-before",
            "throw",
            "throw-after",
            "null",
            "lie:amount",
            "lie:currency",
            "lie:reference",
            "lie:effect",
            "lie:state",
            "unknown",
            "unknown-before",
            "not-sent",
            "late",
            "reject",
            "3ds");

    @BothDatabases(fresh = true)
    void every_payment_ends_in_one_order_or_none_and_no_charge(DataSource dataSource) {
        try (Mugs mugs = Mugs.impatient(dataSource)) {
            mugs.sell(Mugs.MUG, "EUR 12.50", 100);
            for (String script : SCRIPTS) {
                int paymentsBefore = mugs.book.payments().size();
                int tasksBefore = tasks(mugs);
                Shop shop = mugs.guest("buyer with " + script);
                Placement first = mugs.buy(shop, Mugs.MUG, 1, script, "key " + script);
                mugs.checkInvariants();
                settle(mugs);
                tellByWebhook(mugs, paymentsBefore);
                settle(mugs);

                OrderPage orders = shop.orders().list(OrderQuery.newest());
                Money kept = mugs.book.payments().stream()
                        .skip(paymentsBefore)
                        .map(payment -> mugs.book.charged(payment).minus(mugs.book.refunded(payment)))
                        .reduce(Money.parse("EUR 0"), Money::plus);
                assertThat(orders.orders())
                        .as("orders after '%s', first answer %s", script, first)
                        .hasSizeLessThanOrEqualTo(1);
                Money owed = orders.orders().isEmpty() ? Money.parse("EUR 0") : Money.parse("EUR 17.40");
                if (tasks(mugs) == tasksBefore) {
                    assertThat(kept)
                            .as("money kept after '%s', first answer %s", script, first)
                            .isEqualTo(owed);
                }
                mugs.checkInvariants();
            }
        }
    }

    /** Lets the jobs ask, retry and give back over the days that follow. */
    private static void settle(Mugs mugs) {
        mugs.jobs();
        for (Duration step : List.of(
                Duration.ofSeconds(6),
                Duration.ofSeconds(31),
                Duration.ofMinutes(3),
                Duration.ofMinutes(11),
                Duration.ofHours(2),
                Duration.ofHours(7),
                Duration.ofHours(25))) {
            mugs.clock.pass(step);
            mugs.jobs();
        }
    }

    /** The provider tells what really happened, as providers do; a false no is corrected only so. */
    private static void tellByWebhook(Mugs mugs, int paymentsBefore) {
        Set<ProviderRef> payments = Set.copyOf(mugs.book
                .payments()
                .subList(paymentsBefore, mugs.book.payments().size()));
        List<SandboxBook.Entry> news = mugs.book.entries().stream()
                .filter(entry -> payments.contains(entry.payment()))
                .toList();
        if (!news.isEmpty()) {
            mugs.commerce
                    .webhooks()
                    .receive("card", SandboxWebhooks.envelope("card", Mugs.WEBHOOK_SECRET, mugs.clock.instant(), news));
        }
    }

    /** A lie about a payment is never folded by itself: staff decide. */
    private static int tasks(Mugs mugs) {
        return mugs.staff().payments().reviewQueue().size();
    }
}
