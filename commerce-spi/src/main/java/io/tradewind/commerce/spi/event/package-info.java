/**
 * What happened in a shop, in the past tense. Ids, amounts and times only, no personal data: who needs more asks the shop
 * while it still exists. Payloads only grow; unknown fields are ignored on reading.
 */
@NullMarked
package io.tradewind.commerce.spi.event;

import org.jspecify.annotations.NullMarked;
