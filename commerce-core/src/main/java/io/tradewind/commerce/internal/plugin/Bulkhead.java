package io.tradewind.commerce.internal.plugin;

/**
 * Shares of an account's threads: a hanging call with an effect must not starve the questions that clear it up.
 */
enum Bulkhead {
    EFFECTS(8, 32),
    READS(4, 64),
    QUOTES(16, 64),
    /** Webhooks come from strangers, so they have threads of their own too. */
    INTAKE(4, 64);

    final int threads;
    final int queue;

    Bulkhead(int threads, int queue) {
        this.threads = threads;
        this.queue = queue;
    }
}
