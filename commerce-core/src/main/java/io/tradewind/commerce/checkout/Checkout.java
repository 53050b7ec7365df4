package io.tradewind.commerce.checkout;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.cart.CartBook;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.checkout.CheckoutStore.Seen;
import io.tradewind.commerce.delivery.Delivery;
import io.tradewind.commerce.delivery.Offering;
import io.tradewind.commerce.delivery.OptionsAnswer;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.SqlErrors;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderNumbers;
import io.tradewind.commerce.payment.OperationState;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.order.CheckoutGate.Moment;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Turns a cart into an order. Facts may come in any order and one at a time, for a checkout page, or all at once with
 * {@link #place}. Calls that go out to a payment plugin cannot join a host's transaction. Bound to one store and actor;
 * safe for many threads.
 */
public final class Checkout {
    private static final int KEY_LIMIT = 200;

    private final Scope scope;
    private final CheckoutStore store;
    private final Submission submission;
    private final Placing placing;
    private final OrderPayment orderPayment;
    private final Operations operations;
    private final CartBook carts;
    private final OrderNumbers numbers;
    private final Showing showing;
    private final Outcomes outcomes;
    private final Gates gates;
    private final Offering offering;
    private final Outbox outbox;
    private final World world;

    @Inject
    Checkout(
            @Assisted Scope scope,
            CheckoutStore store,
            Submission submission,
            Placing placing,
            OrderPayment orderPayment,
            Operations operations,
            CartBook carts,
            OrderNumbers numbers,
            Showing showing,
            Outcomes outcomes,
            Gates gates,
            Offering offering,
            Outbox outbox,
            World world) {
        this.scope = scope;
        this.store = store;
        this.submission = submission;
        this.placing = placing;
        this.orderPayment = orderPayment;
        this.operations = operations;
        this.carts = carts;
        this.numbers = numbers;
        this.showing = showing;
        this.outcomes = outcomes;
        this.gates = gates;
        this.offering = offering;
        this.outbox = outbox;
        this.world = world;
    }

    /** The live checkout of the actor's cart; a new one if there is none. */
    public CheckoutView open(CartId cart) {
        Given.value("cart", cart);
        return opened(cart, null).orThrow();
    }

    /** The same with where the order goes, which a new one has from the start; that of a live one is replaced. */
    public FactAnswer open(CartId cart, Address address) {
        Given.value("cart", cart);
        return FactRules.address(scope, address)
                .<FactAnswer>map(FactAnswer.Refused::new)
                .orElseGet(() -> opened(cart, address));
    }

    private FactAnswer opened(CartId cart, @Nullable Address address) {
        UUID id = world.id();
        try {
            return scope.tx().write("checkout.open", handle -> {
                Seen seen = store.seeCartFacts(handle, scope, cart.value())
                        .filter(it -> carts.isToBeBought(scope, it.cart())) // what is ordered is locked and read anew
                        .orElseThrow(() -> CommerceException.notFound("cart"));
                if (seen.row().isPresent()) {
                    return address == null
                            ? new FactAnswer.Set(view(handle, store.whole(handle, scope, seen)))
                            : set(handle, seen.row().get().id(), null, address, null, null, null);
                }
                CheckoutRow born = CheckoutRow.open(id, carts.snapshot(scope, seen.cart()), address);
                store.open(handle, scope, born, world.now());
                outbox.record(
                        handle,
                        scope,
                        List.of(Change.of(
                                CheckoutFlow.FLOW.machine(), id, 1, "", CheckoutState.OPEN.name(), id, null)));
                return new FactAnswer.Set(showing.view(handle, scope, seen, born));
            });
        } catch (RuntimeException e) { // opened twice at the same moment
            if (SqlErrors.isDuplicate(e)) {
                return opened(cart, address);
            }
            throw e;
        }
    }

    /** The checkout as it stands, priced anew while it is open. */
    public CheckoutView find(CheckoutId id) {
        Given.value("id", id);
        return scope.tx().read("checkout.find", handle -> seen(handle, id.value()));
    }

    /** Sets where messages go. */
    public FactAnswer email(CheckoutId id, String email) {
        Given.value("id", id);
        return FactRules.email(Given.value("email", email))
                .<FactAnswer>map(FactAnswer.Refused::new)
                .orElseGet(() -> set(id, email, null, null, null, null));
    }

    /** Sets where the order goes; a delivery option chosen for another address is asked for again. */
    public FactAnswer address(CheckoutId id, Address address) {
        Given.value("id", id);
        return FactRules.address(scope, address)
                .<FactAnswer>map(FactAnswer.Refused::new)
                .orElseGet(() -> set(id, null, address, null, null, null));
    }

    /**
     * The ways to send its cart to its address, or why there is none; see {@link Delivery#answer}. Asks the carriers, so
     * this refuses to join a transaction.
     */
    public OptionsAnswer deliveryOptions(CheckoutId id) {
        Given.value("id", id);
        scope.tx().assertNone("checkout.delivery-options");
        Seen seen = scope.tx()
                .read("checkout.contents", handle -> store.seeFacts(handle, scope, id.value()))
                .orElseThrow(() -> CommerceException.notFound("checkout"));
        CheckoutRow row = Outcomes.visible(scope, seen.row());
        return row.address()
                .map(to -> offering.offer(scope, row.cartId(), carts.contents(seen.cart()), to))
                .orElseGet(() ->
                        new OptionsAnswer.Refused(Refusal.of("address-missing", "Give the delivery address first.")));
    }

    /** Chooses one of the options that {@link #deliveryOptions} offered, or one of their days, by its id. */
    public FactAnswer delivery(CheckoutId id, String optionId) {
        Given.value("id", id);
        Given.value("optionId", optionId);
        return set(id, null, null, optionId, null, null);
    }

    /**
     * The same with a word for whoever brings it, such as {@code Second bell}.
     *
     * @param courierNote one line of at most 120 characters; empty for nothing
     */
    public FactAnswer delivery(CheckoutId id, String optionId, String courierNote) {
        Given.value("id", id);
        Given.value("optionId", optionId);
        Given.value("courierNote", courierNote);
        return CourierNote.check(courierNote)
                .<FactAnswer>map(FactAnswer.Refused::new)
                .orElseGet(() -> set(id, null, null, optionId, courierNote.strip(), null));
    }

    /** Chooses the plugin account to pay with. */
    public FactAnswer payment(CheckoutId id, String account) {
        Given.value("id", id);
        Given.value("account", account);
        return set(id, null, null, null, null, account);
    }

    /**
     * Orders and pays for an open checkout.
     *
     * @param shownHash the quote the customer saw
     * @param token made in the browser by the provider's script; empty for the provider's page
     * @param returnTo where the provider sends the browser back to
     * @param key the caller's name for this wish; repeating the call with it never orders twice
     */
    public Placement submit(CheckoutId id, String shownHash, String token, URI returnTo, String key) {
        Given.value("id", id);
        Given.value("token", token);
        return submit(id, shownHash, PayBy.token(token), returnTo, key);
    }

    /** The same with any way to pay: a token, a saved instrument, and with or without keeping it. */
    public Placement submit(CheckoutId id, String shownHash, PayBy by, URI returnTo, String key) {
        Given.value("id", id);
        Given.value("shownHash", shownHash);
        return run(Wish.of(id.value(), shownHash, by, returnTo, false), key).placement();
    }

    /**
     * The same for whoever has to know whether an earlier call with this key did it already. The key with anything else
     * than before is an error; after a declined payment it may be used for the next attempt.
     */
    public Submitted submitOnce(CheckoutId id, String shownHash, PayBy by, URI returnTo, String key) {
        Given.value("id", id);
        Given.value("shownHash", shownHash);
        return run(Wish.of(id.value(), shownHash, by, returnTo, true), key);
    }

    /**
     * Orders and pays for a cart in one call.
     *
     * @param key the caller's name for this wish, 1 to 200 characters; the same key with the same wish gives the same
     *     answer, be it an order or a declined payment, with another wish it is an error; a new attempt takes a new key
     */
    public Placement place(CartId cart, PlaceOrder facts, String key) {
        Given.value("cart", cart);
        Given.value("key", key);
        return run(Wish.of(world.id(), cart.value(), facts), key).placement();
    }

    /**
     * Pays what is missing of an order that is placed, as behind a link in a message: one that was to be paid later, or
     * whose money could not be taken. An order that was held for its money goes on by itself.
     *
     * @param account plugin account to pay with
     * @param returnTo where the provider sends the browser back to; {@link #returned} then takes its parameters
     */
    public PayAnswer payOrder(OrderId order, String account, PayBy by, URI returnTo) {
        Given.value("order", order);
        Given.value("account", account);
        CheckoutRow row = outcomes.read(scope, order.value());
        return orderPayment.pay(scope, row, account, by, returnTo);
    }

    /** The browser has come back from the provider's page; the truth is asked from the provider. */
    public Placement returned(CheckoutId id, Map<String, List<String>> parameters) {
        Given.value("id", id);
        CheckoutRow row = outcomes.read(scope, id.value());
        if (row.state() == CheckoutState.PAYING) {
            numbers.prefetch(scope);
            outcomes.attempt(scope, row.id())
                    .ifPresent(running -> operations.complete(scope, running.operationId(), parameters));
        } else if (row.state() == CheckoutState.COMPLETED) { // from a page where the rest of an order is paid
            outcomes.attempt(scope, row.id())
                    .filter(it -> it.state() == OperationState.ACTION_REQUIRED)
                    .ifPresent(running -> operations.complete(scope, running.operationId(), parameters));
        }
        return outcomes.settled(scope, row.id());
    }

    /** What has become of it, without asking anybody. */
    public Placement status(CheckoutId id) {
        Given.value("id", id);
        return outcomes.of(scope, outcomes.read(scope, id.value()));
    }

    /**
     * Gives up a payment whose page was never finished, so that the checkout is open again; the cart stays as it is. An
     * open checkout that nobody touches ends by itself after a day.
     */
    public Placement leave(CheckoutId id) {
        Given.value("id", id);
        CheckoutRow row = outcomes.read(scope, id.value());
        if (row.state() == CheckoutState.PAYING) {
            outcomes.attempt(scope, row.id())
                    .filter(running -> running.state() == OperationState.ACTION_REQUIRED)
                    .ifPresent(running -> operations.giveUp(scope, running.operationId()));
        }
        return status(id);
    }

    private Submitted run(Wish wish, String key) {
        scope.tx().assertNone("checkout.place");
        Given.key(key, KEY_LIMIT);
        String requestKey = QuoteHash.sha256(scope.actor().ownerKey() + "|" + key);
        numbers.prefetch(scope);
        Submission.Outcome outcome;
        try {
            Gates.Ruling ruling = judge(wish, requestKey);
            outcome = scope.tx()
                    .write("checkout.submit", handle -> submission.submit(handle, scope, wish, requestKey, ruling));
        } catch (RefusedException e) {
            return lateKey(wish, requestKey).orElseGet(() -> new Submitted(new Placement.Refused(e.refusal()), false));
        } catch (RuntimeException e) {
            if (!SqlErrors.isDuplicate(e)) {
                throw e;
            }
            return lost(wish, key, requestKey);
        }
        world.crashPoint("checkout.submitted");
        if (outcome.sent().isEmpty()) {
            return new Submitted(outcomes.settled(scope, outcome.checkoutId()), outcome.repeated());
        }
        Placement placement = pay(outcome.sent().get())
                .<Placement>map(Placement.Placed::new)
                .orElseGet(() -> outcomes.of(scope, outcomes.read(scope, outcome.checkoutId())));
        return new Submitted(placement, false);
    }

    /** What the shop's gates say of it, before anything is written; a no of theirs leaves no row behind. */
    private Gates.Ruling judge(Wish wish, String requestKey) {
        if (!gates.watch(Moment.BEFORE_PAYMENT)) {
            return Gates.Ruling.NONE;
        }
        Gates.Ruling ruling = scope.tx()
                .read("checkout.look", handle -> submission.look(handle, scope, wish, requestKey))
                .map(it -> gates.judge(Moment.BEFORE_PAYMENT, it))
                .orElse(Gates.Ruling.NONE);
        ruling.denied().ifPresent(it -> {
            throw new RefusedException(it);
        });
        return ruling;
    }

    private Optional<PlacedOrder> pay(Submission.Sent sent) {
        UUID id = sent.row().id();
        placing.await(sent.row(), sent.invitation());
        Optional<PlacedOrder> placed = Optional.empty();
        try {
            operations.send(scope, sent.prepared());
        } finally {
            placed = placing.takeAwaited(id);
        }
        return placed;
    }

    /** A refusal may only mean that the first call with this key has already emptied the cart. */
    private Optional<Submitted> lateKey(Wish wish, String requestKey) {
        return scope.tx()
                .read("checkout.key", handle -> store.findByRequest(handle, scope, requestKey))
                .filter(row -> !(wish.cartId().isEmpty()
                        && row.id().equals(wish.checkoutId())
                        && row.state() == CheckoutState.OPEN)) // an attempt of this key was declined: this is the next
                .map(row -> new Submitted(sameKey(row, wish), true));
    }

    private Placement sameKey(CheckoutRow row, Wish wish) {
        Optional<String> hash = wish.facts().isPresent()
                ? wish.hash()
                : wish.continuing(outcomes.read(scope, wish.checkoutId())).hash();
        row.mustBeOf(hash);
        return outcomes.settled(scope, row.id());
    }

    /** Somebody else has submitted this cart or used this key; that one's answer is the answer. */
    private Submitted lost(Wish wish, String key, String requestKey) {
        Optional<Submitted> same = lateKey(wish, requestKey);
        if (same.isPresent()) {
            return same.get();
        }
        return wish.cartId()
                .flatMap(cart -> scope.tx().read("checkout.live", handle -> store.findLive(handle, scope, cart)))
                .filter(live -> live.state() != CheckoutState.OPEN)
                .map(live -> new Submitted(outcomes.settled(scope, live.id()), false))
                .orElseGet(() -> run(wish, key));
    }

    private FactAnswer set(
            CheckoutId id,
            @Nullable String email,
            @Nullable Address address,
            @Nullable String option,
            @Nullable String courierNote,
            @Nullable String account) {
        return scope.tx()
                .change(
                        "checkout.set",
                        handle -> set(handle, id.value(), email, address, option, courierNote, account));
    }

    private FactAnswer set(
            Handle handle,
            UUID id,
            @Nullable String email,
            @Nullable Address address,
            @Nullable String option,
            @Nullable String courierNote,
            @Nullable String account) {
        Optional<Seen> set = store.set(handle, scope, id, email, address, option, courierNote, account, world.now());
        if (set.isPresent()) {
            return new FactAnswer.Set(view(handle, set.get()));
        }
        Outcomes.visible(scope, store.find(handle, scope, id)); // a foreign one does not exist
        return new FactAnswer.Refused(
                Refusal.of("checkout-moved", "This checkout is being paid or has ended; look at its present state."));
    }

    private CheckoutView seen(Handle handle, UUID id) {
        Seen seen = store.see(handle, scope, id).orElseThrow(() -> CommerceException.notFound("checkout"));
        return view(handle, seen);
    }

    private CheckoutView view(Handle handle, Seen seen) {
        return showing.view(handle, scope, seen, Outcomes.visible(scope, seen.row()));
    }
}
