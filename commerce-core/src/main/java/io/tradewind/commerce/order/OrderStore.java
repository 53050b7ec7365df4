package io.tradewind.commerce.order;

import io.tradewind.commerce.cart.Personalisation;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.internal.db.Keys;
import io.tradewind.commerce.internal.db.Later;
import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.pricing.TaxLine;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** All SQL of orders, their lines and holds. */
@Singleton
final class OrderStore {
    private static final String COLUMNS = """
            select id, number, version, lifecycle, owner_key, goods, discount, delivery, delivery_discount, added_tax,
              total, tax, reduced, quote_hash, pay_later, ships_unpaid, account, code, influencer, phone, email, address,
              shipping, express, promise_latest, tax_lines, placed_at
            from commerce.orders
            """;
    private static final String FIND = COLUMNS + """
            where store_id = :store and id = :id
            """;
    private static final String LOCK = FIND + """
            for update
            """;
    private static final String FIND_ALL = """
            select o.id, o.number, o.version, o.lifecycle, o.owner_key, o.goods, o.discount, o.delivery,
              o.delivery_discount, o.added_tax, o.total, o.tax, o.reduced, o.quote_hash, o.pay_later, o.ships_unpaid, o.account,
              o.code, o.influencer, o.phone, o.email, o.address, o.shipping, o.express, o.promise_latest, o.tax_lines, o.placed_at
            from unnest(:ids) as w(id)
            join commerce.orders o on o.store_id = :store and o.id = w.id
            """;
    private static final String LIST = COLUMNS + """
            where store_id = :store
              and (cast(:owner as varchar(80)) is null or owner_key = :owner)
              and (cast(:state as varchar(20)) is null or lifecycle = :state)
              and (cast(:number as varchar(40)) is null or number = :number)
              and (cast(:words as varchar(102)) is null or number like :begin or lower(address) like :words
                or lower(email) like :words or (cast(:digits as varchar(102)) is not null and phone like :digits))
              and (:held = false or id in (
                select h.order_id from commerce.order_hold h where h.store_id = :store and h.lifted_at is null))
              and (:express = false or express = true)
              and promise_latest < :promised
              and placed_at >= :placed
              and (placed_at, id) < (:at, :id)
            order by store_id desc, placed_at desc, id desc
            fetch first :size rows only
            """;
    private static final String LINES = """
            select l.id, l.order_id, l.sku, l.slug, l.title, l.variant_name, l.picture, l.quantity, l.cancelled,
              l.handed_over, l.delivered, l.returned, l.undelivered, l.unit_price, l.unit_extras, l.discount, l.paid,
              l.paid_tax, l.grams, l.returnable, l.preorder_ships_on, l.personalisation
            from unnest(:orders) as w(id)
            join commerce.order_line l on l.store_id = :store and l.order_id = w.id
            order by l.order_id, l.n
            """;
    private static final String HOLDS = """
            select h.id, h.order_id, h.kind, h.reason, h.set_by, h.set_at
            from unnest(:orders) as w(id)
            join commerce.order_hold h on h.store_id = :store and h.order_id = w.id
            where h.lifted_at is null
            order by h.set_at, h.id
            """;
    private static final String INSERT = """
            insert into commerce.orders (store_id, id, number, checkout_id, version, lifecycle, owner_key, currency, goods,
              discount, delivery, delivery_discount, added_tax, total, tax, reduced, quote_hash, pay_later, ships_unpaid,
              account, code, influencer, phone, email, address, shipping, express, promise_latest, tax_lines, placed_at)
            values (:store, :id, :number, :id, 1, 'PLACED', :owner, :currency, :goods,
              :discount, :delivery, :deliveryDiscount, :addedTax, :total, :tax, 0, :hash, :payLater, :shipsUnpaid,
              :account, :code, :influencer, :phone, :email, :address, :shipping, :express, :promise, :taxLines, :at)
            """;
    private static final String INSERT_LINE = """
            insert into commerce.order_line (store_id, id, order_id, n, sku, slug, title, variant_name, picture, quantity,
              cancelled, handed_over, delivered, returned, undelivered, unit_price, unit_extras, discount, paid,
              paid_tax, grams, returnable, preorder_ships_on, personalisation)
            values (:store, :id, :order, :n, :sku, :slug, :title, :variant, :picture, :quantity,
              0, 0, 0, 0, 0, :price, :extras, :discount, :paid,
              :tax, :grams, :returnable, :shipsOn, :personalisation)
            """;
    private static final String INSERT_HOLD = """
            insert into commerce.order_hold (store_id, id, order_id, kind, reason, set_by, set_at)
            values (:store, :id, :order, :kind, :reason, :by, :at)
            """;
    private static final String LIFT = """
            update commerce.order_hold
            set lifted_by = :by, lifted_at = :at
            where store_id = :store and order_id = :order and kind = :kind and lifted_at is null
            """;
    private static final String LIFT_ONE = """
            update commerce.order_hold
            set lifted_by = :by, lifted_at = :at
            where store_id = :store and id = :id and lifted_at is null
            """;
    private static final String OF_GUESTS = """
            select id
            from commerce.orders
            where store_id = :store and phone = :phone and owner_key like 'guest:%'
            order by id
            fetch first 1000 rows only
            for update
            """;
    private static final String OWN = """
            update commerce.orders
            set owner_key = :owner
            where store_id = :store and id = :id
            """;
    private static final Instant FAR = Instant.parse("9999-01-01T00:00:00Z");
    private static final String MOVE = """
            update commerce.orders
            set lifecycle = :to, version = version + 1, reduced = reduced + :reduce
            where store_id = :store and id = :id and lifecycle = any(:from)
            """;
    private static final String HELD_BY = """
            select h.order_id
            from commerce.order_hold h
            join commerce.orders o on o.store_id = h.store_id and o.id = h.order_id
            where h.store_id = :store and h.kind = :kind and h.set_by = :by and h.lifted_at is null
              and o.lifecycle = 'PLACED'
            order by h.set_at
            fetch first 50 rows only
            """;
    private static final String UNPAID = """
            select o.id
            from commerce.order_hold h
            join commerce.orders o on o.store_id = h.store_id and o.id = h.order_id
            where h.store_id = :store and h.kind = 'PAYMENT' and h.lifted_at is null
              and o.pay_later and o.lifecycle = 'PLACED' and o.placed_at < :before
            order by o.placed_at, o.id
            fetch first 500 rows only
            """;
    private static final String WAS_HELD = """
            select count(*)
            from commerce.order_hold
            where store_id = :store and order_id = :order and kind = :kind and reason = :reason
            """;
    private static final String COUNT = """
            update commerce.order_line
            set cancelled = cancelled + :cancelled, handed_over = handed_over + :handedOver,
              delivered = delivered + :delivered, returned = returned + :returned, undelivered = undelivered + :undelivered
            where store_id = :store and id = :id
            """;

    private final Json json;

    @Inject
    OrderStore(Json json) {
        this.json = json;
    }

    /** Gives guests' orders with that number another owner; how many there were, at most 1,000. */
    int own(Handle handle, Scope scope, String phone, String owner) {
        List<UUID> ids = handle.createQuery(OF_GUESTS)
                .bind("store", scope.storeId())
                .bind("phone", phone)
                .mapTo(UUID.class)
                .list();
        if (ids.isEmpty()) {
            return 0;
        }
        PreparedBatch rows = handle.prepareBatch(OWN);
        for (UUID id : ids) {
            rows.bind("store", scope.storeId())
                    .bind("owner", owner)
                    .bind("id", id)
                    .add();
        }
        return Arrays.stream(rows.execute()).sum();
    }

    /** Placed orders that have waited since before then for money that was to come later, oldest first, at most 500. */
    List<UUID> unpaid(Handle handle, Scope scope, Instant before) {
        return handle.createQuery(UNPAID)
                .bind("store", scope.storeId())
                .bind("before", before)
                .mapTo(UUID.class)
                .list();
    }

    /** Placed orders that wait because of that hold, longest first, at most 50. */
    List<UUID> heldBy(Handle handle, Scope scope, HoldKind kind, String by) {
        return handle.createQuery(HELD_BY)
                .bind("store", scope.storeId())
                .bind("kind", kind.name())
                .bind("by", by)
                .mapTo(UUID.class)
                .list();
    }

    /** True if that order was ever held for that very reason; what staff lifted is not set again. */
    boolean wasHeld(Handle handle, Scope scope, UUID order, HoldKind kind, String reason) {
        return handle.createQuery(WAS_HELD)
                        .bind("store", scope.storeId())
                        .bind("order", order)
                        .bind("kind", kind.name())
                        .bind("reason", reason)
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    Optional<OrderRow> find(Handle handle, Scope scope, UUID id) {
        return one(
                handle,
                scope,
                handle.createQuery(FIND).bind("store", scope.storeId()).bind("id", id));
    }

    Optional<OrderRow> lock(Handle handle, Scope scope, UUID id) {
        return one(
                handle,
                scope,
                handle.createQuery(LOCK).bind("store", scope.storeId()).bind("id", id));
    }

    List<OrderRow> findAll(Handle handle, Scope scope, Collection<UUID> ids) {
        List<OrderRow> heads = Keys.query(handle, FIND_ALL, "ids", UUID.class, ids)
                .bind("store", scope.storeId())
                .map((rs, context) -> head(scope, rs))
                .list();
        return whole(handle, scope, heads);
    }

    List<OrderRow> list(Handle handle, Scope scope, @Nullable String owner, OrderQuery query, Instant at, UUID id) {
        List<OrderRow> heads = handle.createQuery(LIST)
                .bind("store", scope.storeId())
                .bind("owner", owner)
                .bind("state", query.state().map(Enum::name).orElse(null))
                .bind("number", query.number().orElse(null))
                .bind("words", query.words().map(OrderStore::within).orElse(null))
                .bind("begin", query.words().map(OrderStore::begin).orElse(""))
                .bind("digits", query.words().map(OrderStore::digits).orElse(null))
                .bind("held", query.held())
                .bind("express", query.express())
                .bind("promised", query.promisedBefore().orElse(FAR))
                .bind("placed", query.placedFrom().orElse(Instant.EPOCH))
                .bind("at", at)
                .bind("id", id)
                .bind("size", query.size() + 1)
                .map((rs, context) -> head(scope, rs))
                .list();
        return whole(handle, scope, heads);
    }

    private static String within(String words) {
        return "%" + plain(words.toLowerCase(Locale.ROOT)) + "%";
    }

    private static String begin(String words) {
        return plain(words.toUpperCase(Locale.ROOT)) + "%";
    }

    /** For phone numbers: what is typed without its leading zero and blanks; null if it is none. */
    private static @Nullable String digits(String words) {
        String digits = words.replaceAll("[ /().+-]", "").replaceFirst("^0+", "");
        return digits.matches("\\d{5,15}") ? "%" + digits + "%" : null;
    }

    private static String plain(String text) {
        return text.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    void insert(Handle handle, Scope scope, NewOrder order, List<Hold> holds, Instant at) {
        Later.run(handle.createUpdate(INSERT)
                .bind("store", scope.storeId())
                .bind("id", order.checkoutId())
                .bind("number", order.number())
                .bind("owner", order.ownerKey())
                .bind("currency", scope.store().currency().getCode())
                .bind("goods", scope.minor(order.goods()))
                .bind("discount", scope.minor(order.discount()))
                .bind("delivery", scope.minor(order.delivery()))
                .bind("deliveryDiscount", scope.minor(order.deliveryDiscount()))
                .bind("addedTax", scope.minor(order.addedTax()))
                .bind("total", scope.minor(order.total()))
                .bind("tax", scope.minor(order.tax()))
                .bind("hash", order.quoteHash())
                .bind("payLater", order.payLater())
                .bind("shipsUnpaid", order.shipsUnpaid())
                .bind("account", order.account())
                .bind("code", order.code().orElse(null))
                .bind("influencer", order.influencer().orElse(null))
                .bind("phone", order.phone())
                .bind("email", order.email())
                .bind("address", json.write(order.address()))
                .bind("shipping", json.write(order.shipping()))
                .bind("express", order.shipping().express())
                .bind("promise", order.shipping().promise().latest())
                .bind("taxLines", json.write(order.taxLines()))
                .bind("at", at));
        int n = 0;
        for (OrderLine line : order.lines()) {
            Later.run(handle.createUpdate(INSERT_LINE)
                    .bind("store", scope.storeId())
                    .bind("id", line.id())
                    .bind("order", order.checkoutId())
                    .bind("n", n++)
                    .bind("sku", line.sku().value())
                    .bind("slug", line.slug())
                    .bind("title", line.title())
                    .bind("variant", line.variantName())
                    .bind("picture", line.picture())
                    .bind("quantity", line.quantity())
                    .bind("price", scope.minor(line.unitPrice()))
                    .bind("extras", scope.minor(line.unitExtras()))
                    .bind("discount", scope.minor(line.discount()))
                    .bind("paid", scope.minor(line.paid()))
                    .bind("tax", scope.minor(line.tax()))
                    .bind("grams", line.grams())
                    .bind("returnable", line.returnable())
                    .bind("shipsOn", line.preorderShipsOn().orElse(null))
                    .bind("personalisation", json.write(line.personalisation())));
        }
        insertHolds(handle, scope, order.checkoutId(), holds);
    }

    void insertHolds(Handle handle, Scope scope, UUID orderId, List<Hold> holds) {
        for (Hold hold : holds) {
            Later.run(handle.createUpdate(INSERT_HOLD)
                    .bind("store", scope.storeId())
                    .bind("id", hold.id())
                    .bind("order", orderId)
                    .bind("kind", hold.kind().name())
                    .bind("reason", hold.reason())
                    .bind("by", hold.setBy())
                    .bind("at", hold.setAt()));
        }
    }

    int lift(Handle handle, Scope scope, UUID orderId, HoldKind kind, Instant at) {
        return handle.createUpdate(LIFT)
                .bind("store", scope.storeId())
                .bind("order", orderId)
                .bind("kind", kind.name())
                .bind("by", scope.actor().label())
                .bind("at", at)
                .execute();
    }

    void liftOne(Handle handle, Scope scope, UUID hold, Instant at) {
        handle.createUpdate(LIFT_ONE)
                .bind("store", scope.storeId())
                .bind("id", hold)
                .bind("by", scope.actor().label())
                .bind("at", at)
                .execute();
    }

    /** The row count is the right to the effects. */
    boolean move(Handle handle, Scope scope, UUID orderId, OrderMove move, OrderState to, long reduceMinor) {
        return handle.createUpdate(MOVE)
                        .bind("store", scope.storeId())
                        .bind("id", orderId)
                        .bind("to", to.name())
                        .bind("reduce", reduceMinor)
                        .bindArray("from", String.class, (Object[]) OrderFlow.FLOW.from(move))
                        .execute()
                == 1;
    }

    void count(Handle handle, Scope scope, List<Delta> deltas) {
        PreparedBatch rows = handle.prepareBatch(COUNT);
        for (Delta delta : deltas) {
            rows.bind("store", scope.storeId())
                    .bind("id", delta.lineId())
                    .bind("cancelled", delta.cancelled())
                    .bind("handedOver", delta.handedOver())
                    .bind("delivered", delta.delivered())
                    .bind("returned", delta.returned())
                    .bind("undelivered", delta.undelivered())
                    .add();
        }
        rows.execute();
    }

    private Optional<OrderRow> one(Handle handle, Scope scope, Query query) {
        List<OrderRow> heads = query.map((rs, context) -> head(scope, rs)).list();
        return whole(handle, scope, heads).stream().findFirst();
    }

    private List<OrderRow> whole(Handle handle, Scope scope, List<OrderRow> heads) {
        if (heads.isEmpty()) {
            return heads;
        }
        List<UUID> ids = heads.stream().map(OrderRow::id).toList();
        Map<UUID, List<OrderLine>> lines = grouped(handle, LINES, scope, ids, this::line);
        Map<UUID, List<Hold>> holds = grouped(handle, HOLDS, scope, ids, (it, rs) -> hold(rs));
        return heads.stream()
                .map(head ->
                        head.with(lines.getOrDefault(head.id(), List.of()), holds.getOrDefault(head.id(), List.of())))
                .toList();
    }

    private interface RowReader<T> {
        T read(Scope scope, ResultSet row) throws SQLException;
    }

    private record Owned<T>(UUID orderId, T value) {}

    private static <T> Map<UUID, List<T>> grouped(
            Handle handle, String sql, Scope scope, Collection<UUID> orders, RowReader<T> reader) {
        List<Owned<T>> rows = Keys.query(handle, sql, "orders", UUID.class, orders)
                .bind("store", scope.storeId())
                .map((rs, context) -> new Owned<>(rs.getObject("order_id", UUID.class), reader.read(scope, rs)))
                .list();
        return rows.stream()
                .collect(Collectors.groupingBy(
                        Owned::orderId, LinkedHashMap::new, Collectors.mapping(Owned::value, Collectors.toList())));
    }

    private OrderRow head(Scope scope, ResultSet rs) throws SQLException {
        return new OrderRow(
                rs.getObject("id", UUID.class),
                rs.getString("number"),
                rs.getInt("version"),
                OrderState.valueOf(rs.getString("lifecycle")),
                rs.getString("owner_key"),
                scope.money(rs.getLong("goods")),
                scope.money(rs.getLong("discount")),
                scope.money(rs.getLong("delivery")),
                scope.money(rs.getLong("delivery_discount")),
                scope.money(rs.getLong("added_tax")),
                scope.money(rs.getLong("total")),
                scope.money(rs.getLong("tax")),
                scope.money(rs.getLong("reduced")),
                rs.getString("quote_hash"),
                rs.getBoolean("pay_later"),
                rs.getBoolean("ships_unpaid"),
                rs.getString("account"),
                Optional.ofNullable(rs.getString("code")),
                Optional.ofNullable(rs.getString("influencer")),
                rs.getString("phone"),
                rs.getString("email"),
                json.read(rs.getString("address"), Address.class),
                json.read(rs.getString("shipping"), Shipping.class),
                instant(rs, "promise_latest"),
                json.readList(rs.getString("tax_lines"), TaxLine.class),
                instant(rs, "placed_at"),
                List.of(),
                List.of());
    }

    private OrderLine line(Scope scope, ResultSet rs) throws SQLException {
        return new OrderLine(
                rs.getObject("id", UUID.class),
                Sku.of(rs.getString("sku")),
                rs.getString("slug"),
                rs.getString("title"),
                rs.getString("variant_name"),
                rs.getString("picture"),
                rs.getInt("quantity"),
                rs.getInt("cancelled"),
                rs.getInt("handed_over"),
                rs.getInt("delivered"),
                rs.getInt("returned"),
                rs.getInt("undelivered"),
                scope.money(rs.getLong("unit_price")),
                scope.money(rs.getLong("unit_extras")),
                scope.money(rs.getLong("discount")),
                scope.money(rs.getLong("paid")),
                scope.money(rs.getLong("paid_tax")),
                rs.getInt("grams"),
                rs.getBoolean("returnable"),
                Optional.ofNullable(rs.getObject("preorder_ships_on", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                json.read(rs.getString("personalisation"), Personalisation.class));
    }

    private static Hold hold(ResultSet rs) throws SQLException {
        return new Hold(
                rs.getObject("id", UUID.class),
                HoldKind.valueOf(rs.getString("kind")),
                rs.getString("reason"),
                rs.getString("set_by"),
                instant(rs, "set_at"));
    }

    private static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }
}
