/** Payments a person confirms: cash on delivery and bank transfer. */
@NullMarked
package io.tradewind.commerce.payment.offline;

import org.jspecify.annotations.NullMarked;
