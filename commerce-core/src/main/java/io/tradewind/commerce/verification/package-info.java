/**
 * Proof that somebody holds a phone number: a code is sent, counted guesses are allowed, the fact is kept with the thing
 * it was asked for. What may be sent, to whom and how often is decided here, the same for every provider, because each
 * message costs money and strangers will try to spend it.
 *
 * <pre>
 *   SENDING → SENT → VERIFIED        SENDING → UNSENT      SENT, UNSENT → SENDING (again)
 *   SENT → BURNT (fifth wrong code)  any open → EXPIRED, CANCELLED
 * </pre>
 */
@NullMarked
package io.tradewind.commerce.verification;

import org.jspecify.annotations.NullMarked;
