/**
 * The database ground: transactions with retries, the H2 writer gate, migrations.
 */
@NullMarked
package io.tradewind.commerce.internal.db;

import org.jspecify.annotations.NullMarked;
