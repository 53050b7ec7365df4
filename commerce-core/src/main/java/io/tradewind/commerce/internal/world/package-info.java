/**
 * Everything that comes from outside and would make a run differ from the last one: time, ids, randomness, threads, crash points.
 */
@NullMarked
package io.tradewind.commerce.internal.world;

import org.jspecify.annotations.NullMarked;
