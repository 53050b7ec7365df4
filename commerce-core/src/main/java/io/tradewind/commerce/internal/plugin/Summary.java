package io.tradewind.commerce.internal.plugin;

/**
 * An answer in a few words, for the record of calls and for the breaker.
 *
 * @param outcome the variant, such as {@code Approved}
 * @param diagnostic what the plugin or the guard says about it; scrubbed before it is stored
 * @param failure true if the provider could not be worked with; its no is not a failure
 */
record Summary(String outcome, String diagnostic, boolean failure) {}
