package io.tradewind.commerce.returns;

import java.util.List;
import java.util.Optional;

/**
 * A page of returns.
 *
 * @param returns newest first
 * @param next cursor of the next page; empty if this is the last
 */
public record ReturnPage(List<Return> returns, Optional<String> next) {
    /** Copies the list. */
    public ReturnPage {
        returns = List.copyOf(returns);
    }
}
