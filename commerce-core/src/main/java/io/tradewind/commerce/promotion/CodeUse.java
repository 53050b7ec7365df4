package io.tradewind.commerce.promotion;

import java.util.UUID;

/**
 * One use of a code.
 *
 * @param code folded
 * @param customerKey keyed hash of who uses it
 * @param amount discount in minor units
 */
record CodeUse(
        UUID id, String code, UUID checkoutId, String customerKey, long amount, CodeUseState state, int version) {}
