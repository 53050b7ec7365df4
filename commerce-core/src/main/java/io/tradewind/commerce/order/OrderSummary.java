package io.tradewind.commerce.order;

import java.time.Instant;
import org.joda.money.Money;

/**
 * An order in a list.
 *
 * @param units ordered and not cancelled
 * @param held true if a hold stands
 * @param promisedBy the latest instant that was promised
 */
public record OrderSummary(
        OrderId id,
        String number,
        OrderState state,
        Instant placedAt,
        String recipient,
        int units,
        Money total,
        boolean held,
        boolean express,
        Instant promisedBy,
        FulfilmentStatus fulfilment) {}
