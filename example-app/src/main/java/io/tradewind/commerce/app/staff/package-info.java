/**
 * The people who work in the console: accounts, passwords, one-time links, sessions, and the log of what they did. Knows
 * neither pages nor the library, only a data source; a host with a login of its own leaves this package out.
 */
@NullMarked
package io.tradewind.commerce.app.staff;

import org.jspecify.annotations.NullMarked;
