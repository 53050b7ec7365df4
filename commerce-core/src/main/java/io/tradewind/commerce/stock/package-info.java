/**
 * What is in the building and what of it is spoken for. Levels are kept per article and location, every change of a
 * level is a movement, and a reservation protects what somebody is paying for or has bought. Everything is counted by
 * quantity; a part of a reservation that moves alone becomes a row of its own.
 *
 * <p>Rows are always locked in one order: reservations, then levels, then promises, each sorted by key.
 */
@NullMarked
package io.tradewind.commerce.stock;

import org.jspecify.annotations.NullMarked;
