/**
 * The plugin host: finds plugins, checks settings, creates one provider per account, and guards every outward call with
 * a deadline, a bulkhead, a breaker and a check of the answer. Nobody else calls a provider.
 */
@NullMarked
package io.tradewind.commerce.internal.plugin;

import org.jspecify.annotations.NullMarked;
