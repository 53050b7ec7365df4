package io.tradewind.commerce.checkout;

import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.cart.CartBook;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.fulfillment.WorkOrders;
import io.tradewind.commerce.internal.db.TxHooks;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.launch.Invitations;
import io.tradewind.commerce.order.HoldKind;
import io.tradewind.commerce.order.LineShares;
import io.tradewind.commerce.order.NewHold;
import io.tradewind.commerce.order.NewOrder;
import io.tradewind.commerce.order.OrderBook;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderLine;
import io.tradewind.commerce.order.OrderLinks;
import io.tradewind.commerce.order.OrderRow;
import io.tradewind.commerce.order.OrderState;
import io.tradewind.commerce.payment.Attempt;
import io.tradewind.commerce.payment.AttemptOwner;
import io.tradewind.commerce.payment.OperationState;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.payment.PaymentPosition;
import io.tradewind.commerce.promotion.CodeUses;
import io.tradewind.commerce.promotion.Commissions;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.stock.Reservations;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.StorePolicy.CaptureMoment;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;
import org.jspecify.annotations.Nullable;

/**
 * The one step in which a paid checkout becomes an order. Whoever brings news of the payment (the direct answer, the
 * browser's return, a webhook, the reconciler) comes through here, inside the transaction that folds the news: the
 * first places the order, the others find it placed.
 */
@Internal
@Singleton
public final class Placing implements AttemptOwner {
    private static final Duration UNDECIDED = Duration.ofHours(24);
    private static final Set<OperationState> NO = EnumSet.of(
            OperationState.DECLINED, OperationState.REJECTED, OperationState.NOT_SENT, OperationState.ABANDONED);

    private static final String SOLD_MEANWHILE =
            "The goods were sold while your payment was being confirmed. Your money goes back by itself.";
    private static final String USED_ELSEWHERE =
            "Your invitation was used while your payment was being confirmed. Your money goes back by itself.";

    private final CheckoutStore store;
    private final CartBook carts;
    private final OrderBook orders;
    private final WorkOrders work;
    private final Reservations reservations;
    private final CodeUses codes;
    private final Invitations invitations;
    private final Commissions commissions;
    private final Operations operations;
    private final World world;
    private final OrderLinks links;
    private final Map<UUID, Waiting> awaited = new ConcurrentHashMap<>();

    @Inject
    Placing(
            CheckoutStore store,
            CartBook carts,
            OrderBook orders,
            WorkOrders work,
            Reservations reservations,
            CodeUses codes,
            Invitations invitations,
            Commissions commissions,
            Operations operations,
            OrderLinks links,
            World world) {
        this.store = store;
        this.carts = carts;
        this.orders = orders;
        this.work = work;
        this.reservations = reservations;
        this.codes = codes;
        this.invitations = invitations;
        this.commissions = commissions;
        this.operations = operations;
        this.links = links;
        this.world = world;
    }

    /** Carries the locked row from {@link #lock} to {@link #decided} within one transaction. */
    public static final class Locked implements JdbiConfig<Locked> {
        private @Nullable CheckoutRow row;
        /** The cart was locked as one to be given up. */
        private boolean leaving;

        @Override
        public Locked createCopy() {
            return new Locked();
        }
    }

    /** A caller that has just submitted a checkout and waits for what becomes of it. */
    private record Waiting(CheckoutRow row, Optional<Invitations.Seen> invitation, Optional<PlacedOrder> order) {}

    /** The caller of this checkout, as it has just been written, waits for its order, if one is placed here. */
    void await(CheckoutRow row, Optional<Invitations.Seen> invitation) {
        awaited.put(row.id(), new Waiting(row, invitation, Optional.empty()));
    }

    /** The order that was placed meanwhile; spares reading it again. */
    Optional<PlacedOrder> takeAwaited(UUID checkoutId) {
        Waiting waiting = awaited.remove(checkoutId);
        return waiting == null ? Optional.empty() : waiting.order();
    }

    /**
     * Everything that moves a checkout locks its cart first. Who has just written the checkout need not read it again:
     * each move of it is conditional, and a lost one reads it then.
     */
    @Override
    public void lock(Handle handle, Scope scope, UUID checkoutId) {
        Waiting waiting = awaited.get(checkoutId);
        Locked locked = handle.getConfig(Locked.class);
        locked.leaving = false;
        if (waiting != null) {
            CheckoutRow row = waiting.row();
            locked.row = row;
            locked.leaving = row.snapshot()
                    .filter(it -> carts.lockUnchanged(handle, scope, it.cartId(), it.cartVersion(), used(it)))
                    .isPresent();
            if (!locked.leaving) {
                carts.lockRow(handle, scope, row.cartId());
            }
            return;
        }
        store.cartOf(handle, scope, checkoutId).ifPresent(cartId -> carts.lockRow(handle, scope, cartId));
        locked.row = store.lock(handle, scope, checkoutId).orElse(null);
    }

    @Override
    public Verdict decided(Handle handle, Scope scope, UUID checkoutId, Attempt attempt) {
        Locked locked = handle.getConfig(Locked.class);
        CheckoutRow before = locked.row;
        Verdict verdict = verdict(handle, scope, checkoutId, attempt, before);
        if (locked.leaving && before != null) {
            Snapshot snapshot = before.snapshot().orElseThrow();
            carts.keep(handle, scope, snapshot.cartId(), snapshot.cartVersion(), used(snapshot));
            locked.leaving = false;
        }
        return verdict;
    }

    private Verdict verdict(
            Handle handle, Scope scope, UUID checkoutId, Attempt attempt, @Nullable CheckoutRow locked) {
        CheckoutRow row = locked;
        if (row != null && row.state() == CheckoutState.PAYING) {
            Optional<Verdict> verdict = paying(handle, scope, row, attempt);
            if (verdict.isPresent()) {
                return verdict.get();
            }
            row = store.lock(handle, scope, checkoutId).orElse(null); // moved since it was read
        }
        if (row != null && row.state() == CheckoutState.COMPLETED) {
            return completed(handle, scope, row, attempt);
        }
        return attempt.isApproved() ? Verdict.giveBack(List.of()) : Verdict.keep(List.of());
    }

    /** Empty if the checkout is not paying any more. */
    private Optional<Verdict> paying(Handle handle, Scope scope, CheckoutRow row, Attempt attempt) {
        Snapshot snapshot = row.snapshot().orElseThrow();
        boolean mine = attempt.quoteHash().equals(row.quoteHash());
        if (attempt.assures() && mine) {
            return placePaid(handle, scope, row, snapshot, attempt);
        } else if (attempt.isApproved()) { // money of an earlier attempt at another sum
            return Optional.of(Verdict.giveBack(List.of()));
        } else if (NO.contains(attempt.state()) && mine) {
            return back(handle, scope, row, attempt).map(Verdict::keep);
        }
        reservations.prolong(handle, scope, row.id(), world.now().plus(UNDECIDED));
        snapshot.invitation()
                .ifPresent(it -> invitations.prolong(
                        handle, scope, it, row.id(), world.now().plus(UNDECIDED)));
        return Optional.of(Verdict.keep(List.of()));
    }

    private Verdict completed(Handle handle, Scope scope, CheckoutRow row, Attempt attempt) {
        boolean placedIt =
                row.operationId().filter(attempt.operationId()::equals).isPresent();
        if (!placedIt) {
            return attempt.isApproved() ? further(handle, scope, row, attempt) : Verdict.keep(List.of());
        }
        if (!attempt.isApproved() || !attempt.payLater()) {
            return Verdict.keep(List.of());
        }
        OrderRow order = orders.lock(handle, scope.as(Actor.system("payment")), row.id());
        if (order.state() == OrderState.CANCELLED) {
            return Verdict.giveBack(List.of());
        }
        List<Change> changes = new ArrayList<>();
        Optional<Change> lifted = orders.lift(handle, scope, order, HoldKind.PAYMENT);
        lifted.ifPresent(changes::add);
        if (lifted.isPresent()) {
            changes.addAll(work.releaseIfReady(handle, scope, order.without(HoldKind.PAYMENT)));
        }
        return Verdict.keep(changes);
    }

    /** Money beside that which placed the order: it is kept if it was missing, and then nothing else is awaited. */
    private Verdict further(Handle handle, Scope scope, CheckoutRow row, Attempt attempt) {
        OrderRow order = orders.lock(handle, scope.as(Actor.system("payment")), row.id());
        if (order.state() == OrderState.CANCELLED) {
            return Verdict.giveBack(List.of());
        }
        if (!attempt.quoteHash().equals(order.quoteHash())) { // money of an earlier attempt at another sum
            return Verdict.giveBack(List.of());
        }
        org.joda.money.Money missing = missing(handle, scope, order);
        if (missing.isNegative()) {
            return Verdict.duplicate(List.of());
        }
        List<Change> changes = new ArrayList<>();
        if (missing.isZero()) {
            operations.awaitNothing(handle, scope, row.id());
            orders.lift(handle, scope, order, HoldKind.PAYMENT).ifPresent(changes::add);
            changes.addAll(work.releaseIfReady(handle, scope, order.without(HoldKind.PAYMENT)));
        }
        if (attempt.captured().isLessThan(attempt.authorized())
                && scope.store().policy().capture() == CaptureMoment.PLACED) {
            changes.addAll(operations.planCapture(handle, scope, row.id(), "paid"));
        }
        return Verdict.keep(changes);
    }

    /** What of an order is neither held nor reserved; negative if it is more than it is worth. */
    org.joda.money.Money missing(Handle handle, Scope scope, OrderRow order) {
        PaymentPosition position = operations
                .positions(handle, scope, List.of(order.id()))
                .getOrDefault(order.id(), PaymentPosition.none(scope.store().currency()));
        return order.total().minus(order.reduced()).minus(position.credited()).minus(position.assured());
    }

    private Optional<Verdict> placePaid(Handle handle, Scope scope, CheckoutRow row, Snapshot frozen, Attempt attempt) {
        boolean later = attempt.payLater() && !attempt.isApproved();
        // A buyer who was told how to pay in advance is waited for; cash on delivery comes with the parcel.
        boolean shipsFirst =
                later && attempt.action().isEmpty() && scope.store().policy().shipUnpaid();
        Snapshot snapshot =
                later ? frozen.payingLater(shipsFirst, shipsFirst ? List.of() : List.of(NewHold.payment())) : frozen;
        String number = orders.nextNumber(handle, scope);
        if (!store.complete(handle, scope, row.id(), number, attempt.operationId(), world.now())) {
            return Optional.empty();
        }
        Optional<Change> invited = snapshot.invitation().flatMap(it -> ordered(handle, scope, it, row.id()));
        if (snapshot.invitation().isPresent() && invited.isEmpty()) {
            return Optional.of(Verdict.giveBack(cannotPlace(handle, scope, row, USED_ELSEWHERE)));
        }
        if (!reservations.allocate(handle, scope, row.id(), snapshot.stock())) {
            snapshot.invitation().ifPresent(it -> invitations.notOrdered(handle, scope, it, row.id()));
            return Optional.of(Verdict.giveBack(cannotPlace(handle, scope, row, SOLD_MEANWHILE)));
        }
        List<Change> changes = new ArrayList<>();
        invited.ifPresent(changes::add);
        Optional<NextAction> toPay = later ? toPay(handle, scope, row, attempt, number) : Optional.empty();
        changes.addAll(place(handle, scope, row, snapshot.numbered(number), toPay));
        if (!later
                && attempt.captured().isLessThan(attempt.authorized())
                && scope.store().policy().capture() == CaptureMoment.PLACED) {
            changes.addAll(operations.planCapture(handle, scope, row.id(), "placed"));
        }
        return Optional.of(Verdict.keep(changes));
    }

    /** How to pay what a person confirms: with the order's number, which can be typed and looked up, as the reference. */
    private Optional<NextAction> toPay(Handle handle, Scope scope, CheckoutRow row, Attempt attempt, String number) {
        Optional<NextAction> told =
                attempt.action().map(it -> quoting(it, row.id().toString(), number));
        if (!told.equals(attempt.action())) {
            told.ifPresent(it -> operations.tell(handle, scope, attempt.operationId(), it));
        }
        return told;
    }

    private static NextAction quoting(NextAction action, String reference, String number) {
        if (!(action instanceof NextAction.ShowInstructions show)) {
            return action;
        }
        Map<String, String> lines = new LinkedHashMap<>(show.lines());
        lines.replaceAll((label, value) -> value.replace(reference, number));
        return new NextAction.ShowInstructions(lines);
    }

    /** With the invitation as the caller has just claimed it, if it waits here. */
    private Optional<Change> ordered(Handle handle, Scope scope, UUID invitation, UUID checkoutId) {
        return Optional.ofNullable(awaited.get(checkoutId))
                .flatMap(Waiting::invitation)
                .filter(it -> it.invitation().equals(invitation))
                .map(it -> invitations.ordered(handle, scope, it, checkoutId))
                .orElseGet(() -> invitations.ordered(handle, scope, invitation, checkoutId));
    }

    /** Places an order for which nothing is to pay; its checkout and holds were written in this very transaction. */
    List<Change> placeFree(Handle handle, Scope scope, CheckoutRow row, Snapshot snapshot) {
        String number = orders.nextNumber(handle, scope);
        Optional<Change> invited =
                snapshot.invitation().flatMap(it -> invitations.ordered(handle, scope, it, row.id()));
        if (invited.isPresent() != snapshot.invitation().isPresent()
                || !store.complete(handle, scope, row.id(), number, null, world.now())
                || !reservations.allocate(handle, scope, row.id(), snapshot.stock())) {
            throw new IllegalStateException("what this transaction wrote cannot be gone");
        }
        List<Change> changes = new ArrayList<>(place(handle, scope, row, snapshot.numbered(number), Optional.empty()));
        invited.ifPresent(changes::add);
        return changes;
    }

    private List<Change> place(
            Handle handle, Scope scope, CheckoutRow row, Snapshot snapshot, Optional<NextAction> toPay) {
        NewOrder order = snapshot.order();
        OrderBook.Placed placed = orders.place(handle, scope, order);
        if (order.code().isPresent()) {
            codes.use(handle, scope, order.checkoutId());
        }
        order.influencer()
                .ifPresent(name -> commissions.accrue(handle, scope, order.checkoutId(), name, goodsNet(order)));
        PlacedOrder answer = new PlacedOrder(
                new OrderId(order.checkoutId()),
                order.number(),
                order.total(),
                links.token(scope.storeId(), order.checkoutId()),
                toPay);
        TxHooks.of(handle)
                .afterCommit(() -> awaited.computeIfPresent(
                        row.id(),
                        (id, waiting) -> new Waiting(waiting.row(), waiting.invitation(), Optional.of(answer))));
        List<Change> changes = new ArrayList<>();
        changes.add(placed.change());
        changes.addAll(work.create(handle, scope, placed.order()));
        giveUp(handle, scope, snapshot);
        changes.add(change(row, CheckoutState.COMPLETED));
        return changes;
    }

    private static CartBook.UsedUp used(Snapshot snapshot) {
        return new CartBook.UsedUp(snapshot.order().code(), snapshot.invitation());
    }

    private void giveUp(Handle handle, Scope scope, Snapshot snapshot) {
        Locked locked = handle.getConfig(Locked.class);
        if (locked.leaving) {
            carts.giveUpLocked(handle, scope, snapshot.bought());
            locked.leaving = false;
        } else {
            carts.giveUp(handle, scope, snapshot.cartId(), snapshot.cartVersion(), snapshot.bought());
        }
    }

    private static Change change(CheckoutRow row, CheckoutState to) {
        return Change.of(
                CheckoutFlow.FLOW.machine(),
                row.id(),
                row.version() + 1,
                row.state().name(),
                to.name(),
                row.id(),
                null);
    }

    private Optional<List<Change>> back(Handle handle, Scope scope, CheckoutRow row, Attempt attempt) {
        return store.back(handle, scope, row.id(), Declines.of(attempt).message(), world.now())
                ? Optional.of(List.of(change(row, CheckoutState.OPEN)))
                : Optional.empty();
    }

    /** The money is there but the goods are gone: nothing stays held, and the caller sends the money back. */
    private List<Change> cannotPlace(Handle handle, Scope scope, CheckoutRow row, String why) {
        codes.release(handle, scope, row.id());
        reservations.release(handle, scope, row.id());
        store.cannotPlace(handle, scope, row.id(), why, world.now());
        return List.of(change(row, CheckoutState.CANCELLED));
    }

    /** The base of a commission: goods with their extras after discounts, without tax and delivery. */
    private static org.joda.money.Money goodsNet(NewOrder order) {
        org.joda.money.Money sum = org.joda.money.Money.zero(order.total().getCurrencyUnit());
        for (OrderLine line : order.lines()) {
            sum = sum.plus(LineShares.net(line, line.quantity())); // what returns and cancelled units take back
        }
        return sum;
    }
}
