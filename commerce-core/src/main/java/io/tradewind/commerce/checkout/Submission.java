package io.tradewind.commerce.checkout;

import io.tradewind.commerce.cart.CartBook;
import io.tradewind.commerce.cart.CartSnapshot;
import io.tradewind.commerce.cart.SnapshotLine;
import io.tradewind.commerce.checkout.CheckoutStore.Seen;
import io.tradewind.commerce.checkout.Gates.Ruling;
import io.tradewind.commerce.delivery.StoredQuote;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.launch.Invitations;
import io.tradewind.commerce.order.NewOrder;
import io.tradewind.commerce.payment.NewAttempt;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.payment.Prepared;
import io.tradewind.commerce.pricing.CodeRule;
import io.tradewind.commerce.pricing.PriceQuote;
import io.tradewind.commerce.promotion.CodeAnswer;
import io.tradewind.commerce.promotion.CodeUses;
import io.tradewind.commerce.spi.order.CheckoutGate.Moment;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.stock.HoldAnswer;
import io.tradewind.commerce.stock.Reservations;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.joda.money.Money;

/**
 * The transaction before any money moves: facts checked, snapshot frozen, stock and code held, payment operation
 * written. Everything or nothing; a refusal leaves no row behind.
 */
@Singleton
final class Submission {
    private final CheckoutStore store;
    private final CartBook carts;
    private final CodeUses codes;
    private final Invitations invitations;
    private final Reservations reservations;
    private final Operations operations;
    private final Freezer freezer;
    private final Gates gates;
    private final Means means;
    private final Placing placing;
    private final Outbox outbox;
    private final World world;

    @Inject
    Submission(
            CheckoutStore store,
            CartBook carts,
            CodeUses codes,
            Invitations invitations,
            Reservations reservations,
            Operations operations,
            Freezer freezer,
            Gates gates,
            Means means,
            Placing placing,
            Outbox outbox,
            World world) {
        this.store = store;
        this.carts = carts;
        this.codes = codes;
        this.invitations = invitations;
        this.reservations = reservations;
        this.operations = operations;
        this.freezer = freezer;
        this.gates = gates;
        this.means = means;
        this.placing = placing;
        this.outbox = outbox;
        this.world = world;
    }

    /** Where it is written. */
    private record Request(
            UUID checkoutId, Optional<CheckoutRow> open, UUID cartId, PlaceOrder facts, String key, String hash) {
        boolean mayHold() {
            return open.filter(CheckoutRow::wasSubmitted).isPresent();
        }
    }

    /** The operation to send, the checkout as it was written, and the invitation as it was claimed. */
    record Sent(Prepared prepared, CheckoutRow row, Optional<Invitations.Seen> invitation) {}

    /**
     * What was submitted, and what to send for it; nothing if its order is placed or it was submitted before.
     *
     * @param repeated true if it was submitted before under the same key
     */
    record Outcome(UUID checkoutId, Optional<Sent> sent, boolean repeated) {}

    /**
     * Submits it, or leaves it as it is if the checkout to be continued is not open any more.
     *
     * @param ruling what the gates said of what {@link #look} saw
     */
    Outcome submit(Handle handle, Scope scope, Wish wish, String requestKey, Ruling ruling) {
        Optional<Seen> locked = lock(handle, scope, wish);
        Found found = find(handle, scope, wish, requestKey, locked);
        return new Outcome(
                found.checkoutId(),
                found.request().flatMap(it -> submit(handle, scope, it, locked.orElseThrow(), ruling)),
                found.repeated());
    }

    /** What would be ordered if it were submitted now; empty if it was submitted before. Writes and locks nothing. */
    Optional<NewOrder> look(Handle handle, Scope scope, Wish wish, String requestKey) {
        Optional<Seen> seen = wish.cartId().isPresent()
                ? store.seeCart(handle, scope, wish.cartId().get(), wish.facts().orElse(null))
                        .filter(it ->
                                mine(scope, carts.snapshot(scope, it.cart()).ownerKey()))
                : store.see(handle, scope, wish.checkoutId())
                        .filter(it -> it.row().filter(row -> mine(scope, row)).isPresent());
        return find(handle, scope, wish, requestKey, seen)
                .request()
                .map(it -> freeze(handle, scope, it, seen.orElseThrow(), Ruling.NONE))
                .map(it -> it.snapshot().order());
    }

    /** The request that a wish comes to; none if it was submitted before. */
    private record Found(UUID checkoutId, Optional<Request> request, boolean repeated) {}

    private Found find(Handle handle, Scope scope, Wish wish, String requestKey, Optional<Seen> seen) {
        Optional<CheckoutRow> row = seen.isEmpty()
                ? store.find(handle, scope, wish.checkoutId()).filter(it -> mine(scope, it))
                : seen.get().row();
        boolean continues = wish.cartId().isEmpty();
        if (continues && row.filter(it -> it.state() != CheckoutState.OPEN).isPresent()) {
            boolean again = row.filter(it -> it.requestKey().equals(requestKey)).isPresent();
            if (again && wish.exact()) {
                row.get().mustBeOf(wish.continuing(row.get()).hash());
            }
            return new Found(wish.checkoutId(), Optional.empty(), again);
        }
        Optional<CheckoutRow> repeated =
                row.filter(it -> !continues && it.requestKey().equals(requestKey));
        if (repeated.isPresent()) { // whatever came of it: a declined attempt is not made again by its own echo
            repeated.get().mustBeOf(wish.hash());
            return new Found(repeated.get().id(), Optional.empty(), true);
        }
        if (seen.isEmpty()) {
            throw CommerceException.notFound(continues ? "checkout" : "cart");
        }
        Wish whole = continues ? wish.continuing(row.orElseThrow()) : wish;
        PlaceOrder facts = whole.facts()
                .orElseThrow(
                        () -> RefusedException.of("address-missing", "address", "Give the delivery address first."));
        Optional<CheckoutRow> open = row.filter(it -> it.state() == CheckoutState.OPEN);
        Request request = new Request(
                open.map(CheckoutRow::id).orElse(wish.checkoutId()),
                open,
                whole.cartId().orElseThrow(),
                facts,
                requestKey,
                whole.hash().orElseThrow());
        return new Found(request.checkoutId(), Optional.of(request), false);
    }

    /** Locks the cart, then reads it with its checkout; empty if there is no such cart to be bought. */
    private Optional<Seen> lock(Handle handle, Scope scope, Wish wish) {
        if (wish.cartId().isPresent()) {
            UUID cart = wish.cartId().get();
            return carts.lock(handle, scope, cart)
                    ? store.seeCart(handle, scope, cart, wish.facts().orElse(null))
                    : Optional.empty();
        }
        return store.lockAndSee(handle, scope, wish.checkoutId())
                .filter(it -> it.row().filter(row -> mine(scope, row)).isPresent());
    }

    /** Owners see their own checkouts, staff see all of the store. */
    static boolean mine(Scope scope, CheckoutRow row) {
        return mine(scope, row.ownerKey());
    }

    private static boolean mine(Scope scope, String owner) {
        return scope.actor().isStaff() || owner.equals(scope.actor().ownerKey());
    }

    private record Frozen(CartSnapshot cart, Snapshot snapshot) {}

    /** Checks the facts and freezes what they come to. */
    private Frozen freeze(Handle handle, Scope scope, Request request, Seen seen, Ruling ruling) {
        CartSnapshot cart = carts.snapshot(scope, seen.cart());
        PlaceOrder facts = request.facts();
        FactRules.check(scope, cart, facts);
        String phone = FactRules.phone(scope, seen);
        Optional<StoredQuote> delivery = FactRules.delivery(cart, seen, facts);
        Optional<CodeRule> code = code(handle, scope, cart, request.checkoutId());
        PriceQuote quote = freezer.price(
                scope,
                cart,
                code,
                delivery.map(it -> it.option().price()),
                facts.address().country());
        Snapshot snapshot = freezer.freeze(
                scope, request.checkoutId(), cart, quote, code, facts, delivery, phone, gates.holds(ruling));
        FactRules.checkShown(facts, snapshot);
        return new Frozen(cart, snapshot);
    }

    private Optional<Sent> submit(Handle handle, Scope scope, Request request, Seen seen, Ruling ruling) {
        Frozen frozen = freeze(handle, scope, request, seen, ruling);
        Snapshot snapshot = frozen.snapshot();
        if (gates.watch(Moment.BEFORE_PAYMENT) && !ruling.isAbout(snapshot.order())) {
            throw RefusedException.of(
                    "checkout-moved", "", "This checkout was continued elsewhere; look at its present state.");
        }
        PlaceOrder facts = request.facts();
        Money total = snapshot.order().total();
        if (!total.isZero() && facts.account().isEmpty()) {
            throw RefusedException.of("payment-missing", "payment", "Choose how to pay.");
        }
        Instrument instrument = total.isZero()
                ? new Instrument.ProviderPage()
                : means.instrument(
                        handle,
                        scope,
                        facts.account(),
                        facts.by(),
                        facts.address().country(),
                        total);
        write(handle, scope, request, snapshot);
        claim(handle, scope, request, frozen.cart(), snapshot.order().phone());
        holdAll(handle, scope, request, snapshot);
        if (total.isZero()) {
            return placeFree(handle, scope, request, snapshot);
        }
        Prepared prepared = operations.prepare(handle, scope, attempt(request, snapshot, instrument));
        List<Change> changes = new ArrayList<>();
        changes.add(change(request, CheckoutState.PAYING));
        changes.addAll(prepared.changes());
        outbox.record(handle, scope, changes);
        return Optional.of(new Sent(prepared, row(request, snapshot), seen.invitation()));
    }

    /** Nothing is to pay, so the order is placed at once. */
    private Optional<Sent> placeFree(Handle handle, Scope scope, Request request, Snapshot snapshot) {
        List<Change> changes = new ArrayList<>();
        changes.add(change(request, CheckoutState.PAYING));
        changes.addAll(placing.placeFree(handle, scope, row(request, snapshot), snapshot));
        outbox.record(handle, scope, changes);
        return Optional.empty();
    }

    private void write(Handle handle, Scope scope, Request request, Snapshot snapshot) {
        CheckoutStore.Submitted row = new CheckoutStore.Submitted(
                request.checkoutId(), request.key(), request.hash(), request.facts(), snapshot);
        if (request.open().isEmpty()) {
            store.insert(handle, scope, row, world.now());
        } else if (!store.submit(handle, scope, row, request.open().get().version(), world.now())) {
            throw RefusedException.of(
                    "checkout-moved", "", "This checkout was continued elsewhere; look at its present state.");
        }
    }

    /** What a launch sells is bought with the invitation of the cart; no statement where there is no such article. */
    private void claim(Handle handle, Scope scope, Request request, CartSnapshot cart, String phone) {
        List<SnapshotLine> launched = cart.lines().stream()
                .filter(it -> it.item().launch().isPresent())
                .toList();
        if (launched.isEmpty()) {
            return;
        }
        List<UUID> launches = launched.stream()
                .map(it -> it.item().launch().orElseThrow())
                .distinct()
                .toList();
        if (launches.size() > 1) {
            throw RefusedException.of(
                    "invitation-one",
                    "invitation",
                    "An order takes the article of one launch: buy the others with their own invitations.");
        }
        Invitations.Use use = new Invitations.Use(
                cart.invitation().orElseThrow(), // a cart without one has a problem that blocks
                launches.get(0),
                request.checkoutId(),
                launched.stream().mapToInt(SnapshotLine::quantity).sum(),
                phone);
        invitations.claim(handle, scope, use, holdUntil(scope)).ifPresent(refusal -> {
            throw new RefusedException(refusal);
        });
    }

    private Instant holdUntil(Scope scope) {
        return world.now().plus(scope.store().policy().holdTime());
    }

    private void holdAll(Handle handle, Scope scope, Request request, Snapshot snapshot) {
        if (request.mayHold()) { // an earlier attempt may still hold a use of another code
            codes.release(handle, scope, request.checkoutId());
        }
        if (snapshot.order().code().isPresent()) {
            codes.hold(
                            handle,
                            scope,
                            snapshot.order().code().orElseThrow(),
                            request.checkoutId(),
                            snapshot.order().discount(),
                            snapshot.order().phone().isEmpty()
                                    ? snapshot.order().ownerKey()
                                    : snapshot.order().phone())
                    .ifPresent(refusal -> {
                        throw new RefusedException(refusal);
                    });
        }
        Instant until = holdUntil(scope);
        HoldAnswer answer = request.mayHold()
                ? reservations.hold(handle, scope, request.checkoutId(), snapshot.stock(), until)
                : reservations.holdFirst(handle, scope, request.checkoutId(), snapshot.stock(), until);
        if (answer instanceof HoldAnswer.Short missing) {
            throw new RefusedException(missing.refusal());
        }
    }

    private Optional<CodeRule> code(Handle handle, Scope scope, CartSnapshot cart, UUID checkoutId) {
        if (cart.code().isEmpty()) {
            return Optional.empty();
        }
        CodeAnswer answer = codes.recheck(handle, scope, cart.code().get(), Freezer.goods(scope, cart), checkoutId);
        if (answer instanceof CodeAnswer.Refused refused) {
            throw new RefusedException(refused.refusal());
        }
        return Optional.of(answer.orThrow());
    }

    private static NewAttempt attempt(Request request, Snapshot snapshot, Instrument instrument) {
        PlaceOrder facts = request.facts();
        NewOrder order = snapshot.order();
        return new NewAttempt(
                request.checkoutId(),
                facts.account(),
                order.total(),
                order.quoteHash(),
                instrument,
                Summaries.of(order),
                Summaries.buyer(order),
                facts.returnTo(),
                facts.returnTo(),
                facts.by().saved(),
                facts.by().keeps());
    }

    private static CheckoutRow row(Request request, Snapshot snapshot) {
        return new CheckoutRow(
                request.checkoutId(),
                request.cartId(),
                CheckoutState.PAYING,
                version(request),
                snapshot.order().ownerKey(),
                request.facts().email(),
                Optional.of(request.facts().address()),
                request.facts().optionId(),
                request.facts().courierNote(),
                request.facts().account(),
                Optional.of(snapshot),
                snapshot.order().quoteHash(),
                request.key(),
                request.hash(),
                "",
                Optional.empty(),
                Optional.empty());
    }

    private static int version(Request request) {
        return request.open().map(it -> it.version() + 1).orElse(1);
    }

    private static Change change(Request request, CheckoutState to) {
        return Change.of(
                CheckoutFlow.FLOW.machine(),
                request.checkoutId(),
                version(request),
                request.open().isPresent() ? CheckoutState.OPEN.name() : "",
                to.name(),
                request.checkoutId(),
                null);
    }
}
