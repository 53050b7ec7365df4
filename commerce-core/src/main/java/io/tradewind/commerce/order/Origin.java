package io.tradewind.commerce.order;

import java.util.Optional;

/**
 * What brought some orders. Immutable.
 *
 * @param influencer handle of the person whose code it was; empty for codes of the store itself
 * @param code the code; empty for orders without one
 * @param orders how many
 */
public record Origin(Optional<String> influencer, Optional<String> code, int orders) {}
