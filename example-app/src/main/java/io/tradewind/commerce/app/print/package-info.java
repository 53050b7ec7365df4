/** What a store prints: slips, pick lists, manifests, invoices and the papers of returns, as pages and as PDF. */
@NullMarked
package io.tradewind.commerce.app.print;

import org.jspecify.annotations.NullMarked;
