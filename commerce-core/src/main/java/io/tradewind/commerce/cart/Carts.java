package io.tradewind.commerce.cart;

import com.google.inject.assistedinject.Assisted;
import com.google.inject.assistedinject.AssistedInject;
import io.tradewind.commerce.cart.CartReading.Loaded;
import io.tradewind.commerce.catalog.SaleItem;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.catalog.Variants;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.launch.Invitations;
import io.tradewind.commerce.launch.SignUpId;
import io.tradewind.commerce.promotion.CodeAnswer;
import io.tradewind.commerce.promotion.CodeUses;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.verification.VerificationSubject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * The carts of a store. A cart answers to the actor who opened it and to staff with the permission for orders; to
 * everybody else it does not exist. Two changes at once both count, unless the caller names the version it has seen.
 * Safe for many threads.
 */
public final class Carts {
    /** Most units of a line. */
    public static final int MAX_QUANTITY = 999;
    /** Most lines of a cart. */
    public static final int MAX_LINES = 100;

    private static final int LONGEST_CODE = 100;
    private static final int ANY_VERSION = 0;
    private static final int MOST_HOPS = 5;
    private static final String NO_MARK = "";

    private final Scope scope;
    private final World world;
    private final CartStore store;
    private final CartLineStore lines;
    private final CartView view;
    private final CartMerge merge;
    private final Variants variants;
    private final CodeUses codes;
    private final Personalisations texts;
    private final Invitations invitations;
    private final Outbox outbox;

    @AssistedInject
    Carts(
            @Assisted Scope scope,
            World world,
            CartStore store,
            CartLineStore lines,
            CartView view,
            CartMerge merge,
            Variants variants,
            CodeUses codes,
            Personalisations texts,
            Invitations invitations,
            Outbox outbox) {
        this.scope = scope;
        this.world = world;
        this.store = store;
        this.lines = lines;
        this.view = view;
        this.merge = merge;
        this.variants = variants;
        this.codes = codes;
        this.texts = texts;
        this.invitations = invitations;
        this.outbox = outbox;
    }

    /** A new, empty cart that belongs to the actor. */
    public Cart open() {
        UUID id = world.id();
        return scope.tx().write("cart.open", handle -> {
            store.open(handle, scope, id);
            outbox.record(handle, scope, List.of(opened(id)));
            return view.show(handle, scope, CartRow.fresh(id, scope.actor().ownerKey()), Goods.NONE);
        });
    }

    /** The active cart that the actor used last. */
    public Optional<Cart> mine() {
        return scope.tx()
                .read("cart.mine", handle -> store.newest(handle, scope).map(it -> view.show(handle, scope, it)));
    }

    /** The cart of that id; for one that went into another at sign-in, that other. */
    public Optional<Cart> find(CartId id) {
        Given.value("id", id);
        return scope.tx()
                .read(
                        "cart.find",
                        handle -> store.find(handle, scope, id.value())
                                .flatMap(it -> visible(handle, it))
                                .map(it -> view.show(handle, scope, it)));
    }

    /** True if {@link #find} would show it: for less, as its lines are not read. */
    public boolean has(CartId id) {
        Given.value("id", id);
        return scope.tx().read("cart.has", handle -> {
            Optional<CartStore.Owned> cart = store.owned(handle, scope, id.value());
            for (int hops = 0; cart.flatMap(CartStore.Owned::mergedInto).isPresent() && hops < MOST_HOPS; hops++) {
                cart = store.owned(
                        handle, scope, cart.flatMap(CartStore.Owned::mergedInto).get());
            }
            return cart.filter(it -> isMine(it.owner())).isPresent();
        });
    }

    /** Puts in units of an article as it is. */
    public CartChange add(CartId id, Sku sku, int quantity) {
        return add(id, AddToCart.of(sku, quantity));
    }

    /** Puts in units of an article with engraving or gift wrap. */
    public CartChange add(CartId id, Sku sku, int quantity, Personalisation personalisation) {
        return add(id, AddToCart.of(sku, quantity).with(personalisation));
    }

    /**
     * Puts something in. Units of the same article made in the same way are one line. Stock is not looked at: what is
     * sold out is a problem of the cart, since it may be back before it is paid.
     */
    public CartChange add(CartId id, AddToCart wish) {
        Given.value("id", id);
        if (wish.quantity() < 1 || wish.quantity() > MAX_QUANTITY) {
            return new CartChange.Refused(wrongQuantity(wish.quantity()));
        }
        UUID newLine = world.id();
        String mark = wish.key().map(Carts::mark).orElse(NO_MARK);
        return edit("cart.add", id, CartMove.ADD, wish.version(), mark, Optional.of(wish.sku()), (handle, loaded) -> {
            CartRow cart = loaded.cart();
            if (!mark.isEmpty() && cart.marks().indexOf(mark, mark.length()) >= 0) {
                return Edited.nothing(cart);
            }
            return put(handle, loaded, wish, newLine);
        });
    }

    /**
     * Why an article cannot be made like this: the field and the first bad character named, as {@link #add} would. Empty
     * if it can. Nothing is changed, so a page may ask while somebody types.
     */
    public Optional<Refusal> check(Sku sku, Personalisation wish) {
        Given.value("sku", sku);
        return scope.tx().read("cart.check", handle -> {
            SaleItem item = variants.forSale(handle, scope, List.of(sku)).get(sku);
            return item == null ? Optional.of(notForSale()) : PersonalisationCheck.refuses(wish, item);
        });
    }

    private static Refusal notForSale() {
        return Refusal.of("unavailable", "sku", "This article is not for sale.");
    }

    /** Sets the units of a line; 0 takes it out. */
    public CartChange change(CartId id, UUID line, int quantity) {
        return change(id, line, quantity, Optional.empty());
    }

    /** The same, only if the cart still has that version. */
    public CartChange change(CartId id, UUID line, int quantity, int version) {
        return change(id, line, quantity, Optional.of(version));
    }

    /** Takes a line out; one that is gone already is no fault. */
    public CartChange remove(CartId id, UUID line) {
        return remove(id, line, Optional.empty());
    }

    /** The same, only if the cart still has that version. */
    public CartChange remove(CartId id, UUID line, int version) {
        return remove(id, line, Optional.of(version));
    }

    /** Puts a discount code on the cart in the place of another one; refused with the reason if it does not work now. */
    public CartChange code(CartId id, String text) {
        Given.value("id", id);
        String code = Given.value("text", text).strip();
        if (code.isEmpty() || code.length() > LONGEST_CODE) {
            return new CartChange.Refused(
                    Refusal.of("code-unknown", "code", "Enter a code of 1 to " + LONGEST_CODE + " characters."));
        }
        return edit("cart.code", id, CartMove.CODE, Optional.empty(), NO_MARK, (handle, loaded) -> {
            CartRow cart = loaded.cart();
            Map<Sku, SaleItem> items = loaded.goods().items();
            CodeAnswer answer =
                    codes.find(handle, scope, code, view.goods(scope, LinePrices.buyable(cart, items, texts)));
            if (answer instanceof CodeAnswer.Refused refused) {
                return Edited.refused(cart, refused.refusal());
            }
            Optional<String> written = Optional.of(answer.orThrow().code());
            store.setCode(handle, scope, cart.id(), written);
            return Edited.done(cart.with(cart.lines(), written, cart.version()));
        });
    }

    /** Takes the discount code off. */
    public CartChange removeCode(CartId id) {
        Given.value("id", id);
        return edit("cart.code", id, CartMove.CODE, Optional.empty(), NO_MARK, (handle, loaded) -> {
            CartRow cart = loaded.cart();
            if (cart.code().isEmpty()) {
                return Edited.nothing(cart);
            }
            store.setCode(handle, scope, cart.id(), Optional.empty());
            return Edited.done(cart.with(cart.lines(), Optional.empty(), cart.version()));
        });
    }

    /**
     * The shopper has followed the link of an invitation: what its launch sells can be bought with this cart. It takes
     * the place of another one, so articles of two launches are two orders. Refused if the link is unknown, late or
     * used, with which of these it is.
     *
     * @param token of the link, as {@link io.tradewind.commerce.launch.Invitation} carries it
     */
    public CartChange invitation(CartId id, String token) {
        Given.value("id", id);
        Given.value("token", token);
        return invite(id, handle -> invitations.bearer(handle, scope, token));
    }

    /** The same for whoever has signed up as this shopper: while they are invited, they need no link. */
    public CartChange invitation(CartId id, SignUpId own) {
        Given.value("id", id);
        Given.value("own", own);
        return invite(id, handle -> invitations.owner(handle, scope, own));
    }

    private CartChange invite(CartId id, Function<Handle, Invitations.Bearer> asked) {
        return edit("cart.invitation", id, CartMove.CHANGE, Optional.empty(), NO_MARK, (handle, loaded) -> {
            CartRow cart = loaded.cart();
            Invitations.Bearer bearer = asked.apply(handle);
            if (bearer instanceof Invitations.Bearer.Refused refused) {
                return Edited.refused(cart, refused.refusal());
            }
            UUID invitation = ((Invitations.Bearer.Invited) bearer).invitation();
            if (cart.invitation().filter(invitation::equals).isPresent()) {
                return Edited.nothing(cart);
            }
            store.setInvitation(handle, scope, cart.id(), invitation);
            return Edited.done(cart.invited(invitation));
        });
    }

    /** The shopper has seen the prices as they are now: problems {@code price-changed} are settled. */
    public CartChange acceptPrices(CartId id) {
        Given.value("id", id);
        return edit("cart.prices", id, CartMove.CHANGE, Optional.empty(), NO_MARK, (handle, loaded) -> {
            CartRow cart = loaded.cart();
            Map<Sku, SaleItem> items = loaded.goods().items();
            List<CartRow.Line> moved = cart.lines().stream()
                    .filter(it -> items.containsKey(it.sku()))
                    .map(it -> it.with(it.quantity(), price(items, it)))
                    .filter(it -> !cart.lines().contains(it))
                    .toList();
            if (moved.isEmpty()) {
                return Edited.nothing(cart);
            }
            lines.set(handle, scope, cart.id(), moved);
            CartRow after = cart;
            for (CartRow.Line line : moved) {
                after = after.with(line);
            }
            return Edited.done(after);
        });
    }

    /**
     * Takes over the carts of a guest who has signed in: the actor's cart survives (one is opened if there is none),
     * equal lines become one, limits still hold. Repeated, it returns the same cart.
     *
     * @param guestToken the token that the guest's actor had
     */
    public Merged merge(String guestToken) {
        Given.value("guestToken", guestToken);
        return merge.into(scope, guestToken, Optional.empty());
    }

    /**
     * The same for a guest who signed in by a code to their phone: the number that was verified counts from now on for
     * the customer, so that it is not asked for again at the checkout.
     *
     * @param proof what the guest verified the number for
     */
    public Merged merge(String guestToken, VerificationSubject proof) {
        Given.value("guestToken", guestToken);
        return merge.into(scope, guestToken, Optional.of(proof));
    }

    private CartChange change(CartId id, UUID line, int quantity, Optional<Integer> version) {
        Given.value("id", id);
        Given.value("line", line);
        if (quantity == 0) {
            return remove(id, line, version);
        }
        if (quantity < 0 || quantity > MAX_QUANTITY) {
            return new CartChange.Refused(wrongQuantity(quantity));
        }
        return edit("cart.change", id, CartMove.CHANGE, version, NO_MARK, (handle, loaded) -> {
            CartRow cart = loaded.cart();
            Optional<CartRow.Line> found = cart.line(line);
            if (found.isEmpty()) {
                return Edited.refused(
                        cart, Refusal.of("line-gone", "line", "This line is not in the basket any more."));
            }
            CartRow.Line changed = found.get().with(quantity, found.get().shownPrice());
            lines.set(handle, scope, cart.id(), List.of(changed));
            return Edited.done(cart.with(changed));
        });
    }

    private CartChange remove(CartId id, UUID line, Optional<Integer> version) {
        Given.value("id", id);
        Given.value("line", line);
        return edit("cart.remove", id, CartMove.REMOVE, version, NO_MARK, (handle, loaded) -> {
            CartRow cart = loaded.cart();
            if (cart.line(line).isEmpty()) {
                return Edited.nothing(cart);
            }
            lines.remove(handle, scope, List.of(line));
            return Edited.done(cart.without(line));
        });
    }

    private Edited put(Handle handle, Loaded loaded, AddToCart wish, UUID newLine) {
        CartRow cart = loaded.cart();
        SaleItem item = loaded.goods().items().get(wish.sku());
        if (item == null) {
            return Edited.refused(cart, notForSale());
        }
        Optional<Refusal> refusal = PersonalisationCheck.refuses(wish.personalisation(), item);
        if (refusal.isPresent()) {
            return Edited.refused(cart, refusal.get());
        }
        String text = texts.write(wish.personalisation());
        String hash = Personalisations.hash(text);
        long price = scope.minor(LinePrices.unit(item, wish.personalisation()));
        Optional<CartRow.Line> like = cart.like(wish.sku(), hash);
        if (like.isPresent()) {
            int quantity = like.get().quantity() + wish.quantity();
            if (quantity > MAX_QUANTITY) {
                return Edited.refused(cart, wrongQuantity(quantity));
            }
            CartRow.Line more = like.get().with(quantity, price);
            lines.set(handle, scope, cart.id(), List.of(more));
            return Edited.done(cart.with(more));
        }
        if (cart.lines().size() >= MAX_LINES) {
            return Edited.refused(
                    cart, Refusal.of("too-many-lines", "A basket has room for " + MAX_LINES + " different lines."));
        }
        CartRow.Line line = new CartRow.Line(newLine, wish.sku(), wish.quantity(), text, hash, item.title(), price);
        lines.add(handle, scope, cart.id(), line);
        return Edited.done(cart.with(line));
    }

    /** What an edit did. Without a refusal and with {@code changed} false there was nothing to do. */
    private record Edited(CartRow cart, boolean changed, Optional<Refusal> refusal) {
        static Edited done(CartRow cart) {
            return new Edited(cart, true, Optional.empty());
        }

        static Edited nothing(CartRow cart) {
            return new Edited(cart, false, Optional.empty());
        }

        static Edited refused(CartRow cart, Refusal why) {
            return new Edited(cart, false, Optional.of(why));
        }
    }

    private interface Edit {
        Edited apply(Handle handle, Loaded loaded);
    }

    private CartChange edit(String name, CartId id, CartMove move, Optional<Integer> version, String mark, Edit edit) {
        return edit(name, id, move, version, mark, Optional.empty(), edit);
    }

    private CartChange edit(
            String name,
            CartId id,
            CartMove move,
            Optional<Integer> version,
            String mark,
            Optional<Sku> wish,
            Edit edit) {
        int expected = version.orElse(ANY_VERSION);
        return scope.tx().write(name, handle -> {
            Optional<Loaded> claimed = store.claimAndFind(handle, scope, id.value(), move, expected, mark, wish);
            if (claimed.isEmpty()) {
                Optional<CartChange> instead = instead(handle, id, version);
                if (instead.isPresent()) {
                    return instead.get();
                }
                claimed = store.claimAndFind(handle, scope, id.value(), move, ANY_VERSION, mark, wish); // just revived
            }
            Loaded loaded = claimed.orElseThrow(CartException::unknown);
            Edited edited = edit.apply(handle, loaded);
            CartRow after = edited.cart();
            if (!edited.changed()) {
                store.unclaim(handle, scope, id.value(), mark);
                after = after.with(after.lines(), after.code(), after.version() - 1);
            }
            if (edited.refusal().isPresent()) {
                return new CartChange.Refused(edited.refusal().get());
            }
            return new CartChange.Changed(view.show(handle, scope, after, loaded.goods()));
        });
    }

    /** Why a cart could not be claimed; empty if it had expired and is active again, and the claim is to be repeated. */
    private Optional<CartChange> instead(Handle handle, CartId id, Optional<Integer> version) {
        Loaded found = store.find(handle, scope, id.value()).orElseThrow(CartException::unknown);
        Loaded visible = visible(handle, found).orElseThrow(CartException::unknown);
        CartRow cart = found.cart();
        if (cart.state() == CartState.MERGED) {
            return Optional.of(new CartChange.Moved(view.show(handle, scope, visible)));
        }
        boolean asExpected = version.isEmpty() || version.get() == cart.version();
        if (cart.state() == CartState.EXPIRED && asExpected && store.revive(handle, scope, cart.id())) {
            outbox.record(
                    handle, scope, List.of(moved(cart.id(), cart.version() + 1, CartState.EXPIRED, CartState.ACTIVE)));
            return Optional.empty();
        }
        return Optional.of(new CartChange.Stale(view.show(handle, scope, visible)));
    }

    /** The cart itself or the one it went into, if the actor may see that one. */
    private Optional<Loaded> visible(Handle handle, Loaded cart) {
        Loaded shown = cart;
        for (int hops = 0; shown.cart().mergedInto().isPresent() && hops < MOST_HOPS; hops++) {
            Optional<Loaded> next =
                    store.find(handle, scope, shown.cart().mergedInto().get());
            if (next.isEmpty()) {
                return Optional.empty();
            }
            shown = next.get();
        }
        return isMine(shown.cart().owner()) ? Optional.of(shown) : Optional.empty();
    }

    private boolean isMine(String owner) {
        return CartStore.mayTouchAll(scope) || owner.equals(scope.actor().ownerKey());
    }

    private long price(Map<Sku, SaleItem> items, CartRow.Line line) {
        SaleItem item = items.get(line.sku());
        return item == null ? line.shownPrice() : scope.minor(LinePrices.unit(item, texts.read(line.personal())));
    }

    static Change opened(UUID id) {
        return Change.of(CartFlow.TABLE.machine(), id, 1, "", CartState.ACTIVE.name(), id, null);
    }

    static Change moved(UUID id, int version, CartState from, CartState to) {
        return Change.of(CartFlow.TABLE.machine(), id, version, from.name(), to.name(), id, null);
    }

    private static String mark(String key) {
        return Personalisations.hash(key).substring(0, 24) + " ";
    }

    private static Refusal wrongQuantity(int quantity) {
        return Refusal.of(
                "quantity",
                "quantity",
                "Between 1 and " + MAX_QUANTITY + " units can be ordered at a time, not " + quantity + ".");
    }
}
