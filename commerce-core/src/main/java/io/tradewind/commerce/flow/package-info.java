/**
 * Transition tables as data: one generic class that every state machine of the library uses.
 */
@NullMarked
package io.tradewind.commerce.flow;

import org.jspecify.annotations.NullMarked;
