package io.tradewind.commerce.internal.plugin;

/** What became of handing a call to a plugin, before anybody looks at its answer. */
sealed interface Attempt<T> {
    /** The plugin returned something. */
    record Answered<T>(T value) implements Attempt<T> {}

    /** The plugin was never entered. */
    record NotSent<T>(String why) implements Attempt<T> {}

    /** The plugin was entered and threw, answered null, or did not come back in time. */
    record Unknown<T>(String why) implements Attempt<T> {}
}
