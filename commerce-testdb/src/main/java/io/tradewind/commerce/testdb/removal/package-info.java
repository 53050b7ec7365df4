/**
 * Takes guards away from classes that are in use, so that a test can show that somebody misses them. Production code
 * knows nothing of it.
 */
@NullMarked
package io.tradewind.commerce.testdb.removal;

import org.jspecify.annotations.NullMarked;
