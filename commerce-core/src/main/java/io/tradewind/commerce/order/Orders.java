package io.tradewind.commerce.order;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.error.TypedText;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Entry;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.payment.PaymentPosition;
import io.tradewind.commerce.payment.PaymentStatus;
import io.tradewind.commerce.store.PageMark;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.verification.PhoneNumber;
import io.tradewind.commerce.verification.VerifiedPhones;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Finds orders, follows them, holds and cancels them. Customers and guests see their own; a signed link opens one order
 * without a login; staff see all of the store. Bound to one store and actor; safe for many threads.
 */
public final class Orders {
    private static final int LONGEST_NOTE = 400;
    private static final int REASON_LIMIT = 400;

    private final Scope scope;
    private final OrderStore store;
    private final OrderBook book;
    private final Reports reports;
    private final OrderLinks links;
    private final WarehouseWork work;
    private final Operations operations;
    private final Cancellation cancellation;
    private final CreditNotes credits;
    private final VerifiedPhones phones;
    private final Outbox outbox;

    @Inject
    Orders(
            @Assisted Scope scope,
            OrderStore store,
            OrderBook book,
            Reports reports,
            OrderLinks links,
            WarehouseWork work,
            Operations operations,
            Cancellation cancellation,
            CreditNotes credits,
            VerifiedPhones phones,
            Outbox outbox) {
        this.scope = scope;
        this.store = store;
        this.book = book;
        this.reports = reports;
        this.links = links;
        this.work = work;
        this.operations = operations;
        this.cancellation = cancellation;
        this.credits = credits;
        this.phones = phones;
        this.outbox = outbox;
    }

    /** The order, if there is one that this actor may see. */
    public Optional<Order> find(OrderId id) {
        Given.value("id", id);
        return scope.tx()
                .read(
                        "orders.find",
                        handle -> book.find(handle, scope, id.value()).map(row -> view(handle, row)));
    }

    /** The order that a signed link opens, without a login; empty for every other text. */
    public Optional<Order> track(String token) {
        return links.read(scope.storeId(), token)
                .flatMap(id -> scope.tx()
                        .read(
                                "orders.track",
                                handle -> store.find(handle, scope, id).map(row -> view(handle, row))));
    }

    /** What the order's invoice counts less by, oldest first. An order that this actor may not see does not exist. */
    public List<CreditNote> creditNotes(OrderId id) {
        Given.value("id", id);
        return scope.tx().read("orders.credit-notes", handle -> {
            OrderRow order =
                    book.find(handle, scope, id.value()).orElseThrow(() -> CommerceException.notFound("order"));
            return credits.of(handle, scope, order);
        });
    }

    /**
     * The credit notes of these orders, oldest first; orders without any are left out, and those that this actor may not
     * see. A fixed number of statements.
     */
    public Map<OrderId, List<CreditNote>> creditNotes(Collection<OrderId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        List<UUID> asked = ids.stream().map(OrderId::value).distinct().toList();
        return scope
                .tx()
                .read(
                        "orders.credit-notes-of-many",
                        handle -> credits.of(handle, scope, book.findAll(handle, scope, asked)))
                .stream()
                .collect(Collectors.groupingBy(CreditNote::orderId));
    }

    /** The numbers of these orders, those left out that this actor may not see. A fixed number of statements. */
    public Map<OrderId, String> numbers(Collection<OrderId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return scope.tx()
                .read(
                        "orders.numbers",
                        handle ->
                                book
                                        .findAll(
                                                handle,
                                                scope,
                                                ids.stream().map(OrderId::value).toList())
                                        .values()
                                        .stream()
                                        .collect(Collectors.toMap(row -> new OrderId(row.id()), OrderRow::number)));
    }

    /** The last part of the order's signed link. For its owner and for staff. */
    public String token(OrderId id) {
        Given.value("id", id);
        return scope.tx()
                .read(
                        "orders.token",
                        handle -> book.find(handle, scope, id.value())
                                .map(row -> links.token(scope.storeId(), row.id()))
                                .orElseThrow(() -> CommerceException.notFound("order")));
    }

    /**
     * Makes the orders that guests placed with that number the customer's own. Only for a customer who has verified the
     * number: it is what ties the orders to them.
     *
     * @return how many there were; 0 if it was done before
     */
    public int claim(PhoneNumber number) {
        Actor customer = scope.actor();
        return scope.tx().write("orders.claim", handle -> {
            if (customer.kind() != Actor.Kind.CUSTOMER || !phones.holds(handle, scope, number)) {
                throw CommerceException.notFound("verified number");
            }
            return store.own(handle, scope, number.e164(), customer.ownerKey());
        });
    }

    /** Orders, newest first: one's own, or all of the store for staff. The cost does not grow with their number. */
    public OrderPage list(OrderQuery query) {
        boolean staff = scope.actor().isStaff();
        if (staff) {
            scope.require(Permission.ORDERS_READ);
        }
        @Nullable String owner = staff ? null : scope.actor().ownerKey();
        PageMark after = query.after().map(PageMark::read).orElse(PageMark.LATEST);
        return scope.tx().read("orders.list", handle -> {
            List<OrderRow> rows = store.list(handle, scope, owner, query, after.at(), after.id());
            List<OrderRow> page = rows.subList(0, Math.min(query.size(), rows.size()));
            Map<UUID, List<String>> states =
                    work.states(handle, scope, page.stream().map(OrderRow::id).toList());
            List<OrderSummary> summaries = page.stream()
                    .map(row -> summary(row, states.getOrDefault(row.id(), List.of())))
                    .toList();
            return new OrderPage(
                    summaries, PageMark.behind(rows, query.size(), it -> new PageMark(it.placedAt(), it.id())));
        });
    }

    /**
     * What was ordered in each stretch of that time, empty stretches included. The cost grows with the orders of it. For
     * staff.
     *
     * @param step length of a stretch; at most 1,000 of them
     */
    public List<Sales> sales(Instant from, Instant until, Duration step) {
        scope.require(Permission.ORDERS_READ);
        return reports.sales(scope, from, until, step);
    }

    /**
     * How many orders were promised to arrive in each stretch of that time, and how many of them did. The cost grows with
     * the orders of it. For staff.
     *
     * @param step length of a stretch; at most 1,000 of them
     */
    public List<Promised> promised(Instant from, Instant until, Duration step) {
        scope.require(Permission.ORDERS_READ);
        return reports.promised(scope, from, until, step);
    }

    /** What brought the orders of that time, most first; cancelled ones do not count. For staff. */
    public List<Origin> origins(Instant from, Instant until) {
        scope.require(Permission.ORDERS_READ);
        return reports.origins(scope, from, until);
    }

    /** Everything that happened to the order, its payments, parcels and returns, oldest first. For staff. */
    public List<Entry> timeline(OrderId id) {
        Given.value("id", id);
        scope.require(Permission.ORDERS_READ);
        return scope.tx().read("orders.timeline", handle -> {
            OrderRow row = book.find(handle, scope, id.value()).orElseThrow(() -> CommerceException.notFound("order"));
            return outbox.timeline(handle, scope, row.id());
        });
    }

    /** Writes something into the order's timeline that colleagues should know; buyers never see it. For staff. */
    public void note(OrderId id, String text) {
        Given.value("id", id);
        scope.require(Permission.ORDERS_READ);
        TypedText.require("note", text, LONGEST_NOTE);
        scope.tx().write("orders.note", handle -> {
            OrderRow row = book.lock(handle, scope, id.value());
            outbox.record(handle, scope, List.of(book.note(handle, scope, row, text.strip())));
            return row;
        });
    }

    /**
     * Writes to the buyer: it stands with the order where they follow it ({@link Order#notes}), goes out as a message and
     * is in the timeline. For staff.
     *
     * @param text 1 to 400 characters
     */
    public Order tell(OrderId id, String text) {
        Given.value("id", id);
        scope.require(Permission.ORDERS);
        TypedText.require("text", text, LONGEST_NOTE);
        return scope.tx().write("orders.tell", handle -> {
            OrderRow row = book.lock(handle, scope, id.value());
            outbox.record(handle, scope, List.of(book.tell(handle, scope, row, text.strip())));
            return view(handle, reread(handle, id));
        });
    }

    /** Makes the order wait: nothing of it is released or handed over while the hold stands. For staff. */
    public Order hold(OrderId id, HoldKind kind, String reason) {
        Given.value("id", id);
        scope.require(Permission.ORDERS);
        checkReason(reason);
        return scope.tx().write("orders.hold", handle -> {
            OrderRow row = book.lock(handle, scope, id.value());
            List<Change> changes = new ArrayList<>();
            changes.add(book.hold(handle, scope, row, kind, reason));
            changes.addAll(work.callBack(handle, scope, row));
            outbox.record(handle, scope, changes);
            return view(handle, reread(handle, id));
        });
    }

    /** Lifts the standing holds of that kind; the warehouse goes on if none is left. For staff. */
    public Order lift(OrderId id, HoldKind kind) {
        Given.value("id", id);
        scope.require(Permission.ORDERS);
        return scope.tx().write("orders.lift", handle -> {
            OrderRow row = book.lock(handle, scope, id.value());
            List<Change> changes = new ArrayList<>();
            book.lift(handle, scope, row, kind).ifPresent(changes::add);
            if (!changes.isEmpty()) {
                changes.addAll(work.releaseIfReady(handle, scope, row.without(kind)));
                outbox.record(handle, scope, changes);
            }
            return view(handle, reread(handle, id));
        });
    }

    /**
     * Cancels the whole order: stock is free at once, money that was taken or reserved goes back by itself, a code may
     * be used again. While it is being packed its packer is asked to stop instead. Twice is once.
     */
    public CancelAnswer cancel(OrderId id, String reason) {
        Given.value("id", id);
        if (scope.actor().isStaff()) {
            scope.require(Permission.ORDERS);
        }
        checkReason(reason);
        return scope.tx().write("orders.cancel", handle -> {
            operations.lock(handle, scope, id.value()); // payments come before orders in the order of locks
            OrderRow row = book.lock(handle, scope, id.value());
            if (row.state() == OrderState.CANCELLED) {
                return new CancelAnswer.Cancelled(view(handle, row));
            }
            String barred = OrderStanding.cancelBarred(row);
            if (!barred.isEmpty()) {
                return new CancelAnswer.Refused(
                        Refusal.of("cannot-cancel", "Order " + row.number() + " cannot be cancelled: " + barred + "."));
            }
            Optional<List<Change>> stopped = work.cancelAll(handle, scope, row);
            if (stopped.isEmpty()) {
                outbox.record(handle, scope, work.askStop(handle, scope, row, reason));
                return new CancelAnswer.StopAsked(view(handle, row));
            }
            List<Change> changes = new ArrayList<>(stopped.get());
            changes.addAll(cancellation.cancel(handle, scope, row, reason));
            outbox.record(handle, scope, changes);
            return new CancelAnswer.Cancelled(view(handle, reread(handle, id)));
        });
    }

    private static void checkReason(String reason) {
        TypedText.require("reason", reason, REASON_LIMIT);
    }

    private OrderRow reread(Handle handle, OrderId id) {
        return store.find(handle, scope, id.value()).orElseThrow(() -> CommerceException.notFound("order"));
    }

    private OrderSummary summary(OrderRow row, List<String> states) {
        return new OrderSummary(
                new OrderId(row.id()),
                row.number(),
                row.state(),
                row.placedAt(),
                row.address().name(),
                row.lines().stream().mapToInt(OrderLine::wanted).sum(),
                row.total(),
                row.held(),
                row.shipping().express(),
                row.promiseLatest(),
                FulfilmentStatus.of(row.lines(), states));
    }

    private PaymentPosition money(Handle handle, UUID orderId) {
        return operations
                .positions(handle, scope, List.of(orderId))
                .getOrDefault(orderId, PaymentPosition.none(scope.store().currency()));
    }

    private Order view(Handle handle, OrderRow row) {
        List<String> states = work.states(handle, scope, List.of(row.id())).getOrDefault(row.id(), List.of());
        PaymentPosition position = money(handle, row.id());
        PaymentStatus payment = PaymentStatus.of(
                new PaymentStatus.Facts(row.total(), row.reduced(), position, row.state() == OrderState.CANCELLED));
        return new Order(
                new OrderId(row.id()),
                row.number(),
                row.version(),
                row.state(),
                payment,
                FulfilmentStatus.of(row.lines(), states),
                row.placedAt(),
                row.lines(),
                row.goods(),
                row.discount(),
                row.delivery().minus(row.deliveryDiscount()),
                row.addedTax(),
                row.total(),
                row.tax(),
                row.taxLines(),
                row.account(),
                row.payLater(),
                row.code(),
                row.influencer(),
                row.phone(),
                row.email(),
                row.address(),
                row.shipping(),
                row.holds(),
                book.notes(handle, scope, row.id()),
                OrderStanding.actions(scope.actor(), row, states));
    }
}
