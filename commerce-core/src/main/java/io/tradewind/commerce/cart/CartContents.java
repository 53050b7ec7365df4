package io.tradewind.commerce.cart;

import io.tradewind.commerce.delivery.ContentItem;
import io.tradewind.commerce.delivery.Contents;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** Tells the delivery what is in a cart. Safe for many threads. */
@Internal
@Singleton
public final class CartContents implements Contents {
    private final CartStore store;
    private final CartView view;
    private final Personalisations texts;

    @Inject
    CartContents(CartStore store, CartView view, Personalisations texts) {
        this.store = store;
        this.view = view;
        this.texts = texts;
    }

    @Override
    public List<ContentItem> of(Scope scope, UUID subject) {
        return scope.tx().read("cart.contents", handle -> {
            CartRow cart = store.find(handle, scope, subject)
                    .filter(it -> it.state() != CartState.MERGED)
                    .filter(it -> CartStore.mayTouchAll(scope)
                            || it.owner().equals(scope.actor().ownerKey()))
                    .orElseThrow(CartException::unknown);
            return LinePrices.contents(LinePrices.buyable(cart, view.items(handle, scope, cart), texts));
        });
    }
}
