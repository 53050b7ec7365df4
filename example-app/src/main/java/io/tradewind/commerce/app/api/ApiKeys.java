package io.tradewind.commerce.app.api;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.app.staff.Secret;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keys of the interfaces. A publishable one chooses the store and lies open in apps; a secret one belongs to a program
 * that acts for staff, holds roles, and is kept as a hash. A revoked key stops working within ten seconds in every
 * process. Safe for many threads.
 */
public final class ApiKeys {
    private static final Duration TRUSTED = Duration.ofSeconds(10);
    private static final int MOST_REMEMBERED = 10_000;
    private static final String COLUMNS = "id, kind, store, name, roles, shown, created_at, revoked_at";
    private static final String INSERT = """
            insert into tradewind_api.api_key (id, kind, store, name, roles, hash, shown, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String FIND =
            "select " + COLUMNS + " from tradewind_api.api_key where hash = ? and revoked_at is null";
    private static final String LIST =
            "select " + COLUMNS + " from tradewind_api.api_key where store = ? order by created_at, id";
    private static final String REVOKE = """
            update tradewind_api.api_key set revoked_at = ?
            where store = ? and id = ? and revoked_at is null
            """;

    private final Commerce commerce;
    private final Map<String, Known> remembered = new ConcurrentHashMap<>();

    private record Known(Optional<Key> key, Instant until) {}

    ApiKeys(Commerce commerce) {
        this.commerce = commerce;
    }

    /** Kinds of key. */
    public enum Kind {
        SHOP("pk_"),
        STAFF("sk_");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    /**
     * A key without its text.
     *
     * @param store code of the store it chooses
     * @param name who uses it
     * @param roles what it may do; empty for a publishable one
     * @param shown the text of a publishable key, the beginning of a secret one
     */
    public record Key(
            UUID id,
            Kind kind,
            String store,
            String name,
            Set<Role> roles,
            String shown,
            Instant createdAt,
            Optional<Instant> revokedAt) {
        /** Copies the roles. */
        public Key {
            roles = Set.copyOf(roles);
        }
    }

    /**
     * A fresh key.
     *
     * @param text what its holder sends; nobody can look it up later
     */
    public record Issued(Key key, String text) {
        @Override
        public String toString() {
            return key.toString();
        }
    }

    /** A new key. */
    public Issued issue(Kind kind, String store, String name, Set<Role> roles) {
        String text = kind.prefix + Secret.fresh();
        String shown = kind == Kind.SHOP ? text : text.substring(0, 7) + "…";
        Key key = new Key(UUID.randomUUID(), kind, store, name, roles, shown, Instant.now(), Optional.empty());
        String held = roles.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
        Sql.write(commerce, INSERT, key.id(), kind.name(), store, name, held, Digest.of(text), shown, key.createdAt());
        return new Issued(key, text);
    }

    /** The text of the store's publishable key; one is made if there is none. */
    public String publishable(String store) {
        return list(store).stream()
                .filter(it -> it.kind() == Kind.SHOP && it.revokedAt().isEmpty())
                .map(Key::shown)
                .findFirst()
                .orElseGet(() -> issue(Kind.SHOP, store, "shop", Set.of()).text());
    }

    /** A secret key that may do everything, if the store never had a secret key: whoever starts it needs a first one. */
    public Optional<String> firstSecret(String store) {
        return list(store).stream().anyMatch(it -> it.kind() == Kind.STAFF)
                ? Optional.empty()
                : Optional.of(
                        issue(Kind.STAFF, store, "first", Set.of(Role.ADMIN)).text());
    }

    /** Keys of a store, oldest first, revoked ones too. */
    public List<Key> list(String store) {
        return Sql.read(commerce, LIST, ApiKeys::row, store);
    }

    /** Ends a key; false if there is none to end. */
    public boolean revoke(String store, UUID id) {
        boolean done = Sql.write(commerce, REVOKE, Instant.now(), store, id) == 1;
        remembered.clear();
        return done;
    }

    /** The live key with that text. */
    Optional<Key> find(String text) {
        String hash = Digest.of(text);
        Instant now = Instant.now();
        Known known = remembered.get(hash);
        if (known != null && known.until().isAfter(now)) {
            return known.key();
        }
        Optional<Key> key =
                Sql.read(commerce, FIND, ApiKeys::row, hash).stream().findFirst();
        if (remembered.size() > MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(hash, new Known(key, now.plus(TRUSTED)));
        return key;
    }

    private static Key row(ResultSet row) throws SQLException {
        String roles = row.getString("roles");
        @Nullable OffsetDateTime revoked = row.getObject("revoked_at", OffsetDateTime.class);
        return new Key(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                row.getString("store"),
                row.getString("name"),
                roles.isEmpty()
                        ? Set.of()
                        : Arrays.stream(roles.split(",")).map(Role::valueOf).collect(Collectors.toSet()),
                row.getString("shown"),
                Sql.instant(row, "created_at"),
                Optional.ofNullable(revoked).map(OffsetDateTime::toInstant));
    }
}
