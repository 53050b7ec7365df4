/** Webhooks of the sandbox plugins. */
@NullMarked
package io.tradewind.commerce.sandbox.webhook;

import org.jspecify.annotations.NullMarked;
