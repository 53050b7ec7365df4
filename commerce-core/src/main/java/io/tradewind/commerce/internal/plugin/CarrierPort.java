package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.shipping.BookRequest;
import io.tradewind.commerce.spi.shipping.Booking;
import io.tradewind.commerce.spi.shipping.Carrier;
import io.tradewind.commerce.spi.shipping.CarrierProfile;
import io.tradewind.commerce.spi.shipping.Label;
import io.tradewind.commerce.spi.shipping.LabelFormat;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.spi.shipping.QuoteRequest;
import io.tradewind.commerce.spi.shipping.Shipment;
import io.tradewind.commerce.spi.shipping.Tracking;
import io.tradewind.commerce.spi.shipping.TrackingEvent;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One carrier account behind its guard. No method throws for what the plugin or the network does. Safe for many threads.
 */
@Internal
public final class CarrierPort {
    private final Guard guard;
    private final Carrier carrier;
    private final CarrierProfile profile;
    private final Optional<Booking> booking;
    private final Optional<Tracking> tracking;
    private final CarrierIntegrity integrity;

    CarrierPort(
            Guard guard,
            Carrier carrier,
            CarrierProfile profile,
            Optional<Booking> booking,
            Optional<Tracking> tracking,
            World world) {
        this.guard = guard;
        this.carrier = carrier;
        this.profile = profile;
        this.booking = booking;
        this.tracking = tracking;
        this.integrity = new CarrierIntegrity(world, guard.account().scrub());
    }

    /** The shop's name for the account. */
    public String account() {
        return guard.account().name();
    }

    /** The plugin's code, such as {@code table-rate}. */
    public String code() {
        return guard.account().code();
    }

    /** Services, countries, limits. */
    public CarrierProfile profile() {
        return profile;
    }

    /** True unless its plugin is broken. */
    public boolean available() {
        return guard.account().provider().isPresent();
    }

    /** True if labels can be bought from it. */
    public boolean books() {
        return booking.isPresent();
    }

    /** True if it knows where parcels are. */
    public boolean tracks() {
        return tracking.isPresent();
    }

    /** What delivery costs and when it arrives; within 1.5 s. */
    public Answer<List<Quote>> quote(QuoteRequest request) {
        return startQuote(request).finish(CallKind.QUOTE.limit);
    }

    Guard.Started<Answer<List<Quote>>> startQuote(QuoteRequest request) {
        QuoteRequest bounded = new QuoteRequest(
                request.from(),
                request.to(),
                request.parcels(),
                request.handover(),
                request.currency(),
                guard.deadline(CallKind.QUOTE, request.deadline()),
                request.laterHandovers());
        return guard.start(
                Site.read(CallKind.QUOTE, "quote", bounded.deadline()),
                () -> carrier.quote(bounded),
                Shape.answer(),
                answer -> integrity.quotes(answer, bounded),
                tooLate -> {});
    }

    /** Buys a shipment once. */
    public Answer<Shipment> book(BookRequest request) {
        return buy("book", request, Booking::book);
    }

    /** Buys a shipment from the buyer back to the shop. */
    public Answer<Shipment> bookReturn(BookRequest request) {
        return buy("book-return", request, Booking::bookReturn);
    }

    /** What became of a booking; {@link Answer.Refused} with {@link Booking#NOT_FOUND} means there is none. */
    public Answer<Shipment> query(OperationId operation, Optional<ProviderRef> ref, Instant deadline) {
        Instant bounded = guard.deadline(CallKind.READ, deadline);
        Site site = new Site(CallKind.READ, "query-booking", Optional.of(operation.value()), 1, bounded);
        return booking(site, it -> it.query(operation, ref, bounded), integrity::shipment);
    }

    /** Cancels a shipment that was not handed over. */
    public Answer<Cancelled> cancel(Call call, ProviderRef shipment) {
        Call bounded = guard.within(CallKind.BOOK, call);
        return booking(site("cancel", bounded), it -> it.cancel(bounded, shipment), integrity::clean);
    }

    /** The label again, without buying again. */
    public Answer<Label> label(ProviderRef shipment, LabelFormat format, Instant deadline) {
        Instant bounded = guard.deadline(CallKind.READ, deadline);
        return booking(
                Site.read(CallKind.READ, "label", bounded),
                it -> it.label(shipment, format, bounded),
                answer -> integrity.label(answer, format));
    }

    /** Every event known of a shipment, in any order. */
    public Answer<List<TrackingEvent>> track(ProviderRef shipment, String trackingNumber, Instant deadline) {
        if (tracking.isEmpty()) {
            return Answer.unsupported("tracking");
        }
        Instant bounded = guard.deadline(CallKind.READ, deadline);
        return guard.call(
                Site.read(CallKind.READ, "track", bounded),
                () -> tracking.get().track(shipment, trackingNumber, bounded),
                Shape.answer(),
                integrity::events,
                tooLate -> {});
    }

    /** Reads a webhook; empty if the plugin could not judge it now, so that the carrier must send it again. */
    public Optional<WebhookOutcome<TrackingEvent>> receive(WebhookEnvelope envelope) {
        if (tracking.isEmpty()) {
            return Optional.of(new WebhookOutcome.NotSupported<>());
        }
        return guard.call(
                Site.read(CallKind.PARSE, "receive", Instant.MAX),
                () -> Optional.of(tracking.get().receive(envelope)),
                Shape.webhook(),
                outcome -> outcome.map(it -> Notices.checked(it, event -> event)),
                tooLate -> {});
    }

    private Answer<Shipment> buy(
            String name, BookRequest request, BiFunction<Booking, BookRequest, Answer<Shipment>> method) {
        Call bounded = guard.within(CallKind.BOOK, request.call());
        BookRequest sent = new BookRequest(
                bounded,
                request.quote(),
                request.from(),
                request.to(),
                request.parcels(),
                request.duties(),
                request.format(),
                request.note());
        return booking(site(name, bounded).asking(sent), it -> method.apply(it, sent), integrity::shipment);
    }

    private static Site site(String name, Call call) {
        return new Site(CallKind.BOOK, name, Optional.of(call.id().value()), call.attempt(), call.deadline());
    }

    private <T> Answer<T> booking(Site site, Function<Booking, Answer<T>> work, UnaryOperator<Answer<T>> check) {
        if (booking.isEmpty()) {
            return available() ? Answer.unsupported(site.name()) : new Answer.NotSent<>("the account is down");
        }
        return guard.call(site, () -> work.apply(booking.get()), Shape.answer(), check, tooLate -> {});
    }
}
