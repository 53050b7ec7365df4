package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.internal.plugin.CarrierPort;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.shipping.BookRequest;
import io.tradewind.commerce.spi.shipping.Duties;
import io.tradewind.commerce.spi.shipping.LabelFormat;
import io.tradewind.commerce.spi.shipping.QuoteRequest;
import io.tradewind.commerce.store.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What carriers are asked, put together from a parcel and its order. Pure. */
final class BookRequests {
    private BookRequests() {}

    static BookRequest of(Scope scope, ParcelRow parcel, OrderRow order, Call call, CarrierPort port) {
        Address shop = scope.store().policy().warehouse();
        String quote = parcel.label().quoteRef();
        return new BookRequest(
                call,
                new ProviderRef(quote.isEmpty() ? call.id().toString() : quote),
                parcel.isOutbound() ? shop : order.address(),
                parcel.isOutbound() ? order.address() : shop,
                List.of(box(parcel)),
                Duties.NONE,
                format(port),
                note(parcel, order));
    }

    private static String note(ParcelRow parcel, OrderRow order) {
        String note = order.shipping().courierNote();
        return note == null || !parcel.isOutbound() ? "" : note;
    }

    static QuoteRequest quote(Scope scope, ParcelRow parcel, OrderRow order, Instant now, Instant deadline) {
        return new QuoteRequest(
                scope.store().policy().warehouse(),
                order.address(),
                List.of(box(parcel)),
                now,
                scope.store().currency(),
                deadline);
    }

    static LabelFormat format(CarrierPort port) {
        Set<LabelFormat> formats = port.profile().labels();
        return formats.isEmpty() || formats.contains(LabelFormat.PDF_A6)
                ? LabelFormat.PDF_A6
                : formats.stream().sorted().findFirst().orElseThrow();
    }

    private static io.tradewind.commerce.spi.shipping.Parcel box(ParcelRow parcel) {
        ParcelRow.Measure it = parcel.measure();
        return new io.tradewind.commerce.spi.shipping.Parcel(
                it.grams(), it.lengthMm(), it.widthMm(), it.heightMm(), parcel.value(), List.of());
    }
}
