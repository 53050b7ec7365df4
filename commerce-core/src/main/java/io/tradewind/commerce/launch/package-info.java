/**
 * Launches of things that are not for sale yet: people sign up with a contact, confirm it, get a place in line, and are
 * invited in waves that never promise more than there will be.
 *
 * <p>A launch goes {@code DRAFT → ANNOUNCED → SELLING → ENDED} or is {@code CANCELLED}; a sign-up goes
 * {@code UNCONFIRMED → REGISTERED → INVITED → ORDERED}, or is {@code WITHDRAWN} or {@code LAPSED}.
 */
@NullMarked
package io.tradewind.commerce.launch;

import org.jspecify.annotations.NullMarked;
