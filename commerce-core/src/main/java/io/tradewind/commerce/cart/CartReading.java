package io.tradewind.commerce.cart;

import io.tradewind.commerce.catalog.SaleItem;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.catalog.Variants;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.stock.FreeUnits;
import io.tradewind.commerce.store.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts a cart together from the rows of one statement: the cart, its lines, their articles and what is free of them. The
 * statement may say more than that, as a checkout's does. Used by one thread.
 */
@Internal
public final class CartReading {
    /** What {@link #add} reads. */
    public static final String COLUMNS = """
            c.id as c_id, c.owner_key as c_owner, c.state as c_state, c.version as c_version, c.code as c_code, c.marks,
              c.merged_into, c.invitation, l.id as line_id, l.sku as line_sku, l.quantity, l.personal, l.personal_hash,
              l.title as line_title, l.shown_price,
            """ + Variants.ITEM + ", " + FreeUnits.COLUMNS;

    /** Behind {@code l}, the lines of a cart {@code c}; to be bound with {@code :location}. */
    public static final String GOODS = """
            left join commerce.variant v on v.store_id = c.store_id and v.sku = l.sku and v.active = true
            left join commerce.product p on p.store_id = v.store_id and p.id = v.product_id
              and p.published = true and p.deleted_at is null
            """ + FreeUnits.JOINS;

    /** Behind a cart {@code c}. */
    public static final String JOINS = """
            left join commerce.cart_line l on l.store_id = c.store_id and l.cart_id = c.id
            """ + GOODS;

    private final Scope scope;
    private final Variants variants;
    private final Map<UUID, CartRow.Line> lines = new LinkedHashMap<>();
    private final Map<Sku, SaleItem> items = new HashMap<>();
    private final FreeUnits free = new FreeUnits();
    private @Nullable CartRow cart;

    CartReading(Scope scope, Variants variants) {
        this.scope = scope;
        this.variants = variants;
    }

    /** Takes in a row. */
    public void add(ResultSet row) throws SQLException {
        if (cart == null) {
            cart = cart(row);
        }
        UUID line = row.getObject("line_id", UUID.class);
        if (line != null && !lines.containsKey(line)) {
            lines.put(line, line(row, line));
        }
        if (row.getObject("product_id") != null) {
            Sku sku = new Sku(row.getString("item_sku"));
            if (!items.containsKey(sku)) {
                items.put(sku, variants.item(row, scope));
            }
            free.add(sku, row);
        }
    }

    /** The cart with its lines and goods; empty if there was no row. */
    Optional<Loaded> loaded() {
        return Optional.ofNullable(cart)
                .map(it -> new Loaded(
                        it.with(List.copyOf(lines.values()), it.code(), it.version()), new Goods(items, free.all())));
    }

    /** A cart as it was read. */
    record Loaded(CartRow cart, Goods goods) {}

    private static CartRow cart(ResultSet row) throws SQLException {
        return new CartRow(
                row.getObject("c_id", UUID.class),
                row.getString("c_owner"),
                CartState.valueOf(row.getString("c_state")),
                row.getInt("c_version"),
                Optional.ofNullable(row.getString("c_code")),
                row.getString("marks"),
                Optional.ofNullable(row.getObject("merged_into", UUID.class)),
                Optional.ofNullable(row.getObject("invitation", UUID.class)),
                List.of());
    }

    private static CartRow.Line line(ResultSet row, UUID id) throws SQLException {
        return new CartRow.Line(
                id,
                Sku.of(row.getString("line_sku")),
                row.getInt("quantity"),
                row.getString("personal"),
                row.getString("personal_hash"),
                row.getString("line_title"),
                row.getLong("shown_price"));
    }
}
