package io.tradewind.commerce.app.web;

import java.util.HashMap;
import java.util.Map;

/** Places for those who listen: so many in all, and so many of one, so that some are left for others. Safe for many threads. */
final class Places {
    private final int most;
    private final int mostOfOne;
    private final Map<String, Integer> taken = new HashMap<>();
    private int all;

    /** That many. */
    Places(int most, int mostOfOne) {
        this.most = most;
        this.mostOfOne = mostOfOne;
    }

    /**
     * Takes a place for somebody and begins what it is for; whoever ends that gives the place back, unless it cannot even
     * begin. False if none is left for them.
     */
    boolean take(String who, Runnable begin) {
        if (!isTaken(who)) {
            return false;
        }
        boolean begun = false;
        try {
            begin.run();
            begun = true;
        } finally {
            if (!begun) {
                leave(who);
            }
        }
        return true;
    }

    private synchronized boolean isTaken(String who) {
        int theirs = taken.getOrDefault(who, 0);
        if (theirs >= mostOfOne || all >= most) {
            return false;
        }
        taken.put(who, theirs + 1);
        all++;
        return true;
    }

    /** Gives a place back that somebody took. */
    synchronized void leave(String who) {
        taken.computeIfPresent(who, (it, theirs) -> theirs > 1 ? theirs - 1 : null);
        all--;
    }
}
