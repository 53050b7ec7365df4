package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.plugin.CarrierPort;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.plugin.TrackingFacts;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.shipping.TrackingEvent;
import io.tradewind.commerce.spi.shipping.TrackingReason;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import io.tradewind.commerce.spi.webhook.WebhookOutcome.Notice;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Follows parcels. News come by webhook, by asking the carrier and from staff; each is kept once, and the parcel's state
 * is folded from all of them, so late, doubled and missing news do no harm. Safe for many threads and processes.
 */
@Internal
@Singleton
public final class Tracker implements TrackingFacts {
    static final String JOB = "parcel-tracking";
    static final Duration FIRST_POLL = Duration.ofHours(2);

    private static final Duration POLL_EVERY = Duration.ofMinutes(30);
    private static final Duration POLL_SELDOM = Duration.ofHours(12);
    private static final Duration OLD = Duration.ofDays(14);
    private static final Duration GIVEN_UP = Duration.ofDays(60);
    private static final Duration ASSUMED = Duration.ofDays(3);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ParcelStore parcels;
    private final ParcelMoves moves;
    private final TrackingStore events;
    private final WorkStore works;
    private final Departure departure;
    private final Booker booker;
    private final OrderBook orders;
    private final Outbox outbox;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;

    @Inject
    Tracker(
            ParcelStore parcels,
            ParcelMoves moves,
            TrackingStore events,
            WorkStore works,
            Departure departure,
            Booker booker,
            OrderBook orders,
            Outbox outbox,
            Scopes scopes,
            Tx tx,
            World world) {
        this.parcels = parcels;
        this.moves = moves;
        this.events = events;
        this.works = works;
        this.departure = departure;
        this.booker = booker;
        this.orders = orders;
        this.outbox = outbox;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
    }

    /** The job that asks carriers. */
    public Job job() {
        return new Job(JOB, Duration.ofMinutes(1), this::step);
    }

    @Override
    public boolean apply(String account, Notice<TrackingEvent> notice) {
        TrackingEvent event = notice.fact();
        List<ParcelStore.Place> known =
                tx.read("tracking.find", handle -> parcels.byNumber(handle, account, event.trackingNumber()));
        Optional<ParcelStore.Place> parcel =
                known.stream().filter(it -> scopes.knows(it.storeId())).findFirst();
        parcel.ifPresent(it -> add(scopes.system(it.storeId(), JOB), it.id(), List.of(step(event))));
        return parcel.isPresent();
    }

    private TrackingStep step(TrackingEvent event) {
        return new TrackingStep(
                event.eventId(), event.status(), event.reason(), event.place(), "", event.occurredAt(), world.now());
    }

    private int step() {
        int handled = 0;
        for (int store : scopes.ids()) {
            Scope scope = scopes.system(store, JOB);
            List<UUID> due = tx.read("tracking.due", handle -> parcels.toPoll(handle, scope, world.now()));
            due.forEach(id -> poll(scope, id));
            handled += due.size();
        }
        return handled;
    }

    private record Turn(ParcelRow parcel, Instant promise) {}

    private void poll(Scope scope, UUID id) {
        Optional<Turn> turn = tx.write("tracking.claim", handle -> {
            Optional<ParcelRow> row = parcels.lock(handle, scope, id)
                    .filter(it -> it.journey()
                            .pollAt()
                            .filter(at -> !at.isAfter(world.now()))
                            .isPresent());
            row.ifPresent(
                    it -> parcels.save(handle, scope, it, it.with(it.journey().pollingAt(nextPoll(it)))));
            return row.flatMap(
                    it -> orders.find(handle, scope, it.orderId()).map(order -> new Turn(it, order.promiseLatest())));
        });
        turn.ifPresent(it -> ask(scope, it));
    }

    private Optional<Instant> nextPoll(ParcelRow parcel) {
        Duration age = Duration.between(parcel.createdAt(), world.now());
        if (parcel.state().isOver() || age.compareTo(GIVEN_UP) > 0) {
            return Optional.empty();
        }
        return Optional.of(world.now().plus(age.compareTo(OLD) > 0 ? POLL_SELDOM : POLL_EVERY));
    }

    private void ask(Scope scope, Turn turn) {
        ParcelRow parcel = turn.parcel();
        Optional<CarrierPort> port = booker.carrier(parcel.label().account());
        if (port.isEmpty() || !port.get().tracks()) {
            assume(scope, turn);
            return;
        }
        if (parcel.label().providerRef().isEmpty()) {
            return;
        }
        Answer<List<TrackingEvent>> answer = port.get()
                .track(
                        new ProviderRef(parcel.label().providerRef()),
                        parcel.label().trackingNumber(),
                        world.now().plus(PATIENCE));
        if (answer instanceof Answer.Done<List<TrackingEvent>> done) {
            add(scope, parcel.id(), done.value().stream().map(this::step).toList());
        }
    }

    /** A carrier that knows nothing of its parcels is believed to have delivered three days after the promise. */
    private void assume(Scope scope, Turn turn) {
        Instant at = turn.promise().plus(ASSUMED);
        boolean out = turn.parcel().state().isOut() && turn.parcel().isOutbound();
        if (out && !at.isAfter(world.now())) {
            TrackingStep assumed = new TrackingStep(
                    "assumed",
                    TrackingStatus.DELIVERED,
                    TrackingReason.NONE,
                    "",
                    "assumed: the carrier does not say",
                    at,
                    world.now());
            add(scope, turn.parcel().id(), List.of(assumed));
        }
    }

    /** Adds what is not known yet and moves the parcel where everything together says that it is. */
    void add(Scope scope, UUID parcelId, List<TrackingStep> news) {
        scope.tx().write("tracking.add", handle -> {
            Optional<ParcelRow> unlocked = parcels.find(handle, scope, parcelId);
            if (unlocked.isEmpty()) {
                return false;
            }
            OrderRow order = orders.lock(handle, scope, unlocked.get().orderId());
            unlocked.get().workId().ifPresent(work -> works.lock(handle, scope, work));
            ParcelRow parcel = parcels.lock(handle, scope, parcelId).orElseThrow();
            List<TrackingStep> all =
                    new ArrayList<>(events.of(handle, scope, List.of(parcelId)).getOrDefault(parcelId, List.of()));
            Set<String> known = new HashSet<>();
            all.forEach(it -> known.add(it.id()));
            List<TrackingStep> fresh =
                    news.stream().filter(it -> known.add(it.id())).toList();
            if (fresh.isEmpty()) {
                return false;
            }
            events.insert(handle, scope, parcel, fresh);
            all.addAll(fresh);
            outbox.record(handle, scope, moved(handle, scope, order, parcel, ParcelFold.of(all)));
            return true;
        });
    }

    private List<Change> moved(Handle handle, Scope scope, OrderRow order, ParcelRow before, ParcelFold fold) {
        List<Change> changes = new ArrayList<>();
        ParcelRow parcel = before;
        if (parcel.state() == ParcelState.LABELLED && fold.moving()) { // somebody forgot to scan it out
            changes.addAll(departure.leave(handle, scope, order, List.of(parcel), world.now()));
            parcel = parcels.lock(handle, scope, parcel.id()).orElseThrow();
        }
        if (!parcel.state().isOut()) {
            return changes; // known to the carrier, still in the building; or voided, and staff see the scans
        }
        boolean first =
                fold.delivered().isPresent() && parcel.journey().deliveredAt().isEmpty();
        ParcelRow.Journey journey = parcel.journey().flagged(fold.delayed(), fold.onHold());
        if (first) {
            journey = journey.delivered(fold.delivered().get());
        }
        if (fold.state().isOver()) {
            journey = journey.pollingAt(Optional.empty());
        }
        if (fold.state() == parcel.state() || fold.state() == ParcelState.HANDED_OVER) {
            parcels.save(handle, scope, parcel, parcel.with(journey));
        } else {
            ParcelRow after = parcel.in(fold.state()).with(journey);
            changes.add(moves.move(handle, scope, parcel, move(fold.state()), after));
        }
        if (first) {
            departure.arrive(handle, scope, parcel);
            changes.addAll(departure.settle(handle, scope, order.id()));
        }
        return changes;
    }

    private static ParcelMove move(ParcelState to) {
        return switch (to) {
            case DELIVERED -> ParcelMove.DELIVER;
            case RETURNING, RETURNED -> ParcelMove.TURN_BACK;
            case LOST -> ParcelMove.LOSE;
            default -> ParcelMove.TRAVEL;
        };
    }
}
