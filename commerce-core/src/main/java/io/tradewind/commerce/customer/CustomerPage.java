package io.tradewind.commerce.customer;

import java.util.List;
import java.util.Optional;

/**
 * A part of the list of customers. Immutable.
 *
 * @param customers the newest first
 * @param next hands back to {@link CustomerQuery#after} what follows; empty on the last page
 */
public record CustomerPage(List<Customer> customers, Optional<String> next) {
    /** Copies the list. */
    public CustomerPage {
        customers = List.copyOf(customers);
    }
}
