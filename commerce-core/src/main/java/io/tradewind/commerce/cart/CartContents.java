package io.tradewind.commerce.cart;

import io.tradewind.commerce.cart.CartReading.Loaded;
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
    private final Personalisations texts;

    @Inject
    CartContents(CartStore store, Personalisations texts) {
        this.store = store;
        this.texts = texts;
    }

    @Override
    public List<ContentItem> of(Scope scope, UUID subject) {
        return scope.tx().read("cart.contents", handle -> {
            Loaded it = store.find(handle, scope, subject)
                    .filter(found -> found.cart().state() != CartState.MERGED)
                    .filter(found -> CartStore.mayTouchAll(scope)
                            || found.cart().owner().equals(scope.actor().ownerKey()))
                    .orElseThrow(CartException::unknown);
            return LinePrices.contents(LinePrices.buyable(it.cart(), it.goods().items(), texts));
        });
    }
}
