package io.tradewind.commerce.catalog;

import java.util.UUID;

/** The id of a product. */
public record ProductId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
