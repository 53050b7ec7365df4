package io.tradewind.commerce.internal.plugin;

/**
 * Something that should have been a plugin and is not.
 *
 * @param source jar, folder or class
 * @param reason what is wrong and how to mend it
 */
public record BrokenPlugin(String source, String reason) {
    /** True if the account's plugin code seems to come from there. */
    boolean mayOffer(String code) {
        return source.contains(code);
    }

    static BrokenPlugin of(String source, Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; root.getCause() != null && depth < 16; depth++) {
            root = root.getCause();
        }
        String why = root.getClass().getSimpleName() + (root.getMessage() == null ? "" : ": " + root.getMessage());
        return new BrokenPlugin(source, Scrub.PLAIN.clean(why) + ". Fix: replace the jar or take it out");
    }
}
