package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import java.util.Optional;
import java.util.UUID;

/** What a provider tells by webhook of payments made at a {@link PaymentDesk}. */
final class News {
    private News() {}

    /** What the gateway calls a payment. */
    static ProviderRef of(Attempt attempt) {
        return new ProviderRef("pay-" + attempt.operationId());
    }

    /** What became of one of our operations. */
    static PaymentFact.Outcome ours(Attempt attempt, UUID operation, OperationKind kind, PaymentResult result) {
        return new PaymentFact.Outcome(of(attempt), Optional.of(new OperationId(operation)), kind, result);
    }

    /** What happened to a payment, without a word of who asked for it. */
    static PaymentFact.Outcome anybodys(Attempt attempt, OperationKind kind, PaymentResult result) {
        return new PaymentFact.Outcome(of(attempt), Optional.empty(), kind, result);
    }

    /** True if it was taken in. */
    static boolean tell(PaymentDesk desk, String id, PaymentFact fact) {
        return desk.facts.apply("card", new Notice<>(id, desk.shop.clock().instant(), fact));
    }
}
