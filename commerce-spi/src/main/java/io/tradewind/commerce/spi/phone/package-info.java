/** The roles behind phone verification: carrying a code the core made, or making and checking it elsewhere. */
@NullMarked
package io.tradewind.commerce.spi.phone;

import org.jspecify.annotations.NullMarked;
