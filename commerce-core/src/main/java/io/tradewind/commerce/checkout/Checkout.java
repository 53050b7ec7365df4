package io.tradewind.commerce.checkout;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.cart.CartBook;
import io.tradewind.commerce.cart.CartId;
import io.tradewind.commerce.cart.CartSnapshot;
import io.tradewind.commerce.checkout.CheckoutStore.Seen;
import io.tradewind.commerce.customer.AddressRules;
import io.tradewind.commerce.delivery.Delivery;
import io.tradewind.commerce.delivery.Offering;
import io.tradewind.commerce.delivery.OptionsAnswer;
import io.tradewind.commerce.delivery.StoredQuote;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.SqlErrors;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.order.OrderLinks;
import io.tradewind.commerce.order.OrderNumbers;
import io.tradewind.commerce.payment.Attempt;
import io.tradewind.commerce.payment.OperationState;
import io.tradewind.commerce.payment.Operations;
import io.tradewind.commerce.pricing.CodeRule;
import io.tradewind.commerce.pricing.PriceQuote;
import io.tradewind.commerce.promotion.CodeAnswer;
import io.tradewind.commerce.promotion.CodeUses;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.order.CheckoutGate.Moment;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.StorePolicy.PhoneRule;
import io.tradewind.commerce.verification.PhoneNumber;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Turns a cart into an order. Facts may come in any order and one at a time, for a checkout page, or all at once with
 * {@link #place}. Calls that go out to a payment plugin cannot join a host's transaction. Bound to one store and actor;
 * safe for many threads.
 */
public final class Checkout {
    /** An attempt in one of these has no news that the checkout is about to take in. */
    private static final Set<OperationState> STANDING =
            EnumSet.of(OperationState.ACTION_REQUIRED, OperationState.PENDING, OperationState.UNKNOWN);

    private static final int KEY_LIMIT = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(35);

    private final Scope scope;
    private final CheckoutStore store;
    private final Submission submission;
    private final Placing placing;
    private final OrderPayment orderPayment;
    private final Operations operations;
    private final CartBook carts;
    private final CodeUses codes;
    private final OrderNumbers numbers;
    private final OrderLinks links;
    private final Freezer freezer;
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
            CodeUses codes,
            OrderNumbers numbers,
            OrderLinks links,
            Freezer freezer,
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
        this.codes = codes;
        this.numbers = numbers;
        this.links = links;
        this.freezer = freezer;
        this.gates = gates;
        this.offering = offering;
        this.outbox = outbox;
        this.world = world;
    }

    /** The live checkout of the actor's cart; a new one if there is none. */
    public CheckoutView open(CartId cart) {
        Given.value("cart", cart);
        UUID id = world.id();
        try {
            return scope.tx().write("checkout.open", handle -> {
                Seen seen = store.seeCartFacts(handle, scope, cart.value())
                        .filter(it -> carts.isToBeBought(scope, it.cart())) // what is ordered is locked and read anew
                        .orElseThrow(() -> CommerceException.notFound("cart"));
                if (seen.row().isPresent()) {
                    return view(handle, store.whole(handle, scope, seen), visible(seen.row()));
                }
                CheckoutRow born = CheckoutRow.open(id, carts.snapshot(scope, seen.cart()));
                store.open(handle, scope, id, cart.value(), born.ownerKey(), world.now());
                outbox.record(
                        handle,
                        scope,
                        List.of(Change.of(
                                CheckoutFlow.FLOW.machine(), id, 1, "", CheckoutState.OPEN.name(), id, null)));
                return view(handle, seen, born);
            });
        } catch (RuntimeException e) { // opened twice at the same moment
            if (SqlErrors.isDuplicate(e)) {
                return open(cart);
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
        if (!Given.value("email", email).matches("[^\\s@]{1,64}@[^\\s@]{1,189}")) {
            return refuse("email-malformed", "email", "An e-mail address looks like name@example.com.");
        }
        return set(id, email, null, null, null, null);
    }

    /** Sets where the order goes; a delivery option chosen for another address is asked for again. */
    public FactAnswer address(CheckoutId id, Address address) {
        Given.value("id", id);
        Optional<Refusal> wrong = AddressRules.check(address);
        if (wrong.isPresent()) {
            return new FactAnswer.Refused(wrong.get());
        }
        if (!scope.store().policy().shipsTo().contains(address.country())) {
            return refuse("not-deliverable", "country", "We do not deliver to " + address.country() + ".");
        }
        return set(id, null, address, null, null, null);
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
        CheckoutRow row = visible(seen.row());
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
        Optional<Refusal> wrong = CourierNote.check(courierNote);
        return wrong.isPresent()
                ? new FactAnswer.Refused(wrong.get())
                : set(id, null, null, optionId, courierNote.strip(), null);
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
        return run(Submission.Wish.of(id.value(), shownHash, by, returnTo, false), key)
                .placement();
    }

    /**
     * The same for whoever has to know whether an earlier call with this key did it already. The key with anything else
     * than before is an error; after a declined payment it may be used for the next attempt.
     */
    public Submitted submitOnce(CheckoutId id, String shownHash, PayBy by, URI returnTo, String key) {
        Given.value("id", id);
        Given.value("shownHash", shownHash);
        return run(Submission.Wish.of(id.value(), shownHash, by, returnTo, true), key);
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
        return run(Submission.Wish.of(world.id(), cart.value(), facts), key).placement();
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
        CheckoutRow row = scope.tx().read("checkout.read", handle -> visible(handle, order.value()));
        return orderPayment.pay(scope, row, account, by, returnTo);
    }

    /** The browser has come back from the provider's page; the truth is asked from the provider. */
    public Placement returned(CheckoutId id, Map<String, List<String>> parameters) {
        Given.value("id", id);
        CheckoutRow row = scope.tx().read("checkout.read", handle -> visible(handle, id.value()));
        if (row.state() == CheckoutState.PAYING) {
            numbers.prefetch(scope);
            attempt(row.id()).ifPresent(running -> operations.complete(scope, running.operationId(), parameters));
        } else if (row.state() == CheckoutState.COMPLETED) { // from a page where the rest of an order is paid
            attempt(row.id())
                    .filter(it -> it.state() == OperationState.ACTION_REQUIRED)
                    .ifPresent(running -> operations.complete(scope, running.operationId(), parameters));
        }
        return settled(row.id());
    }

    /** What has become of it, without asking anybody. */
    public Placement status(CheckoutId id) {
        Given.value("id", id);
        CheckoutRow row = scope.tx().read("checkout.read", handle -> visible(handle, id.value()));
        return answer(row);
    }

    /**
     * Gives up a payment whose page was never finished, so that the checkout is open again; the cart stays as it is. An
     * open checkout that nobody touches ends by itself after a day.
     */
    public Placement leave(CheckoutId id) {
        Given.value("id", id);
        CheckoutRow row = scope.tx().read("checkout.read", handle -> visible(handle, id.value()));
        if (row.state() == CheckoutState.PAYING) {
            attempt(row.id())
                    .filter(running -> running.state() == OperationState.ACTION_REQUIRED)
                    .ifPresent(running -> operations.giveUp(scope, running.operationId()));
        }
        return status(id);
    }

    private Submitted run(Submission.Wish wish, String key) {
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
            return new Submitted(settled(outcome.checkoutId()), outcome.repeated());
        }
        Placement placement = pay(outcome.sent().get())
                .<Placement>map(Placement.Placed::new)
                .orElseGet(() -> answerOf(outcome.checkoutId()));
        return new Submitted(placement, false);
    }

    /** What the shop's gates say of it, before anything is written; a no of theirs leaves no row behind. */
    private Gates.Ruling judge(Submission.Wish wish, String requestKey) {
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
    private Optional<Submitted> lateKey(Submission.Wish wish, String requestKey) {
        return scope.tx()
                .read("checkout.key", handle -> store.findByRequest(handle, scope, requestKey))
                .filter(row -> !(wish.cartId().isEmpty()
                        && row.id().equals(wish.checkoutId())
                        && row.state() == CheckoutState.OPEN)) // an attempt of this key was declined: this is the next
                .map(row -> new Submitted(sameKey(row, wish), true));
    }

    private Placement sameKey(CheckoutRow row, Submission.Wish wish) {
        Optional<String> hash = wish.facts().isPresent()
                ? wish.hash()
                : wish.continuing(scope.tx().read("checkout.read", handle -> visible(handle, wish.checkoutId())))
                        .hash();
        row.mustBeOf(hash);
        return settled(row.id());
    }

    /** Somebody else has submitted this cart or used this key; that one's answer is the answer. */
    private Submitted lost(Submission.Wish wish, String key, String requestKey) {
        Optional<Submitted> same = lateKey(wish, requestKey);
        if (same.isPresent()) {
            return same.get();
        }
        return wish.cartId()
                .flatMap(cart -> scope.tx().read("checkout.live", handle -> store.findLive(handle, scope, cart)))
                .filter(live -> live.state() != CheckoutState.OPEN)
                .map(live -> new Submitted(settled(live.id()), false))
                .orElseGet(() -> run(wish, key));
    }

    /** Waits, for a bounded time, while the call of another thread or node is on its way to the provider. */
    private Placement settled(UUID id) {
        Duration waited = Duration.ZERO;
        Duration step = Duration.ofMillis(10);
        while (true) {
            CheckoutRow row = scope.tx().read("checkout.read", handle -> visible(handle, id));
            boolean moving = row.state() == CheckoutState.PAYING
                    && attempt(id).filter(it -> !STANDING.contains(it.state())).isPresent();
            if (!moving || waited.compareTo(PATIENCE) > 0) {
                return answer(row);
            }
            world.pause(step);
            waited = waited.plus(step);
            step = step.multipliedBy(2).compareTo(Duration.ofMillis(200)) < 0
                    ? step.multipliedBy(2)
                    : Duration.ofMillis(200);
        }
    }

    private Placement answerOf(UUID id) {
        return answer(scope.tx().read("checkout.read", handle -> visible(handle, id)));
    }

    private Placement answer(CheckoutRow row) {
        return switch (row.state()) {
            case COMPLETED ->
                new Placement.Placed(new PlacedOrder(
                        new OrderId(row.id()),
                        row.orderNumber(),
                        row.snapshot().orElseThrow().order().total(),
                        links.token(scope.storeId(), row.id()),
                        attempt(row.id()).filter(Attempt::payLater).flatMap(Attempt::action)));
            case PAYING -> underWay(row);
            case OPEN ->
                new Placement.Refused(
                        Refusal.of("not-paid", "payment", row.refusal().orElse("It is not paid yet.")));
            case CANCELLED ->
                new Placement.Refused(
                        Refusal.of("cannot-place", row.refusal().orElse("This checkout was left. Start again.")));
            case EXPIRED -> new Placement.Refused(Refusal.of("expired", "This checkout has expired. Start again."));
        };
    }

    private Placement underWay(CheckoutRow row) {
        CheckoutId id = new CheckoutId(row.id());
        return attempt(row.id())
                .filter(it -> it.state() == OperationState.ACTION_REQUIRED)
                .flatMap(Attempt::action)
                .<Placement>map(action -> new Placement.ActionRequired(id, action))
                .orElseGet(() -> new Placement.Confirming(id));
    }

    private Optional<Attempt> attempt(UUID checkoutId) {
        return scope.tx().read("checkout.attempt", handle -> operations.latest(handle, scope, checkoutId));
    }

    private FactAnswer set(
            CheckoutId id,
            @Nullable String email,
            @Nullable Address address,
            @Nullable String option,
            @Nullable String courierNote,
            @Nullable String account) {
        return scope.tx().write("checkout.set", handle -> {
            Optional<Seen> set =
                    store.set(handle, scope, id.value(), email, address, option, courierNote, account, world.now());
            if (set.isPresent()) {
                return new FactAnswer.Set(
                        view(handle, set.get(), visible(set.get().row())));
            }
            visible(handle, id.value()); // a foreign one does not exist
            return refuse("checkout-moved", "", "This checkout is being paid or has ended; look at its present state.");
        });
    }

    private static FactAnswer refuse(String code, String field, String message) {
        return new FactAnswer.Refused(Refusal.of(code, field, message));
    }

    private CheckoutRow visible(Handle handle, UUID id) {
        return visible(store.find(handle, scope, id));
    }

    private CheckoutRow visible(Optional<CheckoutRow> found) {
        return found.filter(row -> Submission.mine(scope, row))
                .orElseThrow(() -> CommerceException.notFound("checkout"));
    }

    private CheckoutView seen(Handle handle, UUID id) {
        Seen seen = store.see(handle, scope, id).orElseThrow(() -> CommerceException.notFound("checkout"));
        return view(handle, seen, visible(seen.row()));
    }

    private CheckoutView view(Handle handle, Seen seen, CheckoutRow row) {
        CartSnapshot snapshot = carts.snapshot(scope, seen.cart());
        Optional<StoredQuote> delivery =
                seen.delivery().filter(it -> it.contents().equals(snapshot.contents()));
        Optional<CodeRule> code = snapshot.code()
                .map(it -> codes.recheck(handle, scope, it, Freezer.goods(scope, snapshot), row.id()))
                .filter(CodeAnswer.Usable.class::isInstance)
                .map(CodeAnswer::orThrow);
        PriceQuote totals = freezer.price(
                scope,
                snapshot,
                code,
                delivery.map(it -> it.option().price()),
                row.address().map(Address::country).orElse(scope.store().country()));
        String destination = row.address().map(Freezer::destination).orElse("");
        return new CheckoutView(
                new CheckoutId(row.id()),
                row.state(),
                row.version(),
                carts.shown(handle, scope, seen.cart()),
                seen.phone().map(PhoneNumber::masked),
                row.email(),
                row.address(),
                delivery,
                row.courierNote(),
                Optional.of(row.account()).filter(it -> !it.isEmpty()),
                totals,
                QuoteHash.of(snapshot, totals, destination, row.optionId()),
                missing(row, snapshot, seen.phone().isPresent(), delivery.isPresent(), totals),
                row.refusal());
    }

    private List<String> missing(
            CheckoutRow row, CartSnapshot cart, boolean phone, boolean delivery, PriceQuote totals) {
        List<String> missing = new ArrayList<>();
        if (!phone && scope.store().policy().phoneRule() == PhoneRule.REQUIRED) {
            missing.add("phone");
        }
        if (row.address().isEmpty()) {
            missing.add("address");
        }
        if (!delivery && cart.lines().stream().anyMatch(line -> line.item().requiresShipping())) {
            missing.add("delivery");
        }
        if (row.account().isEmpty() && !totals.total().isZero()) {
            missing.add("payment");
        }
        return missing;
    }
}
