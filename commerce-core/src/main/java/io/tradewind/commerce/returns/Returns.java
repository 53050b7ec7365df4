package io.tradewind.commerce.returns;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.fulfillment.InboundParcels;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.ParcelDirection;
import io.tradewind.commerce.fulfillment.ParcelId;
import io.tradewind.commerce.fulfillment.ParcelState;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderLinks;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.spi.shipping.Label;
import io.tradewind.commerce.store.PageMark;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/**
 * Giving goods back. Customers and guests ask for their own orders, or through the signed link of one; staff with
 * {@link Permission#RETURNS} decide, receive and grade. What is shown before is exactly what is refunded afterwards.
 * Bound to one store and actor; safe for many threads.
 */
public final class Returns {
    private static final int NOTE_LIMIT = 1_000;
    private static final int REASON_LIMIT = 400;

    private final Scope scope;
    private final ReturnStore store;
    private final ReturnViews views;
    private final Requests requests;
    private final Dock dock;
    private final OrderBook orders;
    private final OrderLinks links;
    private final InboundParcels inbound;
    private final Operations operations;
    private final Outbox outbox;

    @Inject
    Returns(
            @Assisted Scope scope,
            ReturnStore store,
            ReturnViews views,
            Requests requests,
            Dock dock,
            OrderBook orders,
            OrderLinks links,
            InboundParcels inbound,
            Operations operations,
            Outbox outbox) {
        this.scope = scope;
        this.store = store;
        this.views = views;
        this.requests = requests;
        this.dock = dock;
        this.orders = orders;
        this.links = links;
        this.inbound = inbound;
        this.operations = operations;
        this.outbox = outbox;
    }

    /** What would be refunded for these units, line by line, or why they cannot be given back. Nothing is changed. */
    public PreviewAnswer preview(OrderId order, List<ReturnItem> items) {
        Given.value("order", order);
        return preview(scope, order.value(), items);
    }

    /** The same for the order that a signed link opens. */
    public PreviewAnswer preview(String token, List<ReturnItem> items) {
        return preview(byLink(), linked(token), items);
    }

    private PreviewAnswer preview(Scope reader, UUID orderId, List<ReturnItem> items) {
        return scope.tx().read("returns.preview", handle -> {
            OrderRow order =
                    orders.find(handle, reader, orderId).orElseThrow(() -> CommerceException.notFound("order"));
            Optional<Refusal> barred = requests.barred(handle, reader, order, items, isStaff());
            return barred.<PreviewAnswer>map(PreviewAnswer.Refused::new)
                    .orElseGet(() -> new PreviewAnswer.Possible(RefundArithmetic.refund(order, Requests.units(items))));
        });
    }

    /**
     * Asks to give units back. The same wish again is the return that stands already. Within policy it is approved at
     * once where the store says so, and its label is bought.
     */
    public ReturnAnswer request(OrderId order, List<ReturnItem> items, String note) {
        Given.value("order", order);
        return request(scope, order.value(), items, note);
    }

    /** The same for the order that a signed link opens. */
    public ReturnAnswer request(String token, List<ReturnItem> items, String note) {
        Given.value("note", note);
        return request(byLink(), linked(token), items, note);
    }

    private ReturnAnswer request(Scope asker, UUID orderId, List<ReturnItem> items, String note) {
        check("note", note, 0, NOTE_LIMIT);
        boolean staff = isStaff();
        if (staff) {
            scope.require(Permission.RETURNS);
        }
        Outcome outcome = scope.tx().write("returns.request", handle -> {
            OrderRow order = orders.lock(handle, asker, orderId);
            Optional<Refusal> barred = requests.barred(handle, asker, order, items, staff);
            Optional<ReturnRow> standing = requests.standing(handle, asker, order, items, barred.isPresent());
            if (standing.isPresent()) {
                return Outcome.of(standing.get());
            } else if (barred.isPresent()) {
                return Outcome.refused(barred.get());
            }
            List<Change> changes = new ArrayList<>();
            ReturnOrigin origin = staff ? ReturnOrigin.STAFF : ReturnOrigin.CUSTOMER;
            ReturnRow row = requests.request(handle, asker, order, items, note, origin, Optional.empty(), changes);
            boolean atOnce = asker.store().policy().autoApproveReturns() && !staff;
            if (atOnce) {
                row = requests.approve(handle, asker, order, row, true, changes);
            }
            outbox.record(handle, asker, changes);
            return new Outcome(Optional.of(row), Optional.empty(), atOnce);
        });
        return answer(asker, outcome);
    }

    /** It may be sent: a parcel with a label is prepared for the customer. For staff. */
    public ReturnAnswer approve(ReturnId id) {
        Given.value("id", id);
        return decide(
                "approve",
                id,
                (handle, order, row, changes) -> row.state() == ReturnState.REQUESTED
                        ? new Outcome(
                                Optional.of(requests.approve(handle, scope, order, row, true, changes)),
                                Optional.empty(),
                                true)
                        : Outcome.ifAlready(row, ReturnState.APPROVED, ReturnMove.APPROVE));
    }

    /** It is not granted; the customer reads the reason. For staff. */
    public ReturnAnswer reject(ReturnId id, String reason) {
        Given.value("id", id);
        check("reason", reason, 1, REASON_LIMIT);
        return decide(
                "reject",
                id,
                (handle, order, row, changes) -> row.state() == ReturnState.REQUESTED
                        ? Outcome.of(requests.end(
                                handle, scope, row, ReturnMove.REJECT, ReturnState.REJECTED, reason, changes))
                        : Outcome.ifAlready(row, ReturnState.REJECTED, ReturnMove.REJECT));
    }

    /** It is withdrawn before anything was received. For its owner and staff. */
    public ReturnAnswer cancel(ReturnId id) {
        Given.value("id", id);
        return cancel(scope, id.value());
    }

    /** The same for the order that a signed link opens. */
    public ReturnAnswer cancel(String token, ReturnId id) {
        Given.value("id", id);
        requireOf(linked(token), id);
        return cancel(byLink(), id.value());
    }

    private ReturnAnswer cancel(Scope asker, UUID id) {
        if (isStaff()) {
            scope.require(Permission.RETURNS);
        }
        return move(
                asker,
                "cancel",
                id,
                false,
                (handle, order, row, changes) -> ReturnFlow.FLOW.allows(row.state(), ReturnMove.CANCEL)
                        ? Outcome.of(
                                requests.end(handle, asker, row, ReturnMove.CANCEL, ReturnState.CANCELLED, "", changes))
                        : Outcome.ifAlready(row, ReturnState.CANCELLED, ReturnMove.CANCEL));
    }

    /**
     * So many units of each order line lie on the dock now, counted from the beginning of this return; so twice is once.
     * What is beyond the announced number is noted. For staff.
     */
    public ReturnAnswer receive(ReturnId id, Map<UUID, Integer> totals) {
        Given.value("id", id);
        return decide("receive", id, (handle, order, row, changes) -> {
            if (row.state() != ReturnState.APPROVED && row.state() != ReturnState.RECEIVING) {
                return Outcome.cannot(row, ReturnMove.RECEIVE);
            }
            for (Map.Entry<UUID, Integer> it : totals.entrySet()) {
                Optional<ReturnRow.Line> line = row.lines().stream()
                        .filter(one -> one.lineId().equals(it.getKey()))
                        .findFirst();
                if (line.isEmpty()) {
                    return Outcome.refused(
                            Refusal.of("unknown-line", "lines", "The return has no line " + it.getKey() + "."));
                } else if (it.getValue() < line.get().received() + line.get().surplus()) {
                    return Outcome.refused(Refusal.of(
                            "fewer",
                            "quantity",
                            "Of " + line.get().sku() + " " + line.get().received() + " were counted already."));
                }
            }
            return Outcome.of(dock.receive(handle, scope, row, totals, changes));
        });
    }

    /** Goods stood on the dock that nobody had announced: a return that is being received. For staff. */
    public ReturnAnswer arrived(OrderId orderId, List<ReturnItem> items) {
        Given.value("orderId", orderId);
        scope.require(Permission.RETURNS);
        Outcome outcome = scope.tx().write("returns.arrived", handle -> {
            OrderRow order = orders.lock(handle, scope, orderId.value());
            Optional<Refusal> barred = requests.barred(handle, scope, order, items, true);
            return barred.isPresent()
                    ? Outcome.refused(barred.get())
                    : Outcome.of(onDock(handle, order, items, ReturnOrigin.ARRIVED, Optional.empty()));
        });
        return answer(scope, outcome);
    }

    /** A parcel that could not be delivered is back: a return of what was in it, being received. For staff. */
    public ReturnAnswer cameBack(ParcelId parcelId) {
        Given.value("parcelId", parcelId);
        scope.require(Permission.RETURNS);
        Outcome outcome = scope.tx().write("returns.cameBack", handle -> {
            Parcel parcel = Optional.ofNullable(inbound.find(handle, scope, List.of(parcelId.value()))
                            .get(parcelId.value()))
                    .orElseThrow(() -> CommerceException.notFound("parcel"));
            OrderRow order = orders.lock(handle, scope, parcel.orderId().value());
            Optional<ReturnRow> standing = store.ofOrder(handle, scope, order.id()).stream()
                    .filter(row ->
                            row.parcelId().filter(parcelId.value()::equals).isPresent())
                    .findFirst();
            if (standing.isPresent()) {
                return Outcome.of(standing.get());
            } else if (parcel.direction() != ParcelDirection.OUTBOUND || parcel.state() != ParcelState.RETURNED) {
                return Outcome.refused(Refusal.of(
                        "not-returned", "The parcel is " + parcel.state() + ": only one that was returned is back."));
            }
            List<ReturnItem> items = parcel.quantities().entrySet().stream()
                    .map(it -> ReturnItem.of(it.getKey(), it.getValue(), ReturnReason.UNDELIVERED))
                    .toList();
            return Outcome.of(onDock(handle, order, items, ReturnOrigin.UNDELIVERED, Optional.of(parcelId.value())));
        });
        return answer(scope, outcome);
    }

    private ReturnRow onDock(
            Handle handle, OrderRow order, List<ReturnItem> items, ReturnOrigin origin, Optional<UUID> parcel) {
        List<Change> changes = new ArrayList<>();
        ReturnRow row = requests.request(handle, scope, order, items, "", origin, parcel, changes);
        row = dock.receive(handle, scope, row, row.quantities(), changes);
        outbox.record(handle, scope, changes);
        return row;
    }

    /**
     * Every received unit is graded: sound goods are for sale again, and exactly the price of the accepted units goes
     * back by itself. A second grading changes nothing. For staff.
     */
    public ReturnAnswer inspect(ReturnId id, List<Inspection> inspections) {
        Given.value("id", id);
        Map<UUID, Inspection> grades = new LinkedHashMap<>();
        inspections.forEach(it -> grades.put(it.lineId(), it));
        return settle("inspect", id, (handle, order, row, changes) -> {
            if (row.state() == ReturnState.INSPECTED || row.state() == ReturnState.RESOLVED) {
                return Outcome.of(row);
            } else if (row.state() != ReturnState.RECEIVING) {
                return Outcome.cannot(row, ReturnMove.INSPECT);
            }
            Optional<Refusal> misfit = Dock.misfit(order, row, grades);
            return misfit.isPresent()
                    ? Outcome.refused(misfit.get())
                    : Outcome.of(dock.inspect(handle, scope, order, row, grades, changes));
        });
    }

    /**
     * The simple case in one step: everything that was asked for is here and sound, and sold again but for engraved goods,
     * which are put aside. Makes all moves in order; for a return whose money could not be set on its way it tries again.
     * For staff.
     */
    public ReturnAnswer resolveNow(ReturnId id) {
        Given.value("id", id);
        return settle("resolveNow", id, (handle, order, row, changes) -> {
            if (row.state() == ReturnState.RESOLVED) {
                return Outcome.of(row);
            } else if (row.state() == ReturnState.INSPECTED) {
                return Outcome.of(refundAgain(handle, order, row));
            } else if (!row.state().isOpen()) {
                return Outcome.cannot(row, ReturnMove.INSPECT);
            }
            return Outcome.of(allMoves(handle, order, row, changes));
        });
    }

    private ReturnRow allMoves(Handle handle, OrderRow order, ReturnRow row, List<Change> changes) {
        ReturnRow now = row;
        if (now.state() == ReturnState.REQUESTED) {
            now = requests.approve(handle, scope, order, now, false, changes);
        }
        if (now.state() == ReturnState.APPROVED) {
            now.parcelId().ifPresent(parcel -> changes.addAll(inbound.giveUp(handle, scope, parcel)));
            now = dock.receive(handle, scope, now, now.quantities(), changes);
        }
        return dock.inspect(handle, scope, order, now, Dock.acceptAll(order, now), changes);
    }

    private ReturnRow refundAgain(Handle handle, OrderRow order, ReturnRow row) {
        if (row.problem().isEmpty()) {
            return row;
        }
        Map<UUID, Money> lines = new LinkedHashMap<>();
        row.lines().forEach(line -> lines.put(line.lineId(), line.refunded()));
        ReturnRow again = dock.refund(
                handle, scope, order, row, new RefundPreview(lines, row.refundedDelivery(), row.refunded()));
        store.save(handle, scope, row, again);
        return again;
    }

    /** Takes units back at the desk in one step: asked for, received, found sound and refunded. For staff. */
    public ReturnAnswer takeBack(OrderId order, List<ReturnItem> items, String note) {
        Given.value("order", order);
        scope.require(Permission.RETURNS);
        ReturnAnswer asked = request(scope, order.value(), items, note);
        return asked instanceof ReturnAnswer.Done done ? resolveNow(done.goods().id()) : asked;
    }

    /** The return, if there is one that this actor may see. */
    public Optional<Return> find(ReturnId id) {
        Given.value("id", id);
        return scope.tx()
                .read(
                        "returns.find",
                        handle -> store.find(handle, scope, id.value())
                                .flatMap(row -> views.views(handle, scope, List.of(row)).stream()
                                        .findFirst()));
    }

    /** The returns of an order, oldest first. An order that this actor may not see does not exist. */
    public List<Return> of(OrderId order) {
        Given.value("order", order);
        return of(scope, order.value());
    }

    /** The same for the order that a signed link opens. */
    public List<Return> of(String token) {
        return of(byLink(), linked(token));
    }

    private List<Return> of(Scope reader, UUID orderId) {
        return scope.tx().read("returns.of", handle -> {
            OrderRow order =
                    orders.find(handle, reader, orderId).orElseThrow(() -> CommerceException.notFound("order"));
            return views.views(handle, reader, store.ofOrder(handle, scope, order.id()));
        });
    }

    /** What waits for somebody, newest first. For staff. The cost does not grow with the number of returns. */
    public ReturnPage list(ReturnQuery query) {
        scope.require(Permission.RETURNS);
        PageMark after = query.after().map(PageMark::read).orElse(PageMark.LATEST);
        return scope.tx().read("returns.list", handle -> {
            List<ReturnRow> rows = store.list(handle, scope, query.states(), after.at(), after.id(), query.size() + 1);
            List<ReturnRow> page = rows.subList(0, Math.min(query.size(), rows.size()));
            Optional<String> next = PageMark.behind(rows, query.size(), it -> new PageMark(it.createdAt(), it.id()));
            return new ReturnPage(views.views(handle, scope, page), next);
        });
    }

    /** How many returns there are in each of these states. For staff. */
    public Map<ReturnState, Integer> count(Collection<ReturnState> states) {
        scope.require(Permission.RETURNS);
        return scope.tx().read("returns.count", handle -> store.counts(handle, scope, states));
    }

    /** The label to send it with; empty while there is none. For its owner and staff. */
    public Optional<Label> label(ReturnId id) {
        Given.value("id", id);
        return label(scope, id);
    }

    /** The same for the order that a signed link opens. */
    public Optional<Label> label(String token, ReturnId id) {
        Given.value("id", id);
        requireOf(linked(token), id);
        return label(byLink(), id);
    }

    private Optional<Label> label(Scope reader, ReturnId id) {
        Return goods = scope.tx()
                .read(
                        "returns.find",
                        handle -> store.find(handle, scope, id.value())
                                .flatMap(row -> views.views(handle, reader, List.of(row)).stream()
                                        .findFirst())
                                .orElseThrow(() -> CommerceException.notFound("return")));
        return goods.parcel()
                .flatMap(parcel -> inbound.label(reader, parcel.id().value()));
    }

    private boolean isStaff() {
        return scope.actor().isStaff();
    }

    /** Whoever holds the signed link acts for the owner. */
    private Scope byLink() {
        return scope.as(Actor.system("signed-link"));
    }

    private UUID linked(String token) {
        return links.read(scope.storeId(), token).orElseThrow(() -> CommerceException.notFound("order"));
    }

    private void requireOf(UUID orderId, ReturnId id) {
        scope.tx()
                .read(
                        "returns.find",
                        handle -> store.find(handle, scope, id.value())
                                .filter(row -> row.orderId().equals(orderId))
                                .orElseThrow(() -> CommerceException.notFound("return")));
    }

    private interface Step {
        Outcome take(Handle handle, OrderRow order, ReturnRow row, List<Change> changes);
    }

    private ReturnAnswer decide(String name, ReturnId id, Step step) {
        scope.require(Permission.RETURNS);
        return move(scope, name, id.value(), false, step);
    }

    /** For moves that send money back: payments are locked before the order. */
    private ReturnAnswer settle(String name, ReturnId id, Step step) {
        scope.require(Permission.RETURNS);
        return move(scope, name, id.value(), true, step);
    }

    private ReturnAnswer move(Scope asker, String name, UUID id, boolean money, Step step) {
        Outcome outcome = scope.tx().write("returns." + name, handle -> {
            UUID orderId = store.find(handle, scope, id)
                    .orElseThrow(() -> CommerceException.notFound("return"))
                    .orderId();
            if (orders.find(handle, asker, orderId).isEmpty()) {
                throw CommerceException.notFound("return");
            }
            if (money) {
                operations.lock(handle, scope, orderId);
            }
            OrderRow order = orders.lock(handle, asker, orderId);
            ReturnRow row = store.find(handle, scope, id).orElseThrow();
            List<Change> changes = new ArrayList<>();
            Outcome result = step.take(handle, order, row, changes);
            outbox.record(handle, asker, changes);
            return result;
        });
        return answer(asker, outcome);
    }

    private ReturnAnswer answer(Scope asker, Outcome outcome) {
        if (outcome.refusal().isPresent()) {
            return new ReturnAnswer.Refused(outcome.refusal().get());
        }
        ReturnRow row = outcome.row().orElseThrow();
        if (outcome.approved()) {
            row.parcelId().ifPresent(parcel -> inbound.book(asker, parcel));
        }
        return new ReturnAnswer.Done(scope.tx()
                .read(
                        "returns.find",
                        handle -> views.views(
                                        handle,
                                        asker,
                                        List.of(store.find(handle, scope, row.id())
                                                .orElseThrow()))
                                .get(0)));
    }

    private static void check(String field, String text, int least, int most) {
        if (Given.value(field, text).strip().length() < least || text.length() > most) {
            throw CommerceException.badArgument(field, text, least + " to " + most + " characters");
        }
    }

    /** What a step led to; {@code approved} if the label of its parcel is to be bought now. */
    private record Outcome(Optional<ReturnRow> row, Optional<Refusal> refusal, boolean approved) {
        static Outcome of(ReturnRow row) {
            return new Outcome(Optional.of(row), Optional.empty(), false);
        }

        static Outcome refused(Refusal refusal) {
            return new Outcome(Optional.empty(), Optional.of(refusal), false);
        }

        /** Twice is once. */
        static Outcome ifAlready(ReturnRow row, ReturnState state, ReturnMove move) {
            return row.state() == state ? of(row) : cannot(row, move);
        }

        static Outcome cannot(ReturnRow row, ReturnMove move) {
            return refused(Refusal.of(
                    "cannot-move",
                    "The return is " + row.state() + ": it cannot " + move + " now, but "
                            + ReturnFlow.FLOW.moves(row.state()) + "."));
        }
    }
}
