package io.tradewind.commerce.spi.payment;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/** News about a payment that came by webhook. */
public sealed interface PaymentFact {
    /**
     * An operation has an outcome.
     *
     * @param payment the provider's reference of the payment
     * @param operation our operation; empty when it was done by hand in the provider's own console
     * @param kind what was done
     * @param result its outcome
     */
    record Outcome(ProviderRef payment, Optional<OperationId> operation, OperationKind kind, PaymentResult result)
            implements PaymentFact {
        /** Refuses missing parts. */
        public Outcome {
            requireNonNull(payment, "payment");
            requireNonNull(operation, "operation");
            requireNonNull(kind, "kind");
            requireNonNull(result, "result");
        }
    }

    /**
     * The buyer's bank disputes a payment.
     *
     * @param payment the provider's reference of the payment
     * @param dispute the provider's reference of the dispute
     * @param stage how far it is
     * @param amount how much is disputed
     * @param answerBy until when evidence is taken, if known
     */
    record Dispute(
            ProviderRef payment, ProviderRef dispute, DisputeStage stage, Money amount, Optional<Instant> answerBy)
            implements PaymentFact {
        /** Refuses missing parts. */
        public Dispute {
            requireNonNull(payment, "payment");
            requireNonNull(dispute, "dispute");
            requireNonNull(stage, "stage");
            requireNonNull(amount, "amount");
            requireNonNull(answerBy, "answerBy");
        }
    }
}
