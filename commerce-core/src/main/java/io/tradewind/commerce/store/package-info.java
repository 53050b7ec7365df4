/**
 * Stores in one database, their policy, and the scope that every call carries.
 */
@NullMarked
package io.tradewind.commerce.store;

import org.jspecify.annotations.NullMarked;
