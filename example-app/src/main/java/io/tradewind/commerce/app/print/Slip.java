package io.tradewind.commerce.app.print;

import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.spi.shipping.Label;
import java.util.List;

/**
 * A packing slip, and the labels of its parcels if they are printed with it.
 *
 * @param follow where the customer follows the order and starts a return
 */
public record Slip(FulfillmentOrder work, String follow, List<Label> labels) {
    /** Copies the list. */
    public Slip {
        labels = List.copyOf(labels);
    }

    /** The slip alone. */
    public Slip withoutLabels() {
        return new Slip(work, follow, List.of());
    }

    /** Addresses of pictures of the labels; what only a label printer can read is left out. */
    public List<String> pictures() {
        return labels.stream().flatMap(it -> LabelPicture.of(it).stream()).toList();
    }
}
