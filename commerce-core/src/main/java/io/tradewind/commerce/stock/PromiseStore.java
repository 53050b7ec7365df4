package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.internal.db.FirstRow;
import io.tradewind.commerce.internal.db.Keys;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** SQL of promises, and of what is free of either kind. */
@Singleton
final class PromiseStore {
    private static final String PROMISE = """
            update commerce.promise
            set promised = promised + :units
            where store_id = :store and sku = :sku and kind = :kind
              and cap - promised >= :units
            """;

    private static final String TAKE_BACK = """
            update commerce.promise
            set promised = promised - :units
            where store_id = :store and sku = :sku and kind = :kind
              and promised >= :units
            """;

    private static final String USE_UP = """
            update commerce.promise
            set promised = promised - :units, cap = cap - :units
            where store_id = :store and sku = :sku and kind = :kind
              and promised >= :units
            """;

    private static final String CAP = """
            update commerce.promise
            set cap = greatest(:cap, promised), releases_at = :releases
            where store_id = :store and sku = :sku and kind = :kind
            """;

    private static final String SET_ASIDE = """
            update commerce.promise
            set cap = promised + :cap, releases_at = :releases
            where store_id = :store and sku = :sku and kind = :kind
            """;

    /** What orders of that checkout have used up of a launch quota and still have. */
    private static final String RESTORE = """
            update commerce.promise
            set cap = cap + (
              select sum(r.quantity)
              from commerce.reservation r
              where r.store_id = :store and r.checkout_id = :checkout and r.sku = :sku
                and r.kind = 'LAUNCH' and r.state = 'ALLOCATED')
            where store_id = :store and sku = :sku and kind = 'LAUNCH'
              and exists (
                select 1
                from commerce.reservation r
                where r.store_id = :store and r.checkout_id = :checkout and r.sku = :sku
                  and r.kind = 'LAUNCH' and r.state = 'ALLOCATED')
            """;

    private static final String OWE = """
            update commerce.promise
            set promised = promised + :units, cap = cap + :units
            where store_id = :store and sku = :sku and kind = :kind
            """;

    private static final String OWE_FIRST = """
            insert into commerce.promise
              (store_id, sku, kind, promised, cap, releases_at)
            values
              (:store, :sku, :kind, :units, :units, null)
            """;

    private static final String OPEN = """
            insert into commerce.promise
              (store_id, sku, kind, promised, cap, releases_at)
            values
              (:store, :sku, :kind, 0, :cap, :releases)
            """;

    private static final String RELEASED = """
            select kind
            from commerce.promise
            where store_id = :store and sku = :sku
              and (releases_at is null or releases_at <= :now)
            """;

    /** From the array to the rows: H2 would walk all rows of the store for {@code sku = any(…)}. */
    private static final String FREE = """
            select s.sku, 'ON_HAND' as kind, s.on_hand - s.reserved as free,
              cast(null as timestamp(6) with time zone) as releases_at
            from unnest(:skus) as w(sku)
            join commerce.stock s on s.store_id = :store and s.sku = w.sku and s.location = :location
            union all
            select k.sku, k.kind, k.cap - k.promised, k.releases_at
            from unnest(:skus) as w(sku)
            join commerce.promise k on k.store_id = :store and k.sku = w.sku
            """;

    @Inject
    PromiseStore() {}

    /** Promises where the cap allows; the keys of those that had room. */
    SortedSet<PromiseKey> promise(Handle handle, SortedMap<PromiseKey, Integer> wanted) {
        return changed(handle, PROMISE, wanted);
    }

    /** Promised units are not needed any more; the keys of those that had them. */
    SortedSet<PromiseKey> takeBack(Handle handle, SortedMap<PromiseKey, Integer> given) {
        return changed(handle, TAKE_BACK, given);
    }

    /** Promised units came true and leave the quota; the keys of those that had them. */
    SortedSet<PromiseKey> useUp(Handle handle, SortedMap<PromiseKey, Integer> given) {
        return changed(handle, USE_UP, given);
    }

    private static SortedSet<PromiseKey> changed(Handle handle, String sql, SortedMap<PromiseKey, Integer> units) {
        SortedSet<PromiseKey> done = new TreeSet<>();
        if (units.isEmpty()) {
            return done;
        }
        PreparedBatch batch = handle.prepareBatch(sql);
        units.forEach((key, count) -> batch.bind("store", key.storeId())
                .bind("sku", key.sku().value())
                .bind("kind", key.kind().name())
                .bind("units", count)
                .add());
        int[] rows = batch.execute();
        int i = 0;
        for (PromiseKey key : units.keySet()) {
            if (rows[i++] == 1) {
                done.add(key);
            }
        }
        return done;
    }

    /** Sets the cap, never below what is promised already. */
    void cap(Handle handle, PromiseKey key, int cap, Optional<Instant> releasesAt) {
        if (!set(handle, CAP, key, cap, releasesAt)
                && !FirstRow.insert(handle, () -> set(handle, OPEN, key, cap, releasesAt))) {
            set(handle, CAP, key, cap, releasesAt);
        }
    }

    /** So many units are owed besides those that are already. */
    void owe(Handle handle, PromiseKey key, int units) {
        if (!owes(handle, OWE, key, units) && !FirstRow.insert(handle, () -> owes(handle, OWE_FIRST, key, units))) {
            owes(handle, OWE, key, units);
        }
    }

    private static boolean owes(Handle handle, String sql, PromiseKey key, int units) {
        return handle.createUpdate(sql)
                        .bind("store", key.storeId())
                        .bind("sku", key.sku().value())
                        .bind("kind", key.kind().name())
                        .bind("units", units)
                        .execute()
                == 1;
    }

    /** Sets aside so many units on top of what is promised already. */
    void setAside(Handle handle, PromiseKey key, int units) {
        if (!set(handle, SET_ASIDE, key, units, Optional.empty())) {
            cap(handle, key, units, Optional.empty());
        }
    }

    /** The order's units of a launch come back to its quota; before its reservations are released. */
    void restore(Handle handle, int store, Sku sku, UUID checkout) {
        handle.createUpdate(RESTORE)
                .bind("store", store)
                .bind("sku", sku.value())
                .bind("checkout", checkout)
                .execute();
    }

    private static boolean set(Handle handle, String sql, PromiseKey key, int cap, Optional<Instant> releasesAt) {
        return handle.createUpdate(sql)
                        .bind("store", key.storeId())
                        .bind("sku", key.sku().value())
                        .bind("kind", key.kind().name())
                        .bind("cap", cap)
                        .bindByType("releases", releasesAt.orElse(null), Instant.class)
                        .execute()
                == 1;
    }

    /** The kinds whose release date is reached. */
    Set<Kind> released(Handle handle, int store, Sku sku, Instant now) {
        return handle.createQuery(RELEASED)
                .bind("store", store)
                .bind("sku", sku.value())
                .bind("now", now)
                .map((rs, context) -> Kind.valueOf(rs.getString("kind")))
                .set();
    }

    /** Free units of each article, with the release dates of its promises. */
    Map<Sku, Free> free(Handle handle, int store, String location, Collection<Sku> skus) {
        Map<Sku, Free> found = new LinkedHashMap<>();
        skus.forEach(sku -> found.put(sku, new Free(Availability.NONE, new EnumMap<>(Kind.class))));
        Keys.query(
                        handle,
                        FREE,
                        "skus",
                        String.class,
                        skus.stream().map(Sku::value).distinct().toList())
                .bind("store", store)
                .bind("location", location)
                .map((rs, context) -> new FreeRow(
                        Sku.of(rs.getString("sku")),
                        Kind.valueOf(rs.getString("kind")),
                        rs.getInt("free"),
                        Optional.ofNullable(rs.getObject("releases_at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .forEach(row -> found.computeIfPresent(row.sku(), (sku, free) -> free.plus(row)));
        return found;
    }

    private record FreeRow(Sku sku, Kind kind, int units, Optional<Instant> releasesAt) {}

    /** What is free of an article. */
    record Free(Availability units, Map<Kind, Instant> releases) {
        private Free plus(FreeRow row) {
            Map<Kind, Instant> dates = new EnumMap<>(releases);
            row.releasesAt().ifPresent(date -> dates.put(row.kind(), date));
            return new Free(units.plus(row.kind(), row.units()), dates);
        }

        Optional<Instant> release(Kind kind) {
            return Optional.ofNullable(releases.get(kind));
        }
    }
}
