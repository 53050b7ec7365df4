package io.tradewind.commerce.payment.adyen;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.payment.Payments;
import io.tradewind.commerce.payment.Refund;
import io.tradewind.commerce.payment.RefundState;
import io.tradewind.commerce.payment.ReviewTask;
import io.tradewind.commerce.payment.TaskKind;
import io.tradewind.commerce.plugin.PluginCall;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.testkit.payment.PaymentHarness;
import io.tradewind.commerce.testkit.shop.PaymentWalkTck;
import io.tradewind.commerce.testkit.shop.PluginShop;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** From the basket over Adyen's page to the order, in a whole shop. */
class AdyenWalkTest extends PaymentWalkTck {
    @Override
    protected PaymentHarness harness() {
        return new AdyenHarness();
    }

    /** As buyers of the example store pay: on the page that Adyen hosts. */
    @Override
    protected Instrument instrument() {
        return new Instrument.ProviderPage();
    }

    @Test
    void a_refund_whose_webhook_never_comes_is_told_to_staff_and_settles_once_it_does() {
        PluginShop shop = shop();
        UUID order = ((Placement.Placed) shop.buy(harness().approved()).answer())
                .order()
                .id()
                .value();
        Payments payments = shop.staff().payments();
        payments.refund(order, Money.parse("EUR 1.00"), "scratched", "r-1").orThrow();
        shop.pass(Duration.ofMinutes(30));
        assertThat(unheard(payments, order)).isEmpty();

        shop.pass(Duration.ofHours(3));
        assertThat(unheard(payments, order))
                .singleElement()
                .satisfies(it -> assertThat(it.message()).contains("REFUND EUR 1.00", "webhooks"));
        assertThat(payments.refundsOf(order)).extracting(Refund::state).containsExactly(RefundState.RUNNING);

        UUID operation = shop.commerce().plugins().calls(PluginShop.ACCOUNT).stream()
                .filter(it -> it.call().equals("refund"))
                .map(PluginCall::operation)
                .findFirst()
                .orElseThrow()
                .orElseThrow();
        shop.receive(shop.webhook(new OperationId(operation)));
        assertThat(payments.refundsOf(order)).extracting(Refund::state).containsExactly(RefundState.DONE);
        assertThat(unheard(payments, order)).isEmpty();
    }

    private static List<ReviewTask> unheard(Payments payments, UUID order) {
        return payments.reviewQueue().stream()
                .filter(it -> it.orderId().equals(order) && it.kind() == TaskKind.UNKNOWN_OUTCOME)
                .toList();
    }
}
