package io.tradewind.commerce.checkout;

import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.spi.payment.NextAction;
import java.util.Optional;
import org.joda.money.Money;

/**
 * A fresh order.
 *
 * @param token opens the order without a login, as the last part of a link
 * @param toPay how to pay, for methods that pay later, such as the bank account to transfer to
 */
public record PlacedOrder(OrderId id, String number, Money total, String token, Optional<NextAction> toPay) {}
