package io.tradewind.commerce.catalog;

import java.util.UUID;

/** The id of a product file that was handed in. */
public record ImportId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
