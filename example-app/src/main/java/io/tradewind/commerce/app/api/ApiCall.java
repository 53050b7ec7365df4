package io.tradewind.commerce.app.api;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.CommerceTransaction;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.app.web.Accounts;
import io.tradewind.commerce.app.web.Lang;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One request, checked: who asks, for what, with which values. Used by one thread. */
public final class ApiCall {
    /** The header that carries a shopper's token. */
    public static final String SHOPPER = "Shopper-Token";

    /** With it begins the token of an account, so that guests cost no look-up. */
    public static final String ACCOUNT = "acc_";

    /** The header that carries the session of a member of staff. */
    public static final String STAFF = "Staff-Session";

    private final Commerce commerce;
    private final ApiKeys keys;
    private final Accounts accounts;
    private final ApiRoute route;
    private final String store;
    private final Actor actor;
    private final Values values;
    private final Optional<CommerceTransaction> transaction;

    /**
     * What was sent.
     *
     * @param version of {@code If-Match}
     * @param key of {@code Idempotency-Key}
     * @param session of {@code Staff-Session}
     * @param account of {@code Shopper-Token}, if it is that of an account
     * @param base address of the server as the caller knows it
     * @param ip where the request came from
     * @param lang of {@code Accept-Language}
     */
    record Values(
            Map<String, String> path,
            Map<String, List<String>> query,
            @Nullable Record body,
            OptionalInt version,
            String key,
            String session,
            String account,
            Supplier<URI> base,
            String ip,
            Lang lang) {}

    ApiCall(
            Commerce commerce,
            ApiKeys keys,
            Accounts accounts,
            ApiRoute route,
            String store,
            Actor actor,
            Values values,
            Optional<CommerceTransaction> transaction) {
        this.commerce = commerce;
        this.keys = keys;
        this.accounts = accounts;
        this.route = route;
        this.store = store;
        this.actor = actor;
        this.values = values;
        this.transaction = transaction;
    }

    /** The library. */
    public Commerce commerce() {
        return commerce;
    }

    /** The keys of the interfaces. */
    public ApiKeys keys() {
        return keys;
    }

    /** Who of the customers is signed in where. */
    public Accounts accounts() {
        return accounts;
    }

    /** The token of the account that asks, if one does. */
    public String accountToken() {
        return values.account();
    }

    /** Code of the store that the key chose. */
    public String store() {
        return store;
    }

    /** The store as the caller sees it; inside the transaction of this request if it has one. */
    public Shop shop() {
        return transaction.map(it -> it.shop(store, actor)).orElseGet(() -> commerce.shop(store, actor));
    }

    /** Does something in one transaction: all of it or, if it throws, nothing. */
    public <T> T atomically(Function<Shop, T> work) {
        return transaction.isPresent()
                ? work.apply(shop())
                : commerce.transaction(tx -> work.apply(tx.shop(store, actor)));
    }

    /** A text in the path. */
    public String path(String name) {
        return Optional.ofNullable(values.path().get(name)).orElseThrow(() -> new IllegalStateException(name));
    }

    /** The id in the path; one that is none is unknown. */
    public UUID id(String name, IdKind kind) {
        return kind.read(path(name)).orElseThrow(() -> ApiFault.notFound(name));
    }

    /** A parameter of the query. */
    public Optional<String> query(String name) {
        return all(name).stream().findFirst();
    }

    /** Each value of a parameter that may be given more than once. */
    public List<String> all(String name) {
        return values.query().getOrDefault(name, List.of());
    }

    /** Rows of a page. */
    public int limit() {
        return query("limit").map(Integer::parseInt).orElse(25);
    }

    /** What was sent. */
    public <T extends Record> T body(Class<T> type) {
        Record body = values.body();
        if (body == null) {
            throw new IllegalStateException(route + " takes no body");
        }
        return type.cast(body);
    }

    /** True if the route asks for the version that the caller has read. */
    public boolean conditional() {
        return route.conditional();
    }

    /** The version that the caller has read. */
    public int version() {
        return values.version().orElseThrow(() -> new IllegalStateException(route + " is not conditional"));
    }

    /** The name of the wish, as short as every part of the library takes it. */
    public String wish() {
        return Digest.of(route.name() + "|" + values.key());
    }

    /** What the route is called. */
    public String name() {
        return route.name();
    }

    /** The token of the member of staff who is signed in; not checked yet. */
    public String session() {
        return values.session();
    }

    /** The permission that the route needs; empty if any secret key may. */
    public Optional<Permission> needed() {
        return route.permission();
    }

    /** The address of this server as the caller knows it. */
    public URI base() {
        return values.base().get();
    }

    /** The language that the caller reads. */
    public Lang lang() {
        return values.lang();
    }

    /** Where the request came from. */
    public String ip() {
        return values.ip();
    }

    /** The id in a field of the body. */
    public static UUID id(String pointer, IdKind kind, String text) {
        return kind.read(text)
                .orElseThrow(() -> ApiFault.invalid(pointer, "id", "is no id of that kind: use one you were given"));
    }

    /** A page of things made from a page of the library. */
    public static <A, B> List<B> each(List<A> all, Function<A, B> how) {
        return all.stream().map(how).toList();
    }
}
