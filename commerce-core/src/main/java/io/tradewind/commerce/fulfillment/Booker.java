package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.internal.plugin.CarrierPort;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.shipping.BookRequest;
import io.tradewind.commerce.spi.shipping.Booking;
import io.tradewind.commerce.spi.shipping.Label;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.spi.shipping.Shipment;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/**
 * Buys labels, each once. The intent to book lies in the database, with its operation id, before the carrier is told;
 * the answer is folded in a transaction of its own. Where no answer came the carrier is asked under that id, on a
 * schedule, and told again only after it said that it knows nothing, again under that id. Safe for many threads and
 * processes.
 */
@Internal
@Singleton
public final class Booker {
    static final String JOB = "parcel-labels";

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LEASE = Duration.ofSeconds(60);
    private static final List<Duration> ASK_AFTER = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(24));

    private final ParcelStore parcels;
    private final ParcelMoves moves;
    private final OrderBook orders;
    private final DocumentStore documents;
    private final Calls calls;
    private final Outbox outbox;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;

    @Inject
    Booker(
            ParcelStore parcels,
            ParcelMoves moves,
            OrderBook orders,
            DocumentStore documents,
            Calls calls,
            Outbox outbox,
            Scopes scopes,
            Tx tx,
            World world) {
        this.parcels = parcels;
        this.moves = moves;
        this.orders = orders;
        this.documents = documents;
        this.calls = calls;
        this.outbox = outbox;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
    }

    /** The job that finishes what was begun. */
    public Job job() {
        return new Job(JOB, Duration.ofSeconds(5), this::step);
    }

    /** The carrier account, unless it was taken out of the configuration. */
    Optional<CarrierPort> carrier(String account) {
        try {
            return account.isEmpty() ? Optional.empty() : Optional.of(calls.carrier(account));
        } catch (CommerceException e) {
            if (e.code() == ErrorCode.UNKNOWN_ACCOUNT) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Why no label can be bought for a parcel of that account; empty if one can. */
    String barred(String account) {
        Optional<CarrierPort> port = carrier(account);
        if (port.isEmpty()) {
            return "The carrier account '" + account + "' is not configured any more: write the label by hand.";
        }
        return port.get().available() && !port.get().books()
                ? "The carrier account '" + account + "' sells no labels: write it by hand."
                : "";
    }

    /** A parcel about to be booked, the first call leased to whoever commits this. */
    ParcelRow intent(ParcelRow planned, boolean sendsAtOnce) {
        Instant due = sendsAtOnce ? world.now().plus(LEASE) : world.now();
        return planned.in(ParcelState.BOOKING).with(planned.label().booking(world.id(), sendsAtOnce ? 1 : 0, due));
    }

    /** Tells the carrier about parcels whose intent was just committed; inside a host's transaction a job does it. */
    void bookNow(Scope scope, Collection<UUID> ids) {
        if (!scope.tx().isJoined()) {
            ids.forEach(id -> task(scope, id)
                    .filter(task -> task.parcel().state() == ParcelState.BOOKING)
                    .ifPresent(task -> send(scope, task)));
        }
    }

    private int step() {
        int handled = 0;
        for (int store : scopes.ids()) {
            Scope scope = scopes.system(store, JOB);
            List<UUID> due = tx.read("labels.due", handle -> parcels.due(handle, scope, world.now()));
            due.forEach(id -> finish(scope, id));
            handled += due.size();
        }
        return handled;
    }

    private record Task(ParcelRow parcel, OrderRow order) {
        UUID operation() {
            return parcel.label().operationId().orElseThrow();
        }
    }

    private Optional<Task> task(Scope scope, UUID id) {
        return scope.tx()
                .read(
                        "labels.task",
                        handle -> parcels.find(handle, scope, id)
                                .flatMap(parcel -> orders.find(handle, scope, parcel.orderId())
                                        .map(order -> new Task(parcel, order))));
    }

    private void finish(Scope scope, UUID id) {
        Optional<ParcelRow> claimed = tx.write("labels.claim", handle -> {
            Optional<ParcelRow> row = parcels.lock(handle, scope, id).filter(this::isDue);
            row.ifPresent(it -> parcels.save(handle, scope, it, it.with(claim(it))));
            return row;
        });
        if (claimed.isEmpty()) {
            return;
        }
        Task task = task(scope, id).orElseThrow();
        if (claimed.get().state() == ParcelState.BOOKING) {
            if (claimed.get().label().sends() == 0) {
                send(scope, task);
            } else {
                ask(scope, task);
            }
        } else {
            cancel(scope, task);
        }
    }

    private boolean isDue(ParcelRow row) {
        return row.label().dueAt().filter(at -> !at.isAfter(world.now())).isPresent();
    }

    private LabelFacts claim(ParcelRow row) {
        Instant until = world.now().plus(LEASE);
        boolean first = row.state() == ParcelState.BOOKING && row.label().sends() == 0;
        return first ? row.label().sentAgain(until) : row.label().leased(until);
    }

    private void send(Scope scope, Task task) {
        Optional<CarrierPort> port = carrier(task.parcel().label().account());
        if (port.isEmpty()) {
            fold(scope, task, new Answer.NotSent<>(barred(task.parcel().label().account())));
            return;
        }
        Task quoted = task;
        if (task.parcel().isOutbound() && task.parcel().label().quoteRef().isEmpty()) {
            Answer<Quote> quote = quote(scope, task.parcel(), task.order());
            if (!(quote instanceof Answer.Done<Quote> found)) {
                fold(scope, task, new Answer.NotSent<>("No offer: " + reason(quote)));
                return;
            }
            String ref = found.value().ref().value();
            quoted = new Task(
                    update(
                            scope,
                            task.parcel().id(),
                            row -> row.with(row.label().quoted(ref))),
                    task.order());
        }
        world.crashPoint("parcel.booking");
        BookRequest request =
                BookRequests.of(scope, quoted.parcel(), quoted.order(), call(task, task.order()), port.get());
        Answer<Shipment> answer = quoted.parcel().isOutbound()
                ? port.get().book(request)
                : port.get().bookReturn(request);
        world.crashPoint("parcel.booked");
        fold(scope, quoted, answer);
    }

    private Call call(Task task, OrderRow order) {
        return new Call(
                new OperationId(task.operation()),
                world.now().plus(PATIENCE),
                Math.max(1, task.parcel().label().sends()),
                Map.of("order", order.number()));
    }

    private ParcelRow update(Scope scope, UUID id, UnaryOperator<ParcelRow> change) {
        return scope.tx().write("labels.save", handle -> {
            ParcelRow before = parcels.lock(handle, scope, id).orElseThrow();
            ParcelRow after = change.apply(before);
            parcels.save(handle, scope, before, after);
            return after;
        });
    }

    private void ask(Scope scope, Task task) {
        LabelFacts label = task.parcel().label();
        Optional<CarrierPort> port = carrier(label.account());
        if (port.isEmpty()) {
            fold(scope, task, new Answer.Unknown<>(Optional.empty(), barred(label.account())));
            return;
        }
        Optional<ProviderRef> ref =
                label.providerRef().isEmpty() ? Optional.empty() : Optional.of(new ProviderRef(label.providerRef()));
        Answer<Shipment> answer = port.get()
                .query(new OperationId(task.operation()), ref, world.now().plus(PATIENCE));
        if (answer instanceof Answer.Refused<Shipment> refused
                && refused.code().equals(Booking.NOT_FOUND)) { // it never came: told again under the same id
            Instant until = world.now().plus(LEASE);
            ParcelRow again = update(
                    scope, task.parcel().id(), row -> row.with(row.label().sentAgain(until)));
            send(scope, new Task(again, task.order()));
        } else if (answer instanceof Answer.Done || answer instanceof Answer.Pending) {
            fold(scope, task, answer);
        } else {
            fold(scope, task, new Answer.Unknown<>(Optional.empty(), reason(answer)));
        }
    }

    /** The carrier's offer for the parcel as it is, for the service that was sold; the cheapest if it is gone. */
    Answer<Quote> quote(Scope scope, ParcelRow parcel, OrderRow order) {
        Optional<CarrierPort> port = carrier(parcel.label().account());
        if (port.isEmpty()) {
            return new Answer.NotSent<>(barred(parcel.label().account()));
        }
        Answer<List<Quote>> answer = port.get()
                .quote(BookRequests.quote(
                        scope, parcel, order, world.now(), world.now().plus(PATIENCE)));
        if (answer instanceof Answer.Done<List<Quote>> done) {
            return done.value().stream()
                    .min(Comparator.comparing((Quote it) ->
                                    !it.service().equals(parcel.label().service()))
                            .thenComparing(Quote::price))
                    .<Answer<Quote>>map(Answer.Done::new)
                    .orElseGet(() -> new Answer.Refused<>("no-service", "the carrier offers nothing for this parcel"));
        }
        return new Answer.NotSent<>(reason(answer));
    }

    private void fold(Scope scope, Task task, Answer<Shipment> answer) {
        String sha = "";
        if (answer instanceof Answer.Done<Shipment> done
                && !done.value().labels().isEmpty()) {
            sha = documents.put(scope, done.value().labels().get(0));
        }
        String labelSha = sha;
        scope.tx().write("labels.fold", handle -> {
            Optional<ParcelRow> row = parcels.lock(handle, scope, task.parcel().id())
                    .filter(it -> it.state() == ParcelState.BOOKING
                            && it.label()
                                    .operationId()
                                    .equals(task.parcel().label().operationId()));
            row.ifPresent(it -> outbox.record(handle, scope, folded(handle, scope, it, task, answer, labelSha)));
            return row.isPresent();
        });
    }

    private List<Change> folded(
            Handle handle, Scope scope, ParcelRow row, Task task, Answer<Shipment> answer, String sha) {
        List<Change> changes = new ArrayList<>();
        if (answer instanceof Answer.Done<Shipment> done) {
            ParcelRow labelled = labelled(row, task.order(), done.value(), sha);
            changes.add(moves.move(handle, scope, row, ParcelMove.LABEL, labelled));
            if (labelled.label().voidAsked()) {
                changes.add(moves.move(handle, scope, labelled, ParcelMove.VOID, voided(labelled)));
            }
        } else if (answer instanceof Answer.Pending<Shipment> pending) {
            parcels.save(
                    handle,
                    scope,
                    row,
                    row.with(row.label()
                            .unknown(pending.ref().value(), pending.askAgainAt(), "accepted, not finished")));
        } else if (answer instanceof Answer.Unknown<Shipment> unknown) {
            lost(handle, scope, row, unknown).ifPresent(changes::add);
        } else {
            ParcelRow unbooked = row.in(ParcelState.PLANNED).with(row.label().unbooked(reason(answer)));
            changes.add(moves.move(handle, scope, row, ParcelMove.NO_BOOKING, unbooked));
            if (row.label().voidAsked()) {
                changes.add(moves.move(handle, scope, unbooked, ParcelMove.VOID, voided(unbooked)));
            }
        }
        return changes;
    }

    private Optional<Change> lost(Handle handle, Scope scope, ParcelRow row, Answer.Unknown<Shipment> unknown) {
        String ref = unknown.ref().map(ProviderRef::value).orElse("");
        LabelFacts label = row.label().unknown(ref, askAt(row.label().asks()), "No answer yet: " + unknown.why());
        if (row.label().asks() > 0) {
            parcels.save(handle, scope, row, row.with(label));
            return Optional.empty(); // history needs to hear it once only
        }
        return Optional.of(moves.move(
                handle,
                scope,
                row,
                ParcelMove.LOST_ANSWER,
                row.in(ParcelState.BOOKING).with(label)));
    }

    private Instant askAt(int asks) {
        return world.now().plus(ASK_AFTER.get(Math.min(asks, ASK_AFTER.size() - 1)));
    }

    private ParcelRow labelled(ParcelRow row, OrderRow order, Shipment shipment, String sha) {
        Money sold = order.shipping().price();
        boolean dearer = row.isOutbound()
                && shipment.price().getCurrencyUnit().equals(sold.getCurrencyUnit())
                && shipment.price().isGreaterThan(sold)
                && sold.isPositive();
        String number = shipment.trackingNumbers().isEmpty()
                ? ""
                : shipment.trackingNumbers().get(0);
        LabelFacts label = row.label()
                .labelled(
                        shipment.ref().value(),
                        number,
                        Optional.of(shipment.price()),
                        sha,
                        dearer ? "It cost " + shipment.price() + ", the customer pays " + sold + "." : "");
        return row.in(ParcelState.LABELLED)
                .with(label)
                .with(row.journey().pollingAt(Optional.of(world.now().plus(Tracker.FIRST_POLL))));
    }

    /** The parcel once it is not to be sent; the carrier is told of a label that was bought. */
    ParcelRow voided(ParcelRow row) {
        ParcelRow idle = row.in(ParcelState.VOIDED).with(row.journey().pollingAt(Optional.empty()));
        return row.label().providerRef().isEmpty()
                ? idle.with(row.label().settled(row.label().note()))
                : idle.with(row.label().cancelling(world.id(), world.now()));
    }

    private void cancel(Scope scope, Task task) {
        LabelFacts label = task.parcel().label();
        Optional<CarrierPort> port = carrier(label.account());
        Answer<Cancelled> answer = port.isEmpty()
                ? new Answer.Rejected<>(RejectCode.MISCONFIGURED, barred(label.account()))
                : port.get().cancel(call(task, task.order()), new ProviderRef(label.providerRef()));
        update(scope, task.parcel().id(), row -> row.with(cancelled(row.label(), answer)));
    }

    private LabelFacts cancelled(LabelFacts label, Answer<Cancelled> answer) {
        if (answer instanceof Answer.Done) {
            return label.settled("The carrier took the label back.");
        } else if (answer instanceof Answer.Refused || answer instanceof Answer.Rejected) {
            return label.settled("The carrier does not take the label back: " + reason(answer));
        }
        return label.unknown("", askAt(label.asks()), "The carrier has not taken the label back: " + reason(answer));
    }

    /** A stored label, or the carrier's copy of it; empty if there is none yet. */
    Optional<Label> label(Scope scope, UUID parcelId) {
        ParcelRow parcel = scope.tx()
                .read("labels.find", handle -> parcels.find(handle, scope, parcelId))
                .orElseThrow(() -> CommerceException.notFound("parcel"));
        if (!parcel.label().labelSha().isEmpty()) {
            return scope.tx()
                    .read(
                            "labels.get",
                            handle ->
                                    documents.get(handle, scope, parcel.label().labelSha()));
        }
        Optional<CarrierPort> port = carrier(parcel.label().account());
        if (parcel.label().providerRef().isEmpty() || port.isEmpty() || parcel.state() == ParcelState.VOIDED) {
            return Optional.empty();
        }
        Answer<Label> answer = port.get()
                .label(
                        new ProviderRef(parcel.label().providerRef()),
                        BookRequests.format(port.get()),
                        world.now().plus(PATIENCE));
        if (!(answer instanceof Answer.Done<Label> done)) {
            return Optional.empty();
        }
        String sha = documents.put(scope, done.value());
        scope.tx().write("labels.keep", handle -> {
            parcels.lock(handle, scope, parcelId)
                    .ifPresent(row -> parcels.save(
                            handle, scope, row, row.with(row.label().withLabel(sha))));
            return true;
        });
        return Optional.of(done.value());
    }

    static String reason(Answer<?> answer) {
        if (answer instanceof Answer.Refused<?> it) {
            return it.code() + (it.detail().isEmpty() ? "" : ": " + it.detail());
        } else if (answer instanceof Answer.Rejected<?> it) {
            return it.code() + ": " + it.detail();
        } else if (answer instanceof Answer.NotSent<?> it) {
            return it.why();
        } else if (answer instanceof Answer.Unknown<?> it) {
            return it.why();
        }
        return "";
    }
}
