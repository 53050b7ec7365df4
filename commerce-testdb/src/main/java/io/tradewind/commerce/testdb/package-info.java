/**
 * Databases for tests: an empty H2 or PostgreSQL in one line, tests that run on both, and a data source that counts
 * statements. Knows nothing of the library, so that its own tests can use it too. Not published.
 */
@NullMarked
package io.tradewind.commerce.testdb;

import org.jspecify.annotations.NullMarked;
