package io.tradewind.commerce.health;

import java.util.List;

/**
 * A broken invariant.
 *
 * @param id stable name of the invariant, such as {@code INV-STOCK-2}
 * @param rule what must hold
 * @param rows which rows break it, by id or key; at most 20 of them
 */
public record Violation(String id, String rule, List<String> rows) {
    /** Copies the rows. */
    public Violation {
        rows = List.copyOf(rows);
    }
}
