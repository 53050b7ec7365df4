/** The pages of the shop. */
@NullMarked
package io.tradewind.commerce.app.shop;

import org.jspecify.annotations.NullMarked;
