/** Micro benchmarks (JMH) and whole-shop measurements. Not published. */
@NullMarked
package io.tradewind.commerce.benchmarks;

import org.jspecify.annotations.NullMarked;
