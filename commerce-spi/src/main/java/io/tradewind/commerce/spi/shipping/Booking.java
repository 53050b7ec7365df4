package io.tradewind.commerce.spi.shipping;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.Document;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Buys labels. Spends money: operation id, guard and reconciliation as for payments. Safe for use by many threads. */
public interface Booking {
    /** Buys a shipment once. An expired quote is {@link Answer.Refused}, never booked at another price. */
    Answer<Shipment> book(BookRequest request);

    /**
     * Returns what became of a booking; reads only. {@link Answer.Refused} with code {@link #NOT_FOUND} means the
     * carrier answered that there is none; a failure to ask is {@link Answer.NotSent} or {@link Answer.Unknown}.
     *
     * @param booking operation id of the booking
     * @param ref reference of the shipment or quote, if known
     * @param deadline when the answer is no longer of use
     */
    Answer<Shipment> query(OperationId booking, Optional<ProviderRef> ref, Instant deadline);

    /** Cancels a shipment that was not handed over. Twice is once. */
    Answer<Cancelled> cancel(Call call, ProviderRef shipment);

    /** Returns a label again, without buying again. */
    Answer<Label> label(ProviderRef shipment, LabelFormat format, Instant deadline);

    /** Buys a shipment from the buyer back to the shop: {@code from} is the buyer. */
    default Answer<Shipment> bookReturn(BookRequest request) {
        return Answer.unsupported("return label");
    }

    /** Closes the day: the document handed to the driver with these shipments. */
    default Answer<Document> manifest(Call call, List<ProviderRef> shipments) {
        return Answer.unsupported("manifest");
    }

    /** Code of the refusal that says: the carrier answered, there is no such booking. */
    String NOT_FOUND = "not-found";
}
