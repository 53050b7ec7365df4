/** The sample store: its set-up, products, codes and launch. Everything a real shop would bring along itself. */
@NullMarked
package io.tradewind.commerce.app.sample;

import org.jspecify.annotations.NullMarked;
