package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.TxHooks;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/** What staff do about labels that did not come by themselves. Opens its own transactions. */
@Singleton
final class Labels {
    private final ParcelStore parcels;
    private final ParcelMoves moves;
    private final Booker booker;
    private final OrderBook orders;
    private final Views views;
    private final Outbox outbox;
    private final World world;
    private final JobBell bell;

    @Inject
    Labels(
            ParcelStore parcels,
            ParcelMoves moves,
            Booker booker,
            OrderBook orders,
            Views views,
            Outbox outbox,
            World world,
            JobBell bell) {
        this.parcels = parcels;
        this.moves = moves;
        this.booker = booker;
        this.orders = orders;
        this.views = views;
        this.outbox = outbox;
        this.world = world;
        this.bell = bell;
    }

    /** Takes a new offer of the carrier, refuses it if it is dearer than that, and books it under a new id. */
    ParcelAnswer bookAgain(Scope scope, UUID id, Optional<Money> atMost) {
        ParcelRow parcel = find(scope, id);
        if (parcel.state() == ParcelState.LABELLED || parcel.state() == ParcelState.BOOKING) {
            return done(scope, id);
        } else if (parcel.state() != ParcelState.PLANNED) {
            return refused("not-planned", "The parcel is " + parcel.state() + ": it needs no label.");
        }
        String barred = booker.barred(parcel.label().account());
        if (!barred.isEmpty()) {
            return refused("no-labels", barred);
        }
        String ref = "";
        if (parcel.isOutbound()) {
            OrderRow order = scope.tx()
                    .read("labels.order", handle -> orders.find(handle, scope, parcel.orderId()))
                    .orElseThrow();
            Answer<Quote> offer = booker.quote(scope, parcel, order);
            if (!(offer instanceof Answer.Done<Quote> done)) {
                return refused("no-offer", "The carrier makes no offer: " + Booker.reason(offer));
            }
            Money price = done.value().price();
            Money most = atMost.orElse(order.shipping().price());
            boolean comparable = price.getCurrencyUnit().equals(most.getCurrencyUnit());
            if (comparable && price.isGreaterThan(most) && (atMost.isPresent() || most.isPositive())) {
                return refused(
                        "dearer",
                        "It costs " + price + " now, more than " + most + ". Book it with that price to accept.");
            }
            ref = done.value().ref().value();
        }
        String quote = ref;
        boolean begun = scope.tx().write("labels.book", handle -> {
            ParcelRow row = parcels.lock(handle, scope, id).orElseThrow();
            if (row.state() != ParcelState.PLANNED) {
                return false;
            }
            ParcelRow booking = booker.intent(
                    row.with(row.label().quoted(quote)), !scope.tx().isJoined());
            outbox.record(handle, scope, List.of(moves.move(handle, scope, row, ParcelMove.BOOK, booking)));
            return true;
        });
        if (begun) {
            booker.bookNow(scope, List.of(id));
        }
        return done(scope, id);
    }

    ParcelAnswer byHand(Scope scope, UUID id, String number) {
        Optional<Refusal> refusal = scope.tx().write("labels.byHand", handle -> {
            ParcelRow row = parcels.lock(handle, scope, id).orElseThrow(() -> CommerceException.notFound("parcel"));
            if (row.state() != ParcelState.PLANNED) {
                return Optional.of(Refusal.of("not-planned", "The parcel is " + row.state() + ": it needs no label."));
            }
            ParcelRow labelled = row.in(ParcelState.LABELLED)
                    .with(row.label().labelled("", number, Optional.empty(), "", "label written by hand"))
                    .with(row.journey().pollingAt(Optional.of(world.now().plus(Tracker.FIRST_POLL))));
            outbox.record(handle, scope, List.of(moves.move(handle, scope, row, ParcelMove.LABEL, labelled)));
            return Optional.<Refusal>empty();
        });
        return refusal.<ParcelAnswer>map(ParcelAnswer.Refused::new).orElseGet(() -> done(scope, id));
    }

    ParcelAnswer giveUp(Scope scope, UUID id) {
        UUID orderId = find(scope, id).orderId();
        Optional<Refusal> refusal = scope.tx().write("labels.giveUp", handle -> {
            orders.lock(handle, scope, orderId);
            ParcelRow row = parcels.lock(handle, scope, id).orElseThrow(() -> CommerceException.notFound("parcel"));
            if (row.state() == ParcelState.VOIDED) {
                return Optional.<Refusal>empty();
            } else if (!ParcelFlow.FLOW.allows(row.state(), ParcelMove.VOID)) {
                return Optional.of(Refusal.of("cannot-void", "The parcel is " + row.state() + "."));
            }
            List<Change> changes = new ArrayList<>();
            changes.add(moves.move(handle, scope, row, ParcelMove.VOID, booker.voided(row)));
            if (row.isOutbound()) { // its units still lie in a box, which waits for another label
                changes.add(replace(handle, scope, row));
            }
            outbox.record(handle, scope, changes);
            TxHooks.of(handle).afterCommit(() -> bell.ring(Booker.JOB));
            return Optional.<Refusal>empty();
        });
        return refusal.<ParcelAnswer>map(ParcelAnswer.Refused::new).orElseGet(() -> done(scope, id));
    }

    private Change replace(Handle handle, Scope scope, ParcelRow old) {
        ParcelRow fresh = new ParcelRow(
                world.id(),
                old.orderId(),
                old.workId(),
                old.returnId(),
                parcels.nextNumber(handle, scope, old.orderId()),
                old.direction(),
                1,
                ParcelState.PLANNED,
                old.measure(),
                old.value(),
                LabelFacts.wanted(
                                old.label().account(),
                                old.label().service(),
                                old.label().quoteRef())
                        .unbooked("in place of parcel " + old.n()),
                ParcelRow.Journey.NONE,
                world.now());
        Map<UUID, Integer> contents =
                parcels.contents(handle, scope, List.of(old.id())).getOrDefault(old.id(), Map.of());
        parcels.insert(handle, scope, List.of(fresh), Map.of(fresh.id(), contents));
        return ParcelMoves.birth(fresh);
    }

    private ParcelRow find(Scope scope, UUID id) {
        return scope.tx()
                .read("labels.find", handle -> parcels.find(handle, scope, id))
                .orElseThrow(() -> CommerceException.notFound("parcel"));
    }

    private ParcelAnswer done(Scope scope, UUID id) {
        return new ParcelAnswer.Done(scope.tx().read("labels.find", handle -> views.parcel(handle, scope, id)));
    }

    private static ParcelAnswer refused(String code, String message) {
        return new ParcelAnswer.Refused(Refusal.of(code, message));
    }
}
