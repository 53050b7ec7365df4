/** A provider's own OpenAPI document, and whether it allows what a plugin sends. */
@NullMarked
package io.tradewind.commerce.testkit.openapi;

import org.jspecify.annotations.NullMarked;
