package io.tradewind.commerce.cart;

import io.tradewind.commerce.cart.CartReading.Loaded;
import io.tradewind.commerce.catalog.SaleItem;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.catalog.Variants;
import io.tradewind.commerce.delivery.ContentItem;
import io.tradewind.commerce.delivery.ContentsKey;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What siblings do with carts inside their transaction. Safe for many threads. */
@Internal
@Singleton
public final class CartBook {
    private final CartStore store;
    private final CartLineStore lines;
    private final CartView view;
    private final Variants variants;
    private final Personalisations texts;
    private final World world;

    @Inject
    CartBook(
            CartStore store,
            CartLineStore lines,
            CartView view,
            Variants variants,
            Personalisations texts,
            World world) {
        this.store = store;
        this.lines = lines;
        this.view = view;
        this.variants = variants;
        this.texts = texts;
        this.world = world;
    }

    /**
     * Locks an active cart of the actor, or any for staff; false if there is none. Without the lock two submissions of
     * one cart could both read it before the first one's order empties it.
     */
    public boolean lock(Handle handle, Scope scope, UUID cartId) {
        return store.lock(handle, scope, cartId);
    }

    /**
     * Locks the row of a cart, whoever it belongs to: the first lock of everything that moves its checkout. An unknown
     * cart is no failure.
     */
    public void lockRow(Handle handle, Scope scope, UUID cartId) {
        store.lockRow(handle, scope, cartId);
    }

    /** True for staff who may touch everybody's carts. */
    public static boolean mayTouchAll(Scope scope) {
        return CartStore.mayTouchAll(scope);
    }

    /** For a statement of the caller that reads a cart besides what it is after. */
    public CartReading reading(Scope scope) {
        return new CartReading(scope, variants);
    }

    /** The cart of that reading as its owner sees it; a code on it takes a statement. */
    public Cart shown(Handle handle, Scope scope, CartReading reading) {
        return view.show(handle, scope, reading.loaded().orElseThrow(CartException::unknown));
    }

    /** True if the cart of that reading can be bought by the actor, as {@link #lock} says, but not locked. */
    public boolean isToBeBought(Scope scope, CartReading reading) {
        return reading.loaded()
                .map(Loaded::cart)
                .filter(it -> CartFlow.TABLE.allows(it.state(), CartMove.GIVE_UP))
                .filter(it ->
                        mayTouchAll(scope) || it.owner().equals(scope.actor().ownerKey()))
                .isPresent();
    }

    /** What is in the cart of that reading, for a parcel. */
    public List<ContentItem> contents(CartReading reading) {
        Loaded it = reading.loaded().orElseThrow(CartException::unknown);
        return LinePrices.contents(LinePrices.buyable(it.cart(), it.goods().items(), texts));
    }

    /** The cart of that reading as it is bought now. */
    public CartSnapshot snapshot(Scope scope, CartReading reading) {
        Loaded it = reading.loaded().orElseThrow(CartException::unknown);
        return snapshot(scope, it.cart(), it.goods().items());
    }

    /**
     * The order is placed: bought units leave, what was added meanwhile stays, the code has been used. Lines are found
     * in the cart they went into at sign-in as well. Two statements if the cart has not changed since that version.
     */
    public void giveUp(Handle handle, Scope scope, UUID cartId, int version, Map<UUID, Integer> bought) {
        if (store.gaveUp(handle, scope, cartId, version)) {
            lines.remove(handle, scope, bought.keySet());
        } else {
            lines.take(handle, scope, bought);
            store.gaveUp(handle, scope, cartId);
        }
    }

    /** What an order uses up of its cart besides the lines. */
    public record UsedUp(Optional<String> code, Optional<UUID> invitation) {}

    /**
     * Locks a cart that nobody has changed since that version, in the expectation that it is given up now; false, and not
     * locked, if somebody has. Follow it by {@link #giveUpLocked} or {@link #keep}.
     */
    public boolean lockUnchanged(Handle handle, Scope scope, UUID cartId, int version, UsedUp used) {
        return store.lockUnchanged(handle, scope, cartId, version, used);
    }

    /** The order is placed from a cart that was locked unchanged: one statement. */
    public void giveUpLocked(Handle handle, Scope scope, Map<UUID, Integer> bought) {
        lines.remove(handle, scope, bought.keySet());
    }

    /** No order came of a cart that was locked unchanged: it is as before. */
    public void keep(Handle handle, Scope scope, UUID cartId, int version, UsedUp used) {
        store.asBefore(handle, scope, cartId, version, used);
    }

    private CartSnapshot snapshot(Scope scope, CartRow cart, Map<Sku, SaleItem> items) {
        List<SnapshotLine> lines = LinePrices.buyable(cart, items, texts);
        Problems problems = new Problems(scope.store(), cart, items, lines, world.now());
        return new CartSnapshot(
                cart.id(),
                cart.version(),
                cart.owner(),
                lines,
                cart.code(),
                cart.invitation(),
                ContentsKey.of(LinePrices.contents(lines)),
                problems.ofLines(texts));
    }
}
