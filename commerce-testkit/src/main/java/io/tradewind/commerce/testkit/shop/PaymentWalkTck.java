package io.tradewind.commerce.testkit.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.testkit.payment.PaymentHarness;
import io.tradewind.commerce.testkit.payment.PaymentUpstream;
import io.tradewind.commerce.testkit.proxy.Fault;
import io.tradewind.commerce.testkit.proxy.FaultProxy;
import io.tradewind.commerce.testkit.shop.PluginShop.Attempt;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A plugin that sends buyers to its provider's page, walked through a whole shop: from the basket over that page to the
 * order. The {@linkplain io.tradewind.commerce.testkit.payment.PaymentGatewayTck rules} say what a gateway answers; this
 * says what a buyer gets. One shop serves all walks.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class PaymentWalkTck {
    private static final Duration LONGER_THAN_ANY_SESSION = Duration.ofDays(4);

    private PluginShop shop;

    /** For subclasses. */
    protected PaymentWalkTck() {}

    /** Describes the plugin and its provider. */
    protected abstract PaymentHarness harness();

    /** Returns what makes the provider send the buyer to its page. */
    protected Instrument instrument() {
        return harness().action().orElseThrow();
    }

    /** The shop of all walks, for more of them. */
    protected final PluginShop shop() {
        return shop;
    }

    @BeforeAll
    void open() {
        shop = PluginShop.open(harness());
    }

    @AfterAll
    void close() {
        shop.close();
    }

    private Attempt sent() {
        Attempt attempt = shop.buy(instrument());
        assertInstanceOf(Placement.ActionRequired.class, attempt.answer(), "sent to the provider's page");
        return attempt;
    }

    private Map<String, List<String>> buyer(Attempt attempt, boolean approves) {
        return shop.provider().buyerReturns(shop.payment(attempt), approves).orElseThrow();
    }

    private void hasOrder(Attempt attempt, Placement answer) {
        Placement.Placed placed = assertInstanceOf(Placement.Placed.class, answer);
        Order order = shop.buyer(attempt).orders().find(placed.order().id()).orElseThrow();
        assertEquals(PaymentStatus.PAID, order.payment(), "paid");
        assertEquals(1, shop.provider().effects(shop.operation(attempt)), "money moved once");
    }

    private void hasNothing(Attempt attempt, int sellable) {
        assertFalse(shop.status(attempt) instanceof Placement.Placed, "no order");
        assertEquals(0, shop.provider().effects(shop.operation(attempt)), "no money moved");
        assertEquals(sellable, shop.sellable(), "the goods can be sold again");
    }

    @Test
    void a_buyer_who_approves_and_comes_back_has_an_order_and_coming_back_twice_makes_no_second_one() {
        Attempt attempt = sent();
        Map<String, List<String>> returned = buyer(attempt, true);
        Placement answer = shop.comesBack(attempt, returned);
        hasOrder(attempt, answer instanceof Placement.Confirming ? news(attempt) : answer);
        Placement again = shop.comesBack(attempt, returned);
        assertEquals(shop.status(attempt), again);
        hasOrder(attempt, again);
    }

    /** Where an outcome is told by webhook, it is told; then what the buyer sees. */
    private Placement news(Attempt attempt) {
        if (shop.provider().webhooks().isPresent()) {
            assertEquals(2, shop.receive(shop.webhook(shop.operation(attempt))).status() / 100, "the webhook is taken");
        }
        return shop.status(attempt);
    }

    @Test
    void a_buyer_who_approves_and_closes_the_browser_has_an_order_if_money_moved_and_else_owes_nothing() {
        int before = shop.sellable();
        Attempt attempt = sent();
        Map<String, List<String>> lost = buyer(attempt, true);
        assertFalse(lost.isEmpty(), "what the browser would have brought");
        if (shop.provider().effects(shop.operation(attempt)) == 0) { // it moves money only when the shop says so
            shop.pass(LONGER_THAN_ANY_SESSION);
            hasNothing(attempt, before);
            return;
        }
        hasOrder(attempt, news(attempt));
        hasOrder(attempt, news(attempt));
    }

    @Test
    void a_buyer_who_fails_on_the_page_hears_why_and_may_try_again() {
        int before = shop.sellable();
        Attempt attempt = sent();
        Placement answer = shop.comesBack(attempt, buyer(attempt, false));
        assertInstanceOf(Placement.Refused.class, answer);
        assertEquals(0, shop.provider().effects(shop.operation(attempt)), "no money moved");
        shop.pass(Duration.ofDays(2));
        hasNothing(attempt, before);
    }

    @Test
    void a_buyer_who_never_comes_back_gives_the_goods_back_and_owes_nothing() {
        int before = shop.sellable();
        Attempt attempt = sent();
        assertEquals(before - 1, shop.sellable(), "held for the buyer");
        shop.pass(LONGER_THAN_ANY_SESSION);
        hasNothing(attempt, before);
    }

    /** The provider has made its page, but its answer never came back: the same request under the same key brings it. */
    @Test
    void a_buyer_whose_way_to_the_page_was_lost_on_the_line_gets_it_within_seconds_and_pays_once() {
        Optional<FaultProxy> line = shop.line();
        Assumptions.assumeTrue(line.isPresent(), "the provider is in the plugin's own process");
        FaultProxy faulty = line.orElseThrow();
        Attempt attempt;
        try {
            faulty.sparing(it -> !harness().hasEffect(it)).next(Fault.dropped());
            attempt = shop.buy(instrument());
        } finally {
            faulty.calm();
        }
        assertInstanceOf(Placement.Confirming.class, attempt.answer(), "nobody knows yet");
        shop.pass(Duration.ofSeconds(6));
        assertInstanceOf(Placement.ActionRequired.class, shop.status(attempt), "sent to the provider's page");
        Placement answer = shop.comesBack(attempt, buyer(attempt, true));
        hasOrder(attempt, answer instanceof Placement.Confirming ? news(attempt) : answer);
    }

    @Test
    void money_that_is_under_way_makes_the_order_when_the_provider_says_it_has_come() {
        Attempt attempt = pending();
        OperationId operation = shop.operation(attempt);
        ProviderRef payment = shop.payment(attempt);
        assertInstanceOf(Placement.Confirming.class, shop.status(attempt), "the buyer is asked to wait");
        Assumptions.assumeTrue(shop.provider().settle(payment, true), "the provider cannot be told to settle");
        assertEquals(1, shop.provider().effects(operation), "it has come");
        if (shop.provider().webhooks().isPresent()) {
            hasOrder(attempt, news(attempt));
        } else {
            shop.pass(Duration.ofDays(1));
            hasOrder(attempt, shop.status(attempt));
        }
    }

    private Attempt pending() {
        Optional<Instrument> instrument = harness().pending();
        Assumptions.assumeTrue(instrument.isPresent(), "the harness gives no instrument that stays pending");
        Attempt attempt = shop.buy(instrument.orElseThrow());
        if (attempt.answer() instanceof Placement.ActionRequired) {
            Optional<Map<String, List<String>>> returned =
                    shop.provider().buyerReturns(shop.payment(attempt), PaymentUpstream.PENDING);
            Assumptions.assumeTrue(returned.isPresent(), "the provider plays no buyer of that outcome");
            shop.comesBack(attempt, returned.get());
        }
        return attempt;
    }
}
