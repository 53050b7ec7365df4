package io.tradewind.commerce.order;

import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.order.CreditNote.About;
import io.tradewind.commerce.payment.Credits;
import io.tradewind.commerce.payment.RefundShare;
import io.tradewind.commerce.payment.ShareKind;
import io.tradewind.commerce.spi.Internal;
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

/**
 * Issues credit notes: in the transaction in which units are cancelled or money is granted back, and once for each. The
 * order's payments are locked meanwhile, or the order itself where it has none.
 */
@Internal
@Singleton
public final class CreditNotes implements Credits {
    private final CreditNoteStore store;
    private final OrderBook orders;
    private final World world;

    @Inject
    CreditNotes(CreditNoteStore store, OrderBook orders, World world) {
        this.store = store;
        this.orders = orders;
        this.world = world;
    }

    @Override
    public void granted(Handle handle, Scope scope, UUID orderId, List<RefundShare> shares) {
        List<CreditNote.Line> lines = shares.stream()
                .filter(it -> it.kind() != ShareKind.SURPLUS) // never owed, or cancelled and so credited already
                .map(it -> new CreditNote.Line(about(it.kind()), it.lineId(), 0, it.amount()))
                .toList();
        if (!lines.isEmpty()) {
            orders.find(handle, scope, orderId).ifPresent(order -> issue(handle, scope, order, lines));
        }
    }

    /** Units are cancelled; the counts of the order are those before. */
    void cancelled(Handle handle, Scope scope, OrderRow order, Map<UUID, Integer> units) {
        List<CreditNote.Line> lines = new ArrayList<>();
        for (OrderLine line : order.lines()) {
            int gone = units.getOrDefault(line.id(), 0);
            if (gone > 0) {
                lines.add(new CreditNote.Line(About.LINE, Optional.of(line.id()), gone, LineShares.paid(line, gone)));
            }
        }
        issue(handle, scope, order, lines);
    }

    /** All of the order is cancelled: whatever is not credited yet is. */
    void cancelled(Handle handle, Scope scope, OrderRow order) {
        List<CreditNote> earlier = of(handle, scope, order);
        List<CreditNote.Line> lines = new ArrayList<>();
        Money delivery = order.total();
        for (OrderLine line : order.lines()) {
            Optional<UUID> id = Optional.of(line.id());
            delivery = delivery.minus(line.paid());
            lines.add(new CreditNote.Line(
                    About.LINE, id, line.wanted(), line.paid().minus(credited(scope, earlier, About.LINE, id))));
        }
        Money sent = credited(scope, earlier, About.DELIVERY, Optional.empty());
        lines.add(new CreditNote.Line(About.DELIVERY, Optional.empty(), 0, delivery.minus(sent)));
        Money reduced = credited(scope, earlier, About.REDUCTION, Optional.empty());
        lines.add(new CreditNote.Line(About.REDUCTION, Optional.empty(), 0, reduced.negated()));
        CreditArithmetic arithmetic = new CreditArithmetic(order, earlier);
        arithmetic.rest();
        write(
                handle,
                scope,
                order,
                earlier.size() + 1,
                lines.stream().filter(it -> !it.amount().isZero()).toList(),
                arithmetic);
    }

    private static Money credited(Scope scope, List<CreditNote> notes, About about, Optional<UUID> line) {
        return notes.stream()
                .flatMap(it -> it.lines().stream())
                .filter(it -> it.about() == about && it.lineId().equals(line))
                .map(CreditNote.Line::amount)
                .reduce(scope.money(0), Money::plus);
    }

    private void issue(Handle handle, Scope scope, OrderRow order, List<CreditNote.Line> lines) {
        List<CreditNote> earlier = of(handle, scope, order);
        CreditArithmetic arithmetic = new CreditArithmetic(order, earlier);
        List<CreditNote.Line> credited =
                lines.stream().flatMap(it -> arithmetic.credit(it).stream()).toList();
        write(handle, scope, order, earlier.size() + 1, credited, arithmetic);
    }

    private void write(
            Handle handle, Scope scope, OrderRow order, int n, List<CreditNote.Line> lines, CreditArithmetic of) {
        Money total = lines.stream().map(CreditNote.Line::amount).reduce(scope.money(0), Money::plus);
        if (total.isPositive()) {
            CreditNote note = new CreditNote(
                    new OrderId(order.id()),
                    CreditNoteStore.number(order, n),
                    order.number(),
                    world.now(),
                    lines,
                    total,
                    of.taxes());
            store.insert(handle, scope, note, n);
        }
    }

    /** Those of an order, oldest first. */
    List<CreditNote> of(Handle handle, Scope scope, OrderRow order) {
        return of(handle, scope, Map.of(order.id(), order));
    }

    /** Those of the orders, each order's oldest first. */
    List<CreditNote> of(Handle handle, Scope scope, Map<UUID, OrderRow> orders) {
        return orders.isEmpty() ? List.of() : store.of(handle, scope, orders);
    }

    private static About about(ShareKind kind) {
        return switch (kind) {
            case LINE -> About.LINE;
            case DELIVERY -> About.DELIVERY;
            case GOODWILL, SURPLUS -> About.REDUCTION;
        };
    }
}
