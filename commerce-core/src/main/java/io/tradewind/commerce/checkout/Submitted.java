package io.tradewind.commerce.checkout;

/**
 * What came of a wish to order.
 *
 * @param repeated true if an earlier call with the same key had the effect, and this one none
 */
public record Submitted(Placement placement, boolean repeated) {}
