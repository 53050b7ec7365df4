package io.tradewind.commerce.fulfillment;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/**
 * How a parcel comes by its label.
 *
 * @param account carrier account; empty if nothing is sent
 * @param quoteRef the carrier's reference of the quote that is booked; empty for none
 * @param operationId identity of the booking, or of its cancellation once the parcel is voided
 * @param sends how often the carrier was told
 * @param asks how often it was asked what became of it
 * @param dueAt when somebody has to look at it again
 * @param providerRef the carrier's reference of the shipment; empty until known
 * @param labelSha content hash of the label; empty until there is one
 * @param voidAsked true if it is to be voided as soon as its booking is decided
 * @param note why there is no label, or what is odd
 */
record LabelFacts(
        String account,
        String service,
        String quoteRef,
        Optional<UUID> operationId,
        int sends,
        int asks,
        Optional<Instant> dueAt,
        String providerRef,
        String trackingNumber,
        Optional<Money> cost,
        String labelSha,
        boolean voidAsked,
        String note) {
    private static final int NOTE = 500;

    LabelFacts {
        note = note.length() > NOTE ? note.substring(0, NOTE) : note;
    }

    /** Nothing is known but who should carry it. */
    static LabelFacts wanted(String account, String service, String quoteRef) {
        return new LabelFacts(
                account,
                service,
                quoteRef,
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                "",
                "",
                Optional.empty(),
                "",
                false,
                "");
    }

    /** About to be told to the carrier for the first time; nobody else looks at it before then. */
    LabelFacts booking(UUID operation, int sent, Instant due) {
        return new LabelFacts(
                account,
                service,
                quoteRef,
                Optional.of(operation),
                sent,
                0,
                Optional.of(due),
                "",
                "",
                Optional.empty(),
                "",
                false,
                "");
    }

    LabelFacts quoted(String ref) {
        return new LabelFacts(
                account,
                service,
                ref,
                operationId,
                sends,
                asks,
                dueAt,
                providerRef,
                trackingNumber,
                cost,
                labelSha,
                voidAsked,
                note);
    }

    /** The carrier is told (again). */
    LabelFacts sentAgain(Instant due) {
        return new LabelFacts(
                account,
                service,
                quoteRef,
                operationId,
                sends + 1,
                asks,
                Optional.of(due),
                providerRef,
                trackingNumber,
                cost,
                labelSha,
                voidAsked,
                note);
    }

    /** Leased to whoever looks at it now. */
    LabelFacts leased(Instant due) {
        return new LabelFacts(
                account,
                service,
                quoteRef,
                operationId,
                sends,
                asks,
                Optional.of(due),
                providerRef,
                trackingNumber,
                cost,
                labelSha,
                voidAsked,
                note);
    }

    /** The answer did not say. */
    LabelFacts unknown(String ref, Instant due, String why) {
        return new LabelFacts(
                account,
                service,
                quoteRef,
                operationId,
                sends,
                asks + 1,
                Optional.of(due),
                ref.isEmpty() ? providerRef : ref,
                trackingNumber,
                cost,
                labelSha,
                voidAsked,
                why);
    }

    /** Nothing was booked. */
    LabelFacts unbooked(String why) {
        return new LabelFacts(
                account,
                service,
                quoteRef,
                Optional.empty(),
                0,
                0,
                Optional.empty(),
                "",
                "",
                Optional.empty(),
                "",
                false,
                why);
    }

    /** There is a label; an empty hash means that it has to be fetched or was written by hand. */
    LabelFacts labelled(String ref, String number, Optional<Money> itsCost, String sha, String oddity) {
        return new LabelFacts(
                account,
                service,
                quoteRef,
                operationId,
                sends,
                asks,
                Optional.empty(),
                ref,
                number,
                itsCost,
                sha,
                voidAsked,
                oddity);
    }

    LabelFacts withLabel(String sha) {
        return new LabelFacts(
                account,
                service,
                quoteRef,
                operationId,
                sends,
                asks,
                dueAt,
                providerRef,
                trackingNumber,
                cost,
                sha,
                voidAsked,
                note);
    }

    /** It shall not be sent once that is known. */
    LabelFacts unwanted() {
        return new LabelFacts(
                account,
                service,
                quoteRef,
                operationId,
                sends,
                asks,
                dueAt,
                providerRef,
                trackingNumber,
                cost,
                labelSha,
                true,
                note);
    }

    /** Its cancellation is to be told to the carrier. */
    LabelFacts cancelling(UUID operation, Instant due) {
        return new LabelFacts(
                account,
                service,
                quoteRef,
                Optional.of(operation),
                0,
                0,
                Optional.of(due),
                providerRef,
                trackingNumber,
                cost,
                labelSha,
                voidAsked,
                note);
    }

    /** Nobody needs to look again. */
    LabelFacts settled(String why) {
        return new LabelFacts(
                account,
                service,
                quoteRef,
                operationId,
                sends,
                asks,
                Optional.empty(),
                providerRef,
                trackingNumber,
                cost,
                labelSha,
                voidAsked,
                why);
    }
}
