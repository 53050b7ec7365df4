package io.tradewind.commerce.plugin;

import io.tradewind.commerce.spi.phone.DeliveryReport;
import io.tradewind.commerce.spi.shipping.TrackingEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An item of the inbox as it is written; one of its facts is there.
 *
 * @param payment news about a payment
 * @param tracking news about a parcel
 * @param message news about a message
 * @param warehouse news of an outside warehouse
 * @param lookUp a payment's reference to ask about
 */
record StoredNotice(
        String eventId,
        Instant occurredAt,
        @Nullable StoredPayment payment,
        @Nullable TrackingEvent tracking,
        @Nullable DeliveryReport message,
        @Nullable String lookUp,
        @Nullable StoredWarehouse warehouse) {
    StoredNotice(
            String eventId,
            Instant occurredAt,
            @Nullable StoredPayment payment,
            @Nullable TrackingEvent tracking,
            @Nullable DeliveryReport message,
            @Nullable String lookUp) {
        this(eventId, occurredAt, payment, tracking, message, lookUp, null);
    }

    enum Kind {
        PAYMENT,
        LOOK_UP,
        TRACKING,
        MESSAGE,
        WAREHOUSE
    }

    Kind kind() {
        if (payment != null) {
            return Kind.PAYMENT;
        } else if (tracking != null) {
            return Kind.TRACKING;
        } else if (warehouse != null) {
            return Kind.WAREHOUSE;
        }
        return message != null ? Kind.MESSAGE : Kind.LOOK_UP;
    }
}
