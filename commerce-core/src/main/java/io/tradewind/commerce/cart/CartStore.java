package io.tradewind.commerce.cart;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** All SQL of carts. A cart's row is locked, by claiming it, before its lines are read or changed. */
@Singleton
final class CartStore {
    private static final int MARKS = 1000;

    private static final String OPEN = """
            insert into commerce.cart (store_id, id, owner_key, state, version, code, marks, opened_at, touched_at)
            values (:store, :id, :owner, :state, 1, null, '', :now, :now)
            """;

    private static final String CLAIM = """
            update commerce.cart
            set version = version + 1, touched_at = :now, marks = substring(:mark || marks, 1, :longest)
            where store_id = :store and id = :id and state = any(:from) and (:staff or owner_key = :owner)
              and (:expected = 0 or version = :expected)
            """;

    private static final String UNCLAIM = """
            update commerce.cart
            set version = version - 1, marks = substring(marks, :behind)
            where store_id = :store and id = :id
            """;

    private static final String COLUMNS = """
            select c.id, c.owner_key, c.state, c.version, c.code, c.marks, c.merged_into, c.invitation,
              l.id as line_id, l.sku, l.quantity, l.personal, l.personal_hash, l.title, l.shown_price
            """;

    private static final String READ = COLUMNS + """
            from commerce.cart c
            left join commerce.cart_line l on l.store_id = c.store_id and l.cart_id = c.id
            """;

    private static final String FIND = READ + """
            where c.store_id = :store and c.id = :id
            order by c.id, l.id
            """;

    private static final String FIND_ALL = COLUMNS + """
            from unnest(:ids) as w(id)
            join commerce.cart c on c.store_id = :store and c.id = w.id
            left join commerce.cart_line l on l.store_id = c.store_id and l.cart_id = c.id
            order by c.id, l.id
            """;

    private static final String NEWEST = READ + """
            where c.store_id = :store and c.id = (
              select n.id
              from commerce.cart n
              where n.store_id = :store and n.owner_key = :owner and n.state = :state
              order by n.touched_at desc, n.id desc
              fetch first 1 row only)
            order by c.id, l.id
            """;

    private static final String LOCK = """
            select id
            from commerce.cart
            where store_id = :store and id = :id and state = any(:from) and (:staff or owner_key = :owner)
            for update
            """;

    private static final String LOCK_ROW = """
            select id
            from commerce.cart
            where store_id = :store and id = :id
            for update
            """;

    private static final String LOCK_OF = """
            select c.id
            from unnest(:owners) as w(owner_key)
            join commerce.cart c on c.store_id = :store and c.owner_key = w.owner_key
            where c.state = any(:from)
            order by c.id
            for update of c
            """;

    private static final String MERGE = """
            update commerce.cart
            set state = :to, version = version + 1, touched_at = :now, merged_into = :into
            where store_id = :store and id = :id and state = any(:from)
            """;

    private static final String REVIVE = """
            update commerce.cart
            set state = :to, version = version + 1, touched_at = :now
            where store_id = :store and id = :id and state = any(:from)
            """;

    private static final String EXPIRE = """
            update commerce.cart
            set state = :to, version = version + 1
            where store_id = :store and id = :id and state = any(:from) and touched_at < :before
            """;

    private static final String IDLE = """
            select store_id, id, version
            from commerce.cart
            where state = any(:from) and touched_at < :before
            order by touched_at
            fetch first 100 rows only
            """;

    private static final String SET_CODE = """
            update commerce.cart
            set code = :code
            where store_id = :store and id = :id
            """;

    private static final String SET_INVITATION = """
            update commerce.cart
            set invitation = :invitation
            where store_id = :store and id = :id
            """;

    private static final String GAVE_UP_UNCHANGED = """
            update commerce.cart
            set code = null, invitation = null, version = version + 1, touched_at = :now
            where store_id = :store and id = :id and version = :version and state = 'ACTIVE'
            """;

    private static final String GAVE_UP = """
            update commerce.cart
            set code = null, invitation = null, version = version + 1, touched_at = :now
            where store_id = :store and id = :id
            """;

    private static final String MERGED_GAVE_UP = """
            update commerce.cart
            set code = null, invitation = null, version = version + 1, touched_at = :now
            where store_id = :store and id = (
              select m.merged_into from commerce.cart m where m.store_id = :store and m.id = :id)
            """;

    private final World world;

    @Inject
    CartStore(World world) {
        this.world = world;
    }

    void open(Handle handle, Scope scope, UUID id) {
        handle.createUpdate(OPEN)
                .bind("store", scope.storeId())
                .bind("id", id)
                .bind("owner", scope.actor().ownerKey())
                .bind("state", CartState.ACTIVE.name())
                .bind("now", world.now())
                .execute();
    }

    /**
     * Takes the right to change a cart: locks it and gives it its next version. False if it is not the actor's, not
     * active, or not at the expected version (0 for any).
     */
    boolean claim(Handle handle, Scope scope, UUID id, CartMove move, int expected, String mark) {
        return handle.createUpdate(CLAIM)
                        .bind("store", scope.storeId())
                        .bind("id", id)
                        .bindArray("from", String.class, (Object[]) CartFlow.TABLE.from(move))
                        .bind("staff", mayTouchAll(scope))
                        .bind("owner", scope.actor().ownerKey())
                        .bind("expected", expected)
                        .bind("mark", mark)
                        .bind("longest", MARKS)
                        .bind("now", world.now())
                        .execute()
                == 1;
    }

    /** Gives the right back unused. */
    void unclaim(Handle handle, Scope scope, UUID id, String mark) {
        handle.createUpdate(UNCLAIM)
                .bind("store", scope.storeId())
                .bind("id", id)
                .bind("behind", mark.length() + 1)
                .execute();
    }

    Optional<CartRow> find(Handle handle, Scope scope, UUID id) {
        return rows(handle.createQuery(FIND).bind("store", scope.storeId()).bind("id", id)).stream()
                .findFirst();
    }

    List<CartRow> findAll(Handle handle, Scope scope, Collection<UUID> ids) {
        return rows(handle.createQuery(FIND_ALL)
                .bind("store", scope.storeId())
                .bindArray("ids", UUID.class, ids.toArray()));
    }

    /** The active cart that its owner touched last. */
    Optional<CartRow> newest(Handle handle, Scope scope) {
        return rows(handle.createQuery(NEWEST)
                        .bind("store", scope.storeId())
                        .bind("owner", scope.actor().ownerKey())
                        .bind("state", CartState.ACTIVE.name()))
                .stream()
                .findFirst();
    }

    /** Locks an active cart of the actor, or any for staff; false if there is none. */
    boolean lock(Handle handle, Scope scope, UUID id) {
        return handle.createQuery(LOCK)
                .bind("store", scope.storeId())
                .bind("id", id)
                .bindArray("from", String.class, (Object[]) CartFlow.TABLE.from(CartMove.GIVE_UP))
                .bind("staff", mayTouchAll(scope))
                .bind("owner", scope.actor().ownerKey())
                .mapTo(UUID.class)
                .findOne()
                .isPresent();
    }

    void lockRow(Handle handle, Scope scope, UUID id) {
        handle.createQuery(LOCK_ROW)
                .bind("store", scope.storeId())
                .bind("id", id)
                .mapTo(UUID.class)
                .list();
    }

    /** Locks the active carts of those owners. */
    List<UUID> lockOf(Handle handle, Scope scope, String... owners) {
        return handle.createQuery(LOCK_OF)
                .bind("store", scope.storeId())
                .bindArray("owners", String.class, (Object[]) owners)
                .bindArray("from", String.class, (Object[]) CartFlow.TABLE.from(CartMove.MERGE))
                .mapTo(UUID.class)
                .list();
    }

    boolean merge(Handle handle, Scope scope, UUID id, UUID into) {
        return move(handle.createUpdate(MERGE).bind("into", into), scope, id, CartMove.MERGE);
    }

    boolean revive(Handle handle, Scope scope, UUID id) {
        return move(handle.createUpdate(REVIVE), scope, id, CartMove.REVIVE);
    }

    private boolean move(Update update, Scope scope, UUID id, CartMove move) {
        CartState from = CartState.valueOf(CartFlow.TABLE.from(move)[0]);
        return update.bind("store", scope.storeId())
                        .bind("id", id)
                        .bind("to", CartFlow.TABLE.to(from, move).name())
                        .bind("now", world.now())
                        .bindArray("from", String.class, (Object[]) CartFlow.TABLE.from(move))
                        .execute()
                == 1;
    }

    /** An idle cart of any store. */
    record Idle(int store, UUID id, int version) {}

    List<Idle> idle(Handle handle, Instant before) {
        return handle.createQuery(IDLE)
                .bindArray("from", String.class, (Object[]) CartFlow.TABLE.from(CartMove.EXPIRE))
                .bind("before", before)
                .map((rs, context) ->
                        new Idle(rs.getInt("store_id"), rs.getObject("id", UUID.class), rs.getInt("version")))
                .list();
    }

    boolean expire(Handle handle, Scope scope, UUID id, Instant before) {
        return handle.createUpdate(EXPIRE)
                        .bind("store", scope.storeId())
                        .bind("id", id)
                        .bind("to", CartState.EXPIRED.name())
                        .bind("before", before)
                        .bindArray("from", String.class, (Object[]) CartFlow.TABLE.from(CartMove.EXPIRE))
                        .execute()
                == 1;
    }

    void setCode(Handle handle, Scope scope, UUID id, Optional<String> code) {
        handle.createUpdate(SET_CODE)
                .bind("store", scope.storeId())
                .bind("id", id)
                .bindByType("code", code.orElse(null), String.class)
                .execute();
    }

    void setInvitation(Handle handle, Scope scope, UUID id, UUID invitation) {
        handle.createUpdate(SET_INVITATION)
                .bind("store", scope.storeId())
                .bind("id", id)
                .bind("invitation", invitation)
                .execute();
    }

    /** What was bought has left and the code is used; false if the cart has changed since that version. */
    boolean gaveUp(Handle handle, Scope scope, UUID cart, int version) {
        return handle.createUpdate(GAVE_UP_UNCHANGED)
                        .bind("store", scope.storeId())
                        .bind("id", cart)
                        .bind("version", version)
                        .bind("now", world.now())
                        .execute()
                == 1;
    }

    /** What was bought has left: the code is used. Also of the cart that this one went into. */
    void gaveUp(Handle handle, Scope scope, UUID cart) {
        for (String sql : List.of(GAVE_UP, MERGED_GAVE_UP)) {
            handle.createUpdate(sql)
                    .bind("store", scope.storeId())
                    .bind("id", cart)
                    .bind("now", world.now())
                    .execute();
        }
    }

    static boolean mayTouchAll(Scope scope) {
        return scope.actor().may(Permission.ORDERS);
    }

    private static List<CartRow> rows(Query query) {
        Map<UUID, CartRow> carts = new LinkedHashMap<>();
        Map<UUID, List<CartRow.Line>> lines = new LinkedHashMap<>();
        query.map((rs, context) -> {
                    UUID id = rs.getObject("id", UUID.class);
                    carts.putIfAbsent(id, cart(rs, id));
                    UUID line = rs.getObject("line_id", UUID.class);
                    if (line != null) {
                        lines.computeIfAbsent(id, it -> new ArrayList<>()).add(line(rs, line));
                    }
                    return id;
                })
                .list();
        return carts.values().stream()
                .map(it -> it.with(lines.getOrDefault(it.id(), List.of()), it.code(), it.version()))
                .toList();
    }

    private static CartRow cart(ResultSet rs, UUID id) throws SQLException {
        return new CartRow(
                id,
                rs.getString("owner_key"),
                CartState.valueOf(rs.getString("state")),
                rs.getInt("version"),
                Optional.ofNullable(rs.getString("code")),
                rs.getString("marks"),
                Optional.ofNullable(rs.getObject("merged_into", UUID.class)),
                Optional.ofNullable(rs.getObject("invitation", UUID.class)),
                List.of());
    }

    private static CartRow.Line line(ResultSet rs, UUID id) throws SQLException {
        return new CartRow.Line(
                id,
                Sku.of(rs.getString("sku")),
                rs.getInt("quantity"),
                rs.getString("personal"),
                rs.getString("personal_hash"),
                rs.getString("title"),
                rs.getLong("shown_price"));
    }
}
