package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.error.CommerceException;
import java.util.UUID;

/** Identifies a parcel. */
public record ParcelId(UUID value) {
    /** Reads the text form; anything else is an unknown parcel. */
    public static ParcelId of(String text) {
        try {
            return new ParcelId(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            throw CommerceException.notFound("parcel");
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
