/** A shop in memory for tests of hosts: a clock to turn, fake plugins that are told what to answer, and assertions. */
@NullMarked
package io.tradewind.commerce.testkit.shop;

import org.jspecify.annotations.NullMarked;
