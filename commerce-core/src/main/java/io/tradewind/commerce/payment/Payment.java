package io.tradewind.commerce.payment;

import io.tradewind.commerce.spi.payment.NextAction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * One payment at one provider, with everything that was asked of it. Immutable.
 *
 * @param id the payment
 * @param orderId the checkout it was made for, and the order if one was placed
 * @param account plugin account the money came through; refunds go the same way
 * @param state how it stands
 * @param amount what was asked for
 * @param authorized reserved so far, captured money included
 * @param captured taken so far, also outside this library
 * @param refunded given back so far, also outside this library
 * @param instructions how to pay, while a pay-later payment is awaited
 * @param createdAt when it was begun
 * @param operations everything that was asked of the provider, oldest first; empty for customers
 */
public record Payment(
        UUID id,
        UUID orderId,
        String account,
        PaymentState state,
        Money amount,
        Money authorized,
        Money captured,
        Money refunded,
        Optional<NextAction> instructions,
        Instant createdAt,
        List<Operation> operations) {
    /** Copies the list. */
    public Payment {
        operations = List.copyOf(operations);
    }
}
