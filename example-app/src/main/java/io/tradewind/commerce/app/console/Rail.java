package io.tradewind.commerce.app.console;

import java.util.List;

/**
 * The way around the console, beside every page.
 *
 * @param here key of the entry the page belongs to
 * @param who who is signed in
 * @param entries in their order
 */
public record Rail(String here, String who, List<Entry> entries) {
    /** Copies the list. */
    public Rail {
        entries = List.copyOf(entries);
    }

    /**
     * An entry.
     *
     * @param section heading that stands above it; empty for none
     * @param count how much waits there; 0 shows nothing
     * @param hot true if it should not wait long
     */
    public record Entry(String section, String key, String path, String icon, String word, int count, boolean hot) {}
}
