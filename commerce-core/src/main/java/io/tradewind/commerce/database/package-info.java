/**
 * What a host says about the database: which product, what may be done to the schema, what a commit must survive.
 */
@NullMarked
package io.tradewind.commerce.database;

import org.jspecify.annotations.NullMarked;
