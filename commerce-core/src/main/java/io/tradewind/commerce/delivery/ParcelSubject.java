package io.tradewind.commerce.delivery;

import java.util.UUID;

/** Something whose content can be sent: a cart. */
public interface ParcelSubject {
    /** Its id. */
    UUID value();
}
