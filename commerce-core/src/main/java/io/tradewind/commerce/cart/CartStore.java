package io.tradewind.commerce.cart;

import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.cart.CartBook.UsedUp;
import io.tradewind.commerce.cart.CartReading.Loaded;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.catalog.Variants;
import io.tradewind.commerce.internal.db.Followed;
import io.tradewind.commerce.internal.db.Keys;
import io.tradewind.commerce.internal.db.Later;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
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
            insert into commerce.cart (store_id, id, owner_key, state, version, code, marks, opened_at, touched_at,
              open_since)
            values (:store, :id, :owner, :state, 1, null, '', :now, :now, :now)
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

    private static final String READ = "select " + CartReading.COLUMNS + """
            from commerce.cart c
            """ + CartReading.JOINS;

    private static final String OWNER = """
            select c.owner_key, c.merged_into
            from commerce.cart c
            where c.store_id = :store and c.id = :id
            """;

    private static final String FIND = READ + """
            where c.store_id = :store and c.id = :id
            """;

    /** With the article of a wish, as if it were a line without an id. */
    private static final String FIND_WITH = "select " + CartReading.COLUMNS + """
            from commerce.cart c
            join (
              select n.store_id, n.id, n.sku, n.quantity, n.personal, n.personal_hash, n.title, n.shown_price
              from commerce.cart_line n
              where n.store_id = :store and n.cart_id = :id
              union all
              select cast(:store as integer), cast(null as uuid), cast(:wish as varchar(40)), 0, '', '', '', 0
            ) l on l.store_id = c.store_id
            """ + CartReading.GOODS + """
            where c.store_id = :store and c.id = :id
            """;

    private static final String FIND_ALL = "select " + CartReading.COLUMNS + """
            from unnest(:ids) as w(id)
            join commerce.cart c on c.store_id = :store and c.id = w.id
            """ + CartReading.JOINS + """
            order by c.id
            """;

    private static final String NEWEST = READ + """
            where c.store_id = :store and c.id = (
              select n.id
              from commerce.cart n
              where n.store_id = :store and n.owner_key = :owner and n.state = :state
              order by n.touched_at desc, n.id desc
              fetch first 1 row only)
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

    private static final String LOCK_UNCHANGED = """
            update commerce.cart
            set version = version + 1, touched_at = :now, code = case when :dropCode then null else code end,
              invitation = case when :dropInvitation then null else invitation end
            where store_id = :store and id = :id and version = :version and state = 'ACTIVE'
            """;

    private static final String AS_BEFORE = """
            update commerce.cart
            set version = version - 1, code = coalesce(cast(:code as varchar(100)), code),
              invitation = coalesce(cast(:invitation as uuid), invitation)
            where store_id = :store and id = :id and version = :version + 1
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
            set state = :to, version = version + 1, touched_at = :now, merged_into = :into, open_since = null
            where store_id = :store and id = :id and state = any(:from)
            """;

    private static final String REVIVE = """
            update commerce.cart
            set state = :to, version = version + 1, touched_at = :now, open_since = :now
            where store_id = :store and id = :id and state = any(:from)
            """;

    private static final String EXPIRE = """
            update commerce.cart
            set state = :to, version = version + 1, open_since = null
            where store_id = :store and id = :id and state = any(:from) and touched_at < :before
            """;

    /** What was opened later cannot be idle; a cart that is touched keeps its place in the index. */
    private static final String IDLE = """
            select store_id, id, version
            from commerce.cart
            where open_since < :before and state = any(:from) and touched_at < :before
            order by open_since
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
    private final Variants variants;

    @Inject
    CartStore(World world, Variants variants) {
        this.world = world;
        this.variants = variants;
    }

    void open(Handle handle, Scope scope, UUID id) {
        Later.run(handle.createUpdate(OPEN)
                .bind("store", scope.storeId())
                .bind("id", id)
                .bind("owner", scope.actor().ownerKey())
                .bind("state", CartState.ACTIVE.name())
                .bind("now", world.now()));
    }

    /**
     * Takes the right to change a cart: locks it, gives it its next version and reads it with its goods. Empty if it is
     * not the actor's, not active, or not at the expected version (0 for any).
     *
     * @param wish an article somebody wishes to put in, to be among its goods
     */
    Optional<Loaded> claimAndFind(
            Handle handle, Scope scope, UUID id, CartMove move, int expected, String mark, Optional<Sku> wish) {
        Update claim = claiming(handle, scope, id, move, expected, mark);
        Query find = wish.map(it -> handle.createQuery(FIND_WITH).bind("wish", it.value()))
                .orElseGet(() -> handle.createQuery(FIND))
                .bind("id", id)
                .bind("store", scope.storeId())
                .bind("location", scope.store().policy().location());
        return Followed.by(handle, claim, find, rows -> {
                    CartReading cart = new CartReading(scope, variants);
                    while (rows.next()) {
                        cart.add(rows);
                    }
                    return cart.loaded();
                })
                .map(it -> it.orElseThrow(CartException::unknown));
    }

    /** Gives a cart of the actor, locked already, its next version. */
    void claim(Handle handle, Scope scope, UUID id) {
        claiming(handle, scope, id, CartMove.CHANGE, 0, "").execute();
    }

    private Update claiming(Handle handle, Scope scope, UUID id, CartMove move, int expected, String mark) {
        return handle.createUpdate(CLAIM)
                .bind("store", scope.storeId())
                .bind("id", id)
                .bindArray("from", String.class, (Object[]) CartFlow.TABLE.from(move))
                .bind("staff", mayTouchAll(scope))
                .bind("owner", scope.actor().ownerKey())
                .bind("expected", expected)
                .bind("mark", mark)
                .bind("longest", MARKS)
                .bind("now", world.now());
    }

    /** Gives the right back unused. */
    void unclaim(Handle handle, Scope scope, UUID id, String mark) {
        handle.createUpdate(UNCLAIM)
                .bind("store", scope.storeId())
                .bind("id", id)
                .bind("behind", mark.length() + 1)
                .execute();
    }

    /** Whose a cart is, and which one its lines went into. */
    record Owned(String owner, Optional<UUID> mergedInto) {}

    Optional<Owned> owned(Handle handle, Scope scope, UUID id) {
        return handle.createQuery(OWNER)
                .bind("store", scope.storeId())
                .bind("id", id)
                .map((row, context) -> new Owned(
                        row.getString("owner_key"), Optional.ofNullable(row.getObject("merged_into", UUID.class))))
                .findOne();
    }

    Optional<Loaded> find(Handle handle, Scope scope, UUID id) {
        return rows(handle.createQuery(FIND).bind("id", id), scope).stream().findFirst();
    }

    /** Carts in the order of their ids. */
    List<Loaded> findAll(Handle handle, Scope scope, Collection<UUID> ids) {
        return rows(Keys.query(handle, FIND_ALL, "ids", UUID.class, ids), scope);
    }

    /** The active cart that its owner touched last. */
    Optional<Loaded> newest(Handle handle, Scope scope) {
        Query query = handle.createQuery(NEWEST)
                .bind("owner", scope.actor().ownerKey())
                .bind("state", CartState.ACTIVE.name());
        return rows(query, scope).stream().findFirst();
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

    /**
     * Locks a cart that has not changed since that version, counts a change of it, and takes off what an order uses up;
     * false if it has changed.
     */
    boolean lockUnchanged(Handle handle, Scope scope, UUID id, int version, UsedUp used) {
        return Later.rows(
                        handle.createUpdate(LOCK_UNCHANGED)
                                .bind("store", scope.storeId())
                                .bind("id", id)
                                .bind("version", version)
                                .bind("dropCode", used.code().isPresent())
                                .bind("dropInvitation", used.invitation().isPresent())
                                .bind("now", world.now()),
                        1)
                == 1;
    }

    /** Takes back what was done at locking. */
    void asBefore(Handle handle, Scope scope, UUID id, int version, UsedUp used) {
        handle.createUpdate(AS_BEFORE)
                .bind("store", scope.storeId())
                .bind("id", id)
                .bind("version", version)
                .bind("code", used.code().orElse(null))
                .bind("invitation", used.invitation().map(UUID::toString).orElse(null))
                .execute();
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

    private List<Loaded> rows(Query query, Scope scope) {
        Map<UUID, CartReading> carts = new LinkedHashMap<>();
        query.bind("store", scope.storeId())
                .bind("location", scope.store().policy().location())
                .map((row, context) -> {
                    UUID id = row.getObject("c_id", UUID.class);
                    carts.computeIfAbsent(id, it -> new CartReading(scope, variants))
                            .add(row);
                    return id;
                })
                .list();
        return carts.values().stream().flatMap(it -> it.loaded().stream()).toList();
    }
}
