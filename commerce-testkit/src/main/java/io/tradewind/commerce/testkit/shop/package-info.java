/**
 * A shop in memory. For tests of hosts: a clock to turn, fake plugins that are told what to answer, and assertions. For
 * plugins: walks from basket to order, in tests and by hand.
 */
@NullMarked
package io.tradewind.commerce.testkit.shop;

import org.jspecify.annotations.NullMarked;
