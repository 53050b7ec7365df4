package io.tradewind.commerce.order;

/**
 * A move on an order as it stands for one actor.
 *
 * @param reason why it is not allowed; empty if it is
 */
public record OrderAction(OrderMove move, boolean allowed, String reason) {}
