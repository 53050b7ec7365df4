package io.tradewind.commerce.fulfillment;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * How a parcel comes by its label. A change gives a new value.
 *
 * @param account carrier account; empty if nothing is sent
 * @param quoteRef the carrier's reference of the quote that is booked; empty for none
 * @param booking what is asked of the carrier
 * @param bought what came of it
 * @param voidAsked true if it is to be voided as soon as its booking is decided
 * @param note why there is no label, or what is odd
 */
record LabelFacts(
        String account,
        String service,
        String quoteRef,
        Booking booking,
        Bought bought,
        boolean voidAsked,
        String note) {
    private static final int NOTE = 500;

    LabelFacts {
        note = note.length() > NOTE ? note.substring(0, NOTE) : note;
    }

    /**
     * What is asked of the carrier.
     *
     * @param operationId identity of the booking, or of its cancellation once the parcel is voided
     * @param sends how often the carrier was told
     * @param asks how often it was asked what became of it
     * @param dueAt when somebody has to look at it again
     */
    record Booking(Optional<UUID> operationId, int sends, int asks, Optional<Instant> dueAt) {
        private static final Booking NONE = new Booking(Optional.empty(), 0, 0, Optional.empty());

        private Booking due(Optional<Instant> at) {
            return new Booking(operationId, sends, asks, at);
        }
    }

    /**
     * A label that the carrier sold.
     *
     * @param ref the carrier's reference of the shipment; empty until known
     * @param sha content hash of the label; empty until there is one
     */
    record Bought(String ref, String trackingNumber, Optional<Money> cost, String sha) {
        private static final Bought NOTHING = new Bought("", "", Optional.empty(), "");
    }

    /** Nothing is known but who should carry it. */
    static LabelFacts wanted(String account, String service, String quoteRef) {
        return new LabelFacts(account, service, quoteRef, Booking.NONE, Bought.NOTHING, false, "");
    }

    /** About to be told to the carrier for the first time; nobody else looks at it before then. */
    LabelFacts booking(UUID operation, int sent, Instant due) {
        return wanted(account, service, quoteRef)
                .with(new Booking(Optional.of(operation), sent, 0, Optional.of(due)), "");
    }

    LabelFacts quoted(String reference) {
        return new LabelFacts(account, service, reference, booking, bought, voidAsked, note);
    }

    /** The carrier is told (again). */
    LabelFacts sentAgain(Instant due) {
        return with(new Booking(operationId(), sends() + 1, asks(), Optional.of(due)), note);
    }

    /** Leased to whoever looks at it now. */
    LabelFacts leased(Instant due) {
        return with(booking.due(Optional.of(due)), note);
    }

    /** The answer did not say. */
    LabelFacts unknown(String reference, Instant due, String why) {
        Bought named = reference.isEmpty() ? bought : new Bought(reference, trackingNumber(), cost(), labelSha());
        return with(named).with(new Booking(operationId(), sends(), asks() + 1, Optional.of(due)), why);
    }

    /** Nothing was booked. */
    LabelFacts unbooked(String why) {
        return wanted(account, service, quoteRef).with(Booking.NONE, why);
    }

    /** There is a label; an empty hash means that it has to be fetched or was written by hand. */
    LabelFacts labelled(String reference, String number, Optional<Money> itsCost, String sha, String oddity) {
        return with(new Bought(reference, number, itsCost, sha)).settled(oddity);
    }

    LabelFacts withLabel(String sha) {
        return with(new Bought(providerRef(), trackingNumber(), cost(), sha));
    }

    /** It shall not be sent once that is known. */
    LabelFacts unwanted() {
        return new LabelFacts(account, service, quoteRef, booking, bought, true, note);
    }

    /** Its cancellation is to be told to the carrier. */
    LabelFacts cancelling(UUID operation, Instant due) {
        return with(new Booking(Optional.of(operation), 0, 0, Optional.of(due)), note);
    }

    /** Nobody needs to look again. */
    LabelFacts settled(String why) {
        return with(booking.due(Optional.empty()), why);
    }

    private LabelFacts with(Booking asked, String why) {
        return new LabelFacts(account, service, quoteRef, asked, bought, voidAsked, why);
    }

    private LabelFacts with(Bought label) {
        return new LabelFacts(account, service, quoteRef, booking, label, voidAsked, note);
    }

    Optional<UUID> operationId() {
        return booking.operationId();
    }

    int sends() {
        return booking.sends();
    }

    int asks() {
        return booking.asks();
    }

    Optional<Instant> dueAt() {
        return booking.dueAt();
    }

    String providerRef() {
        return bought.ref();
    }

    String trackingNumber() {
        return bought.trackingNumber();
    }

    Optional<Money> cost() {
        return bought.cost();
    }

    String labelSha() {
        return bought.sha();
    }
}
