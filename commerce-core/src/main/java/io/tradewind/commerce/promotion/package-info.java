/**
 * Codes that make a basket cheaper, and the influencers some of them belong to. A code's limits are held when a
 * payment starts and confirmed when the order is placed, so that the last use is never sold twice. What an influencer
 * earns is kept as a ledger of its own: accrued with the order, taken back with its returns.
 */
@NullMarked
package io.tradewind.commerce.promotion;

import org.jspecify.annotations.NullMarked;
