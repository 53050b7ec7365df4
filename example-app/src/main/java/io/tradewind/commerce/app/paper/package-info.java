/** Paper as PDF: letters of several scripts, tables, bar codes. */
@NullMarked
package io.tradewind.commerce.app.paper;

import org.jspecify.annotations.NullMarked;
