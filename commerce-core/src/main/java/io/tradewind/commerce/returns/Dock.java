package io.tradewind.commerce.returns;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.fulfillment.InboundParcels;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.order.Delta;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.payment.NewRefund;
import io.tradewind.commerce.payment.RefundAnswer;
import io.tradewind.commerce.payment.RefundShare;
import io.tradewind.commerce.payment.RefundState;
import io.tradewind.commerce.payment.Refunds;
import io.tradewind.commerce.promotion.Commissions;
import io.tradewind.commerce.stock.Reservations;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * From the first unit on the dock to the last cent: receiving, grading, refunding. The caller has locked the order, and
 * its payments before it where money may move.
 */
@Singleton
final class Dock {
    private static final Actor CONSEQUENCE = Actor.system("returns");
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

    private final ReturnMoves moves;
    private final InboundParcels inbound;
    private final OrderBook orders;
    private final Reservations reservations;
    private final Refunds refunds;
    private final Commissions commissions;
    private final World world;

    @Inject
    Dock(
            ReturnMoves moves,
            InboundParcels inbound,
            OrderBook orders,
            Reservations reservations,
            Refunds refunds,
            Commissions commissions,
            World world) {
        this.moves = moves;
        this.inbound = inbound;
        this.orders = orders;
        this.reservations = reservations;
        this.refunds = refunds;
        this.commissions = commissions;
        this.world = world;
    }

    /** So many units of each line lie on the dock now in all; less than before is refused by the caller. */
    ReturnRow receive(Handle handle, Scope scope, ReturnRow row, Map<UUID, Integer> totals, List<Change> changes) {
        List<ReturnRow.Line> lines = new ArrayList<>();
        Map<ReturnRow.Line, Integer> arrived = new LinkedHashMap<>();
        for (ReturnRow.Line line : row.lines()) {
            int total = totals.getOrDefault(line.lineId(), line.received() + line.surplus());
            int counted = Math.min(total, line.quantity());
            lines.add(line.received(counted, total - counted));
            if (counted > line.received()) {
                arrived.put(line, counted - line.received());
            }
        }
        if (row.state() == ReturnState.RECEIVING && lines.equals(row.lines())) {
            return row;
        }
        ReturnRow received = row.in(ReturnState.RECEIVING).with(lines).travelling(row.parcelId(), Optional.empty());
        moves.move(handle, scope, row, ReturnMove.RECEIVE, received, changes);
        arrived.forEach((line, units) ->
                reservations.putBack(handle, scope, world.id(), line.sku(), units, false)); // once: counts are absolute
        return received;
    }

    /** Why the grades do not fit what was received; empty if they do. */
    static Optional<Refusal> misfit(OrderRow order, ReturnRow row, Map<UUID, Inspection> grades) {
        for (ReturnRow.Line line : row.lines()) {
            Inspection grade = grades.get(line.lineId());
            if (grade == null && line.received() > 0) {
                return Optional.of(Refusal.of(
                        "not-graded",
                        "lines",
                        line.received() + " received units of " + line.sku() + " are not graded."));
            } else if (grade != null && grade.accepted() > line.received()) {
                return Optional.of(Refusal.of(
                        "too-many",
                        "accepted",
                        "Of " + line.sku() + " only " + line.received() + " units were received."));
            } else if (grade != null && grade.accepted() > away(order, line)) {
                return Optional.of(Refusal.of(
                        "too-many",
                        "accepted",
                        "Of " + line.sku() + " only " + away(order, line)
                                + " can still come back: the others were accepted in another return."));
            }
        }
        boolean foreign =
                grades.keySet().stream().anyMatch(id -> !row.quantities().containsKey(id));
        return foreign
                ? Optional.of(Refusal.of("unknown-line", "lines", "The return has no such line."))
                : Optional.empty();
    }

    /** Goods go where their grade says, units are counted, and exactly their price is set on its way. */
    ReturnRow inspect(
            Handle handle,
            Scope scope,
            OrderRow order,
            ReturnRow row,
            Map<UUID, Inspection> grades,
            List<Change> changes) {
        Map<UUID, Integer> accepted = new LinkedHashMap<>();
        row.lines().forEach(line -> {
            int units = grade(grades, line).accepted();
            if (units > 0) {
                accepted.put(line.lineId(), units);
            }
        });
        RefundPreview due = RefundArithmetic.refund(order, accepted);
        List<ReturnRow.Line> graded = row.lines().stream()
                .map(line -> line.graded(grade(grades, line), due.lines().getOrDefault(line.lineId(), scope.money(0))))
                .toList();
        orders.count(handle, scope, deltas(order, row, accepted));
        ReturnRow inspected = refund(
                        handle, scope, order, row.in(ReturnState.INSPECTED).with(graded), due)
                .lookingAt(Optional.of(world.now()));
        moves.move(handle, scope, row, ReturnMove.INSPECT, inspected, changes);
        if (order.influencer().isPresent() && !accepted.isEmpty()) {
            commissions.reverse(handle, scope, order.id(), row.id(), RefundArithmetic.net(order, accepted));
        }
        for (ReturnRow.Line line : graded) {
            if (line.restocked() > 0) {
                reservations.restock(handle, scope, line.id(), line.sku(), line.restocked());
            }
            if (line.scrapped() > 0) {
                reservations.scrap(handle, scope, line.id(), line.sku(), line.scrapped());
            }
        }
        if (row.origin() == ReturnOrigin.UNDELIVERED) {
            changes.addAll(inbound.settle(handle, scope, order.id()));
        }
        return resolve(handle, scope, inspected, changes);
    }

    private static Inspection grade(Map<UUID, Inspection> grades, ReturnRow.Line line) {
        return grades.getOrDefault(line.lineId(), Inspection.refused(line.lineId()));
    }

    private static List<Delta> deltas(OrderRow order, ReturnRow row, Map<UUID, Integer> accepted) {
        return row.lines().stream()
                .map(line -> new Delta(
                        line.lineId(),
                        0,
                        0,
                        0,
                        accepted.getOrDefault(line.lineId(), 0),
                        row.origin() == ReturnOrigin.UNDELIVERED ? closed(order, line) : 0))
                .toList();
    }

    /** Units that left and were not accepted back yet, be it in another return. */
    private static int away(OrderRow order, ReturnRow.Line line) {
        OrderLine of = order.line(line.lineId()).orElseThrow();
        return of.handedOver() - of.returned();
    }

    /** Units whose delivery is given up: those that came back without ever having arrived. */
    private static int closed(OrderRow order, ReturnRow.Line line) {
        OrderLine of = order.line(line.lineId()).orElseThrow();
        return Math.min(line.quantity(), of.handedOver() - of.delivered() - of.undelivered());
    }

    /** Sets the money on its way, as the system: that accepted goods are paid back is nobody's decision. */
    ReturnRow refund(Handle handle, Scope scope, OrderRow order, ReturnRow row, RefundPreview due) {
        if (!due.total().isPositive()) {
            return row.refunding(due.total(), due.delivery(), Optional.empty(), "");
        }
        List<RefundShare> shares = new ArrayList<>();
        due.lines().forEach((line, money) -> {
            if (money.isPositive()) {
                shares.add(RefundShare.line(line, money));
            }
        });
        if (due.delivery().isPositive()) {
            shares.add(RefundShare.delivery(due.delivery()));
        }
        NewRefund wanted = new NewRefund(
                order.id(),
                shares,
                "Return to order " + order.number(),
                "return:" + row.refundId().orElse(row.id()), // the one before was not approved
                NewRefund.asker(scope));
        RefundAnswer answer = refunds.propose(handle, scope.as(CONSEQUENCE), wanted);
        return answer instanceof RefundAnswer.Refused refused
                ? row.refunding(
                        due.total(),
                        due.delivery(),
                        Optional.empty(),
                        "The money was not refunded: " + refused.refusal().message())
                : row.refunding(
                        due.total(),
                        due.delivery(),
                        Optional.of(answer.orThrow().id()),
                        "");
    }

    /** Ends an inspected return whose money has arrived, or of which none was due; else looks again later. */
    ReturnRow resolve(Handle handle, Scope scope, ReturnRow row, List<Change> changes) {
        boolean nothing = !row.refunded().isPositive();
        Optional<RefundState> state = row.refundId()
                .flatMap(id -> refunds.find(handle, scope.as(CONSEQUENCE), id))
                .map(it -> it.state());
        if (nothing || state.filter(it -> it == RefundState.DONE).isPresent()) {
            ReturnRow resolved = row.in(ReturnState.RESOLVED).lookingAt(Optional.empty());
            return moves.move(handle, scope, row, ReturnMove.RESOLVE, resolved, changes);
        }
        return state.filter(it -> it == RefundState.REFUSED).isPresent()
                ? row.refunding(row.refunded(), row.refundedDelivery(), row.refundId(), "The refund was not approved.")
                : row;
    }

    /** When to look at an inspected return next. */
    ReturnRow later(ReturnRow row) {
        return row.lookingAt(Optional.of(world.now().plus(LOOK_AGAIN)));
    }

    /** Grades that accept everything received; what bears somebody's lettering is put aside, the rest is sold again. */
    static Map<UUID, Inspection> acceptAll(OrderRow order, ReturnRow row) {
        Set<UUID> lettered = order.lines().stream()
                .filter(it -> it.personalisation().isEngraved())
                .map(OrderLine::id)
                .collect(Collectors.toSet());
        Map<UUID, Inspection> grades = new LinkedHashMap<>();
        for (ReturnRow.Line line : row.lines()) {
            int units = Math.min(line.received(), away(order, line));
            grades.put(
                    line.lineId(),
                    lettered.contains(line.lineId())
                            ? Inspection.apart(line.lineId(), units)
                            : Inspection.good(line.lineId(), units));
        }
        return grades;
    }
}
