package io.tradewind.commerce.cart;

import io.tradewind.commerce.catalog.SaleItem;
import io.tradewind.commerce.catalog.Sku;
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
    private final CartView view;
    private final Personalisations texts;
    private final World world;

    @Inject
    CartBook(CartStore store, CartView view, Personalisations texts, World world) {
        this.store = store;
        this.view = view;
        this.texts = texts;
        this.world = world;
    }

    /** Locks an active cart of the actor, or any for staff, and shows what is in it; three statements. */
    public Optional<CartSnapshot> lock(Handle handle, Scope scope, UUID cartId) {
        if (!store.lock(handle, scope, cartId)) {
            return Optional.empty();
        }
        return store.find(handle, scope, cartId).map(cart -> snapshot(handle, scope, cart));
    }

    /**
     * The order is placed: bought units leave, what was added meanwhile stays, the code has been used. Lines are found
     * in the cart they went into at sign-in as well. Three statements.
     */
    public void giveUp(Handle handle, Scope scope, UUID cartId, Map<UUID, Integer> bought) {
        store.giveUp(handle, scope, cartId, bought);
    }

    private CartSnapshot snapshot(Handle handle, Scope scope, CartRow cart) {
        Map<Sku, SaleItem> items = view.items(handle, scope, cart);
        List<SnapshotLine> lines = LinePrices.buyable(cart, items, texts);
        Problems problems = new Problems(scope.store(), cart, items, lines, world.now());
        return new CartSnapshot(
                cart.id(),
                cart.version(),
                cart.owner(),
                lines,
                cart.code(),
                ContentsKey.of(LinePrices.contents(lines)),
                problems.ofLines(texts));
    }
}
