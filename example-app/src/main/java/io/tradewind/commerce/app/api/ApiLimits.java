package io.tradewind.commerce.app.api;

import io.tradewind.commerce.app.web.Windows;

/**
 * How often one caller may ask in a minute, counted in this process; what protects money and codes is counted in the
 * database besides. Safe for many threads.
 */
public final class ApiLimits {
    private final int normal;
    private final int tight;
    private final Windows windows = new Windows();

    private ApiLimits(int normal, int tight) {
        this.normal = normal;
        this.tight = tight;
    }

    /** 600 requests a minute, 60 of them where something could be guessed or costs money. */
    public static ApiLimits usual() {
        return of(600, 60);
    }

    /** So many a minute. */
    public static ApiLimits of(int normal, int tight) {
        return new ApiLimits(normal, tight);
    }

    /** No more than anybody could send. */
    public static ApiLimits none() {
        return of(Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /**
     * Where a caller stands.
     *
     * @param quota requests of a window
     */
    record Standing(String policy, int quota, Windows.Standing now) {}

    Standing count(String caller, Limit limit) {
        int quota = limit == Limit.TIGHT ? tight : normal;
        String policy = limit == Limit.TIGHT ? "tight" : "default";
        return new Standing(policy, quota, windows.count(policy + "|" + caller, quota));
    }
}
