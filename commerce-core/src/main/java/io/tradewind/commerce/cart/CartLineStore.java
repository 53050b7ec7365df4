package io.tradewind.commerce.cart;

import com.fasterxml.uuid.UUIDComparator;
import io.tradewind.commerce.internal.db.Later;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** SQL that changes the lines of a cart, whose row the caller has locked. They are read with the cart. */
@Singleton
final class CartLineStore {
    private static final String ADD = """
            insert into commerce.cart_line
              (store_id, id, cart_id, sku, quantity, personal, personal_hash, title, shown_price)
            values (:store, :id, :cart, :sku, :quantity, :personal, :hash, :title, :price)
            """;

    private static final String SET = """
            update commerce.cart_line
            set cart_id = :cart, quantity = :quantity, shown_price = :price
            where store_id = :store and id = :id
            """;

    private static final String REMOVE = """
            delete from commerce.cart_line
            where store_id = :store and id = :id and quantity <= :most
            """;

    private static final String LESS = """
            update commerce.cart_line
            set quantity = quantity - :units
            where store_id = :store and id = :id and quantity > :units
            """;

    @Inject
    CartLineStore() {}

    void add(Handle handle, Scope scope, UUID cart, CartRow.Line line) {
        Later.run(handle.createUpdate(ADD)
                .bind("store", scope.storeId())
                .bind("id", line.id())
                .bind("cart", cart)
                .bind("sku", line.sku().value())
                .bind("quantity", line.quantity())
                .bind("personal", line.personal())
                .bind("hash", line.hash())
                .bind("title", line.title())
                .bind("price", line.shownPrice()));
    }

    /** Writes quantity and price of lines, which then belong to that cart. */
    void set(Handle handle, Scope scope, UUID cart, List<CartRow.Line> lines) {
        if (lines.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(SET);
        for (CartRow.Line line : lines) {
            batch.bind("store", scope.storeId())
                    .bind("id", line.id())
                    .bind("cart", cart)
                    .bind("quantity", line.quantity())
                    .bind("price", line.shownPrice())
                    .add();
        }
        batch.execute();
    }

    void remove(Handle handle, Scope scope, Collection<UUID> lines) {
        lines.forEach(line -> remove(handle, scope, line, Integer.MAX_VALUE));
    }

    /** Takes bought units out; lines without any left go. */
    void take(Handle handle, Scope scope, Map<UUID, Integer> bought) {
        List<UUID> ids = new ArrayList<>(bought.keySet());
        ids.sort(new UUIDComparator());
        for (UUID id : ids) { // first: what is less afterwards may be fewer than what was bought
            remove(handle, scope, id, bought.getOrDefault(id, 0));
        }
        for (UUID id : ids) {
            Later.run(handle.createUpdate(LESS)
                    .bind("store", scope.storeId())
                    .bind("id", id)
                    .bind("units", bought.getOrDefault(id, 0)));
        }
    }

    private static void remove(Handle handle, Scope scope, UUID line, int most) {
        Later.run(handle.createUpdate(REMOVE)
                .bind("store", scope.storeId())
                .bind("id", line)
                .bind("most", most));
    }
}
