package io.tradewind.commerce.app.console;

import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import java.util.List;

/**
 * A packing slip as it is printed, and the labels of its parcels.
 *
 * @param follow where the customer follows the order and starts a return
 * @param bars the order's number as Code 128, as markup
 * @param qr the same as a QR code, as markup
 * @param labels addresses of pictures
 */
public record Slip(FulfillmentOrder work, String follow, String bars, String qr, List<String> labels) {
    /** Copies the list. */
    public Slip {
        labels = List.copyOf(labels);
    }
}
