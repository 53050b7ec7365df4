package io.tradewind.commerce.checkout;

import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** All SQL of checkouts. */
@Singleton
final class CheckoutStore {
    private static final String COLUMNS = """
            select id, cart_id, state, version, owner_key, email, address, option_id, account, snapshot, quote_hash,
              request_hash, order_number, operation_id, refusal
            from commerce.checkout
            """;
    private static final String FIND = COLUMNS + """
            where store_id = :store and id = :id
            """;
    private static final String LOCK = FIND + """
            for update
            """;
    private static final String FIND_REQUEST = COLUMNS + """
            where store_id = :store and request_key = :key
            """;
    private static final String FIND_LIVE = COLUMNS + """
            where store_id = :store and active_key = :cart
            """;
    private static final String CART = """
            select cart_id
            from commerce.checkout
            where store_id = :store and id = :id
            """;
    private static final String OPEN = """
            insert into commerce.checkout (store_id, id, cart_id, active_key, state, version, owner_key, email, created_at,
              touched_at)
            values (:store, :id, :cart, :cart, 'OPEN', 1, :owner, '', :at, :at)
            """;
    private static final String INSERT = """
            insert into commerce.checkout (store_id, id, cart_id, active_key, request_key, request_hash, state, version,
              owner_key, email, address, option_id, account, snapshot, quote_hash, amount, created_at, touched_at)
            values (:store, :id, :cart, :active, :key, :request, 'PAYING', 1,
              :owner, :email, :address, :option, :account, :snapshot, :hash, :amount, :at, :at)
            """;
    private static final String SUBMIT = """
            update commerce.checkout
            set state = 'PAYING', version = version + 1, active_key = :active, request_key = :key, request_hash = :request,
              email = :email, address = :address, option_id = :option, account = :account, snapshot = :snapshot,
              quote_hash = :hash, amount = :amount, refusal = null, touched_at = :at
            where store_id = :store and id = :id and state = 'OPEN'
            """;
    private static final String SET = """
            update commerce.checkout
            set version = version + 1, touched_at = :at, refusal = null, email = coalesce(:email, email),
              address = coalesce(:address, address), option_id = coalesce(:option, option_id),
              account = coalesce(:account, account)
            where store_id = :store and id = :id and state = 'OPEN'
            """;
    private static final String COMPLETE = """
            update commerce.checkout
            set state = 'COMPLETED', version = version + 1, active_key = null, order_number = :number,
              operation_id = :operation, touched_at = :at
            where store_id = :store and id = :id and state = 'PAYING'
            """;
    private static final String BACK = """
            update commerce.checkout
            set state = 'OPEN', version = version + 1, refusal = :refusal, snapshot = null, touched_at = :at
            where store_id = :store and id = :id and state = 'PAYING'
            """;
    /** Undoes a completion of the same transaction. */
    private static final String CANNOT_PLACE = """
            update commerce.checkout
            set state = 'CANCELLED', active_key = null, order_number = null, operation_id = null, refusal = :refusal,
              touched_at = :at
            where store_id = :store and id = :id and state = 'COMPLETED'
            """;

    private static final String END = """
            update commerce.checkout
            set state = :to, version = version + 1, active_key = null, refusal = :refusal, touched_at = :at
            where store_id = :store and id = :id and state = any(:from)
            """;
    private static final String IDLE = """
            select store_id, id
            from commerce.checkout
            where state = 'OPEN' and touched_at < :before
            order by touched_at
            fetch first 100 rows only
            """;

    /** An idle checkout of some store. */
    record Idle(int storeId, UUID id) {}

    private final Json json;

    @Inject
    CheckoutStore(Json json) {
        this.json = json;
    }

    Optional<CheckoutRow> find(Handle handle, Scope scope, UUID id) {
        return one(handle.createQuery(FIND).bind("id", id), scope);
    }

    Optional<CheckoutRow> lock(Handle handle, Scope scope, UUID id) {
        return one(handle.createQuery(LOCK).bind("id", id), scope);
    }

    Optional<CheckoutRow> findByRequest(Handle handle, Scope scope, String requestKey) {
        return one(handle.createQuery(FIND_REQUEST).bind("key", requestKey), scope);
    }

    Optional<CheckoutRow> findLive(Handle handle, Scope scope, UUID cartId) {
        return one(handle.createQuery(FIND_LIVE).bind("cart", cartId), scope);
    }

    Optional<UUID> cartOf(Handle handle, Scope scope, UUID id) {
        return handle.createQuery(CART)
                .bind("store", scope.storeId())
                .bind("id", id)
                .mapTo(UUID.class)
                .findOne();
    }

    void open(Handle handle, Scope scope, UUID id, UUID cartId, String owner, Instant at) {
        handle.createUpdate(OPEN)
                .bind("store", scope.storeId())
                .bind("id", id)
                .bind("cart", cartId)
                .bind("owner", owner)
                .bind("at", at)
                .execute();
    }

    /** What a submission writes. */
    record Submitted(UUID id, String requestKey, String requestHash, PlaceOrder facts, Snapshot snapshot) {}

    void insert(Handle handle, Scope scope, Submitted row, Instant at) {
        bind(handle.createUpdate(INSERT), scope, row, at)
                .bind("cart", row.snapshot().cartId())
                .bind("owner", row.snapshot().order().ownerKey())
                .execute();
    }

    boolean submit(Handle handle, Scope scope, Submitted row, Instant at) {
        return bind(handle.createUpdate(SUBMIT), scope, row, at).execute() == 1;
    }

    private Update bind(Update update, Scope scope, Submitted row, Instant at) {
        return update.bind("store", scope.storeId())
                .bind("id", row.id())
                .bind("active", row.snapshot().cartId())
                .bind("key", row.requestKey())
                .bind("request", row.requestHash())
                .bind("email", row.facts().email())
                .bind("address", json.write(row.facts().address()))
                .bind("option", row.facts().optionId())
                .bind("account", row.facts().account())
                .bind("snapshot", json.write(row.snapshot()))
                .bind("hash", row.snapshot().order().quoteHash())
                .bind("amount", scope.minor(row.snapshot().order().total()))
                .bind("at", at);
    }

    boolean set(
            Handle handle,
            Scope scope,
            UUID id,
            @Nullable String email,
            @Nullable Address address,
            @Nullable String option,
            @Nullable String account,
            Instant at) {
        return handle.createUpdate(SET)
                        .bind("store", scope.storeId())
                        .bind("id", id)
                        .bind("email", email)
                        .bind("address", address == null ? null : json.write(address))
                        .bind("option", option)
                        .bind("account", account)
                        .bind("at", at)
                        .execute()
                == 1;
    }

    boolean complete(Handle handle, Scope scope, UUID id, String number, @Nullable UUID operationId, Instant at) {
        return handle.createUpdate(COMPLETE)
                        .bind("store", scope.storeId())
                        .bind("id", id)
                        .bind("number", number)
                        .bind("operation", operationId)
                        .bind("at", at)
                        .execute()
                == 1;
    }

    boolean back(Handle handle, Scope scope, UUID id, String refusal, Instant at) {
        return handle.createUpdate(BACK)
                        .bind("store", scope.storeId())
                        .bind("id", id)
                        .bind("refusal", refusal)
                        .bind("at", at)
                        .execute()
                == 1;
    }

    void cannotPlace(Handle handle, Scope scope, UUID id, String why, Instant at) {
        handle.createUpdate(CANNOT_PLACE)
                .bind("store", scope.storeId())
                .bind("id", id)
                .bind("refusal", why)
                .bind("at", at)
                .execute();
    }

    boolean end(
            Handle handle,
            Scope scope,
            UUID id,
            CheckoutMove move,
            CheckoutState to,
            @Nullable String why,
            Instant at) {
        return handle.createUpdate(END)
                        .bind("store", scope.storeId())
                        .bind("id", id)
                        .bind("to", to.name())
                        .bind("refusal", why)
                        .bind("at", at)
                        .bindArray("from", String.class, (Object[]) CheckoutFlow.FLOW.from(move))
                        .execute()
                == 1;
    }

    List<Idle> idle(Handle handle, Instant before) {
        return handle.createQuery(IDLE)
                .bind("before", before)
                .map((rs, context) -> new Idle(rs.getInt("store_id"), rs.getObject("id", UUID.class)))
                .list();
    }

    private Optional<CheckoutRow> one(Query query, Scope scope) {
        return query.bind("store", scope.storeId())
                .map((rs, context) -> row(rs))
                .findOne();
    }

    private CheckoutRow row(ResultSet rs) throws SQLException {
        return new CheckoutRow(
                rs.getObject("id", UUID.class),
                rs.getObject("cart_id", UUID.class),
                CheckoutState.valueOf(rs.getString("state")),
                rs.getInt("version"),
                rs.getString("owner_key"),
                rs.getString("email"),
                Optional.ofNullable(rs.getString("address")).map(text -> json.read(text, Address.class)),
                text(rs, "option_id"),
                text(rs, "account"),
                Optional.ofNullable(rs.getString("snapshot")).map(text -> json.read(text, Snapshot.class)),
                text(rs, "quote_hash"),
                text(rs, "request_hash"),
                text(rs, "order_number"),
                Optional.ofNullable(rs.getObject("operation_id", UUID.class)),
                Optional.ofNullable(rs.getString("refusal")));
    }

    private static String text(ResultSet rs, String column) throws SQLException {
        String value = rs.getString(column);
        return value == null ? "" : value;
    }
}
