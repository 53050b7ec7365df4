package io.tradewind.commerce.checkout;

import io.tradewind.commerce.cart.CartBook;
import io.tradewind.commerce.cart.CartReading;
import io.tradewind.commerce.delivery.DeliveryQuotes;
import io.tradewind.commerce.delivery.StoredQuote;
import io.tradewind.commerce.internal.db.Followed;
import io.tradewind.commerce.internal.db.Followed.Reader;
import io.tradewind.commerce.internal.db.Later;
import io.tradewind.commerce.internal.json.Json;
import io.tradewind.commerce.launch.Invitations;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.verification.PhoneNumber;
import io.tradewind.commerce.verification.VerifiedPhones;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** All SQL of checkouts. */
@Singleton
final class CheckoutStore {
    private static final String COLUMNS = """
            select k.id, k.cart_id, k.state, k.version, k.owner_key, k.email, k.address, k.option_id, k.account, k.snapshot,
              k.quote_hash, k.request_key, k.request_hash, k.order_number, k.operation_id, k.refusal, k.courier_note
            """;
    private static final String FIND = COLUMNS + """
            from commerce.checkout k
            where k.store_id = :store and k.id = :id
            """;
    private static final String LOCK = FIND + """
            for update
            """;
    private static final String FIND_REQUEST = COLUMNS + """
            from commerce.checkout k
            where k.store_id = :store and k.request_key = :key
            """;
    private static final String FIND_LIVE = COLUMNS + """
            from commerce.checkout k
            where k.store_id = :store and k.active_key = :cart
            """;
    private static final String FACTS = COLUMNS + ", " + VerifiedPhones.COLUMNS + ", " + CartReading.COLUMNS;
    private static final String ALL = FACTS + ", " + DeliveryQuotes.COLUMNS;
    private static final String BOUGHT = ALL + ", " + Invitations.COLUMNS;
    private static final String OF_CHECKOUT = """
            from commerce.checkout k
            join commerce.cart c on c.store_id = k.store_id and c.id = k.cart_id
            """ + VerifiedPhones.JOIN + CartReading.JOINS;
    private static final String OF_CART = """
            from commerce.cart c
            left join commerce.checkout k on k.store_id = c.store_id and k.active_key = c.id
            """ + VerifiedPhones.JOIN + CartReading.JOINS;
    private static final String THIS = """
            where k.store_id = :store and k.id = :id
            """;
    private static final String THIS_CART = """
            where c.store_id = :store and c.id = :cart
            """;
    private static final String SEE = ALL + OF_CHECKOUT + DeliveryQuotes.JOIN + THIS;
    private static final String SEE_BOUGHT = BOUGHT + OF_CHECKOUT + DeliveryQuotes.JOIN + Invitations.JOIN + THIS;
    private static final String SEE_FACTS = FACTS + OF_CHECKOUT + THIS;
    private static final String SEE_CART = BOUGHT + OF_CART + DeliveryQuotes.JOIN + Invitations.JOIN + THIS_CART;
    private static final String SEE_CART_FACTS = FACTS + OF_CART + THIS_CART;
    private static final String LOCK_CART = """
            select c.id
            from commerce.checkout k
            join commerce.cart c on c.store_id = k.store_id and c.id = k.cart_id
            where k.store_id = :store and k.id = :id and c.state = 'ACTIVE' and (:staff or c.owner_key = :owner)
            for update of c
            """;
    private static final String CART = """
            select cart_id
            from commerce.checkout
            where store_id = :store and id = :id
            """;
    private static final String OPEN = """
            insert into commerce.checkout (store_id, id, cart_id, active_key, state, version, owner_key, email, address,
              created_at, touched_at, open_since)
            values (:store, :id, :cart, :cart, 'OPEN', 1, :owner, '', :address, :at, :at, :at)
            """;
    private static final String INSERT = """
            insert into commerce.checkout (store_id, id, cart_id, active_key, request_key, request_hash, state, version,
              owner_key, email, address, option_id, courier_note, account, snapshot, quote_hash, amount, created_at,
              touched_at, open_since)
            values (:store, :id, :cart, :active, :key, :request, 'PAYING', 1,
              :owner, :email, :address, :option, :note, :account, :snapshot, :hash, :amount, :at, :at, :at)
            """;
    private static final String SUBMIT = """
            update commerce.checkout
            set state = 'PAYING', version = version + 1, active_key = :active, request_key = :key, request_hash = :request,
              email = :email, address = :address, option_id = :option, courier_note = :note, account = :account,
              snapshot = :snapshot,
              quote_hash = :hash, amount = :amount, refusal = null, touched_at = :at
            where store_id = :store and id = :id and state = 'OPEN' and version = :version
            """;
    private static final String SET = """
            update commerce.checkout
            set version = version + 1, touched_at = :at, refusal = null, email = coalesce(:email, email),
              address = coalesce(:address, address), option_id = coalesce(:option, option_id),
              courier_note = coalesce(:note, courier_note), account = coalesce(:account, account)
            where store_id = :store and id = :id and state = 'OPEN' and (:staff or owner_key = :owner)
            """;
    private static final String COMPLETE = """
            update commerce.checkout
            set state = 'COMPLETED', version = version + 1, active_key = null, order_number = :number,
              operation_id = :operation, touched_at = :at, open_since = null
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

    private static final String EXPIRE = """
            update commerce.checkout
            set state = 'EXPIRED', version = version + 1, active_key = null, touched_at = :at, open_since = null
            where store_id = :store and id = :id and state = 'OPEN' and touched_at < :before
            """;
    /** What was opened later cannot be idle; a row that is touched keeps its place in the index. */
    private static final String IDLE = """
            select store_id, id, cart_id
            from commerce.checkout
            where open_since < :before and state = 'OPEN' and touched_at < :before
            order by open_since
            fetch first 100 rows only
            """;

    /** An idle checkout of some store. */
    record Idle(int storeId, UUID id, UUID cartId) {}

    /**
     * A cart and its checkout as they stand, from one statement.
     *
     * @param row empty if the cart has no live checkout
     * @param phone verified for the cart by the actor
     * @param delivery the option that was chosen, if it still holds for the address; its contents are to be compared
     * @param invitation that the shopper has followed, where the statement asks for it: that is, before it is bought
     */
    record Seen(
            Optional<CheckoutRow> row,
            CartReading cart,
            Optional<PhoneNumber> phone,
            Optional<StoredQuote> delivery,
            Optional<Invitations.Seen> invitation) {
        Seen orBy(Supplier<Optional<PhoneNumber>> other) {
            return phone.isPresent() ? this : new Seen(row, cart, other.get(), delivery, invitation);
        }
    }

    private final Json json;
    private final CartBook carts;
    private final VerifiedPhones phones;
    private final DeliveryQuotes quotes;

    @Inject
    CheckoutStore(Json json, CartBook carts, VerifiedPhones phones, DeliveryQuotes quotes) {
        this.json = json;
        this.carts = carts;
        this.phones = phones;
        this.quotes = quotes;
    }

    /** A checkout with its cart; the caller looks whose it is. */
    Optional<Seen> see(Handle handle, Scope scope, UUID id) {
        return see(handle, scope, query(handle, scope, SEE).bind("id", id), all(scope));
    }

    /** The same but for delivery, which takes PostgreSQL a third less time. */
    Optional<Seen> seeFacts(Handle handle, Scope scope, UUID id) {
        return see(handle, scope, query(handle, scope, SEE_FACTS).bind("id", id), facts(scope));
    }

    /** A cart with its live checkout, its invitation, and the delivery of those facts or of the checkout. */
    Optional<Seen> seeCart(Handle handle, Scope scope, UUID cartId, @Nullable PlaceOrder facts) {
        Query query = query(handle, scope, SEE_CART)
                .bind("cart", cartId)
                .bind("option", facts == null ? null : facts.optionId());
        return see(handle, scope, query, bought(scope, facts));
    }

    /** The same but for delivery and invitation. */
    Optional<Seen> seeCartFacts(Handle handle, Scope scope, UUID cartId) {
        return see(handle, scope, query(handle, scope, SEE_CART_FACTS).bind("cart", cartId), facts(scope));
    }

    /** Locks the active cart of a checkout, if it is the actor's or the actor may touch all, and reads both to be bought. */
    Optional<Seen> lockAndSee(Handle handle, Scope scope, UUID id) {
        Query lock = handle.createQuery(LOCK_CART)
                .bind("store", scope.storeId())
                .bind("id", id)
                .bind("staff", CartBook.mayTouchAll(scope))
                .bind("owner", scope.actor().ownerKey());
        Query query = query(handle, scope, SEE_BOUGHT).bind("id", id);
        return byCustomer(
                handle,
                scope,
                Followed.by(handle, lock, query, bought(scope, null)).flatMap(it -> it));
    }

    private Query query(Handle handle, Scope scope, String sql) {
        return phones.bind(handle.createQuery(sql), scope)
                .bind("store", scope.storeId())
                .bind("location", scope.store().policy().location())
                .bind("option", (String) null);
    }

    private Optional<Seen> see(Handle handle, Scope scope, Query query, Reader<Optional<Seen>> reader) {
        return byCustomer(handle, scope, query.scanResultSet((rows, context) -> {
            try (context) {
                return reader.read(rows.get());
            }
        }));
    }

    private Optional<Seen> byCustomer(Handle handle, Scope scope, Optional<Seen> seen) {
        return seen.map(it -> it.orBy(() -> phones.ofCustomer(handle, scope)));
    }

    /** What only some statements ask for. */
    private record More(Optional<StoredQuote> delivery, Optional<Invitations.Seen> invitation) {
        static final More NONE = new More(Optional.empty(), Optional.empty());

        /** Reads it from the row of a checkout. */
        interface Of {
            More read(ResultSet rs, Optional<CheckoutRow> row) throws SQLException;
        }
    }

    private Reader<Optional<Seen>> bought(Scope scope, @Nullable PlaceOrder facts) {
        Optional<Address> address = Optional.ofNullable(facts).map(PlaceOrder::address);
        return rows -> read(
                rows,
                scope,
                (rs, row) -> new More(
                        delivery(rs, scope, facts == null ? row.flatMap(CheckoutRow::address) : address),
                        Invitations.seen(rs)));
    }

    private Reader<Optional<Seen>> all(Scope scope) {
        return rows -> read(
                rows,
                scope,
                (rs, row) -> new More(delivery(rs, scope, row.flatMap(CheckoutRow::address)), Optional.empty()));
    }

    private Reader<Optional<Seen>> facts(Scope scope) {
        return rows -> read(rows, scope, (rs, row) -> More.NONE);
    }

    private Optional<StoredQuote> delivery(ResultSet rs, Scope scope, Optional<Address> address) throws SQLException {
        return address.isEmpty() ? Optional.empty() : quotes.read(rs, scope, address.get());
    }

    /** There is a row for each line of the cart and each number verified for it; of the rest all of them say the same. */
    private Optional<Seen> read(ResultSet rs, Scope scope, More.Of reader) throws SQLException {
        CartReading cart = carts.reading(scope);
        VerifiedPhones.Latest phone = new VerifiedPhones.Latest();
        Optional<CheckoutRow> row = Optional.empty();
        More more = null;
        while (rs.next()) {
            if (more == null) {
                row = rs.getObject("id") == null ? Optional.empty() : Optional.of(row(rs));
                more = reader.read(rs, row);
            }
            cart.add(rs);
            phone.add(rs);
        }
        return more == null
                ? Optional.empty()
                : Optional.of(new Seen(row, cart, phone.phone(), more.delivery(), more.invitation()));
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

    void open(Handle handle, Scope scope, CheckoutRow born, Instant at) {
        Later.run(handle.createUpdate(OPEN)
                .bind("store", scope.storeId())
                .bind("id", born.id())
                .bind("cart", born.cartId())
                .bind("owner", born.ownerKey())
                .bind("address", born.address().map(json::write).orElse(null))
                .bind("at", at));
    }

    /** What a submission writes. */
    record Submitted(UUID id, String requestKey, String requestHash, PlaceOrder facts, Snapshot snapshot) {}

    void insert(Handle handle, Scope scope, Submitted row, Instant at) {
        bind(handle.createUpdate(INSERT), scope, row, at)
                .bind("cart", row.snapshot().cartId())
                .bind("owner", row.snapshot().order().ownerKey())
                .execute();
    }

    /** False if the checkout is not open any more at that version. */
    boolean submit(Handle handle, Scope scope, Submitted row, int version, Instant at) {
        return Later.rows(bind(handle.createUpdate(SUBMIT), scope, row, at).bind("version", version), 1) == 1;
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
                .bind("note", row.facts().courierNote())
                .bind("account", row.facts().account())
                .bind("snapshot", json.write(row.snapshot()))
                .bind("hash", row.snapshot().order().quoteHash())
                .bind("amount", scope.minor(row.snapshot().order().total()))
                .bind("at", at);
    }

    /** The checkout as it is with those facts that are not null; empty if it is not open, or not the actor's. */
    Optional<Seen> set(
            Handle handle,
            Scope scope,
            UUID id,
            @Nullable String email,
            @Nullable Address address,
            @Nullable String option,
            @Nullable String courierNote,
            @Nullable String account,
            Instant at) {
        Update set = handle.createUpdate(SET)
                .bind("store", scope.storeId())
                .bind("id", id)
                .bind("email", email)
                .bind("address", address == null ? null : json.write(address))
                .bind("option", option)
                .bind("note", courierNote)
                .bind("account", account)
                .bind("staff", scope.actor().isStaff())
                .bind("owner", scope.actor().ownerKey())
                .bind("at", at);
        boolean early = option == null && account == null;
        Query query = query(handle, scope, early ? SEE_FACTS : SEE).bind("id", id);
        return byCustomer(
                        handle,
                        scope,
                        Followed.by(handle, set, query, early ? facts(scope) : all(scope))
                                .flatMap(it -> it))
                .map(it -> early ? whole(handle, scope, it) : it);
    }

    /** With the delivery, if one was chosen: for steps that mostly come before that. */
    Seen whole(Handle handle, Scope scope, Seen seen) {
        return seen.row()
                .filter(it -> !it.optionId().isEmpty())
                .flatMap(it -> see(handle, scope, it.id()))
                .orElse(seen);
    }

    boolean complete(Handle handle, Scope scope, UUID id, String number, @Nullable UUID operationId, Instant at) {
        return Later.rows(
                        handle.createUpdate(COMPLETE)
                                .bind("store", scope.storeId())
                                .bind("id", id)
                                .bind("number", number)
                                .bind("operation", operationId)
                                .bind("at", at),
                        1)
                == 1;
    }

    boolean back(Handle handle, Scope scope, UUID id, String refusal, Instant at) {
        return Later.rows(
                        handle.createUpdate(BACK)
                                .bind("store", scope.storeId())
                                .bind("id", id)
                                .bind("refusal", refusal)
                                .bind("at", at),
                        1)
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

    /** Ends an open checkout; false if it was touched since then or is not open any more. */
    boolean expire(Handle handle, Scope scope, UUID id, Instant before, Instant at) {
        return handle.createUpdate(EXPIRE)
                        .bind("store", scope.storeId())
                        .bind("id", id)
                        .bind("before", before)
                        .bind("at", at)
                        .execute()
                == 1;
    }

    List<Idle> idle(Handle handle, Instant before) {
        return handle.createQuery(IDLE)
                .bind("before", before)
                .map((rs, context) -> new Idle(
                        rs.getInt("store_id"), rs.getObject("id", UUID.class), rs.getObject("cart_id", UUID.class)))
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
                text(rs, "courier_note"),
                text(rs, "account"),
                Optional.ofNullable(rs.getString("snapshot")).map(text -> json.read(text, Snapshot.class)),
                text(rs, "quote_hash"),
                text(rs, "request_key"),
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
