/**
 * The example store "Juniper &amp; Jet": a shop and a staff console around an embedded {@code Commerce}.
 */
@NullMarked
package io.tradewind.commerce.app;

import org.jspecify.annotations.NullMarked;
