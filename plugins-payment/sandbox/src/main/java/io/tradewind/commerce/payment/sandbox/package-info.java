/**
 * A payment provider that lives in this process, keeps a book of its own and misbehaves on demand: for development, for
 * tests of a shop, and for tests of the core.
 *
 * <p>What happens is told by the client token, as "approve", "decline:insufficient_funds", "3ds" or "hang"; the words
 * are those of {@link io.tradewind.commerce.payment.sandbox.Script}. What really happened is in the
 * {@link io.tradewind.commerce.payment.sandbox.SandboxBook}, whatever the answer said.
 */
@NullMarked
package io.tradewind.commerce.payment.sandbox;

import org.jspecify.annotations.NullMarked;
