package io.tradewind.commerce.launch;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.internal.db.FirstRow;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** The rows of launches. Whoever moves a sign-up locks the row of its launch first. */
@Singleton
final class LaunchStore {
    private static final String ROWS = """
            select id, slug, title, text, sku, opens_at, quota, per_person, promised, last_place, state, version
            from commerce.launch
            where store_id = :store
            """;
    private static final String BY_SLUG = ROWS + """
              and slug = :slug
            """;
    private static final String BY_ID = ROWS + """
              and id = :id
            """;
    private static final String LOCKED = BY_ID + """
            for update
            """;
    private static final String ALL = ROWS + """
              and state = any(:states)
            order by opens_at, id
            fetch first 200 rows only
            """;
    private static final String INSERT = """
            insert into commerce.launch
              (store_id, id, slug, title, text, sku, opens_at, quota, per_person, promised, last_place, state, version)
            values
              (:store, :id, :slug, :title, :text, :sku, :opensAt, :quota, :perPerson, 0, 0, :state, 1)
            """;
    private static final String MOVE = """
            update commerce.launch
            set state = :to, version = version + 1, live_sku = case when :live then sku else null end
            where store_id = :store and id = :id and state = any(:from)
            """;
    private static final String PROMISE = """
            update commerce.launch
            set promised = promised + :units
            where store_id = :store and id = :id and quota - promised >= :units and promised + :units >= 0
            """;
    private static final String NEXT_PLACE = """
            update commerce.launch
            set last_place = last_place + 1
            where store_id = :store and id = :id
            """;
    private static final String DUE = """
            select store_id, id
            from commerce.launch
            where state = 'ANNOUNCED' and opens_at <= :now
            order by opens_at
            fetch first 100 rows only
            """;

    @Inject
    LaunchStore() {}

    /** A launch and what only we need of it. */
    record Row(Launch launch, int lastPlace) {}

    /** A launch of any store. */
    record Due(int store, LaunchId id) {}

    Optional<Launch> find(Handle handle, Scope scope, String slug) {
        return handle.createQuery(BY_SLUG)
                .bind("store", scope.storeId())
                .bind("slug", slug)
                .map((row, context) -> row(row).launch())
                .findOne();
    }

    Optional<Launch> find(Handle handle, Scope scope, LaunchId id) {
        return handle.createQuery(BY_ID)
                .bind("store", scope.storeId())
                .bind("id", id.value())
                .map((row, context) -> row(row).launch())
                .findOne();
    }

    Optional<Row> lock(Handle handle, Scope scope, LaunchId id) {
        return handle.createQuery(LOCKED)
                .bind("store", scope.storeId())
                .bind("id", id.value())
                .map((row, context) -> row(row))
                .findOne();
    }

    List<Launch> all(Handle handle, Scope scope, List<LaunchState> states) {
        return handle.createQuery(ALL)
                .bind("store", scope.storeId())
                .bindArray(
                        "states", String.class, states.stream().map(Enum::name).toList())
                .map((row, context) -> row(row).launch())
                .list();
    }

    /** False if the slug is taken. */
    boolean insert(Handle handle, Scope scope, LaunchId id, NewLaunch it) {
        return FirstRow.insert(
                handle,
                () -> handle.createUpdate(INSERT)
                        .bind("store", scope.storeId())
                        .bind("id", id.value())
                        .bind("slug", it.slug())
                        .bind("title", it.title())
                        .bind("text", it.text())
                        .bind("sku", it.sku().value())
                        .bind("opensAt", it.opensAt())
                        .bind("quota", it.quota())
                        .bind("perPerson", it.perPerson())
                        .bind("state", LaunchState.DRAFT.name())
                        .execute());
    }

    /** Moves a launch that is locked. False if another launch of the same article is under way. */
    boolean move(Handle handle, Scope scope, LaunchId id, LaunchMove move, LaunchState to) {
        boolean live = to == LaunchState.ANNOUNCED || to == LaunchState.SELLING;
        return FirstRow.insert(
                handle,
                () -> handle.createUpdate(MOVE)
                        .bind("store", scope.storeId())
                        .bind("id", id.value())
                        .bind("to", to.name())
                        .bind("live", live)
                        .bindArray("from", String.class, (Object[]) LaunchFlow.TABLE.from(move))
                        .execute());
    }

    /** Promises so many units more, or fewer if negative; false if the quota has no room. */
    boolean promise(Handle handle, Scope scope, LaunchId id, int units) {
        return handle.createUpdate(PROMISE)
                        .bind("store", scope.storeId())
                        .bind("id", id.value())
                        .bind("units", units)
                        .execute()
                == 1;
    }

    void takePlace(Handle handle, Scope scope, LaunchId id) {
        handle.createUpdate(NEXT_PLACE)
                .bind("store", scope.storeId())
                .bind("id", id.value())
                .execute();
    }

    List<Due> due(Handle handle, Instant now) {
        return handle.createQuery(DUE)
                .bind("now", now)
                .map((row, context) -> new Due(row.getInt("store_id"), new LaunchId(row.getObject("id", UUID.class))))
                .list();
    }

    private static Row row(ResultSet row) throws SQLException {
        Launch launch = new Launch(
                new LaunchId(row.getObject("id", UUID.class)),
                row.getString("slug"),
                row.getString("title"),
                row.getString("text"),
                new Sku(row.getString("sku")),
                row.getObject("opens_at", OffsetDateTime.class).toInstant(),
                row.getInt("quota"),
                row.getInt("per_person"),
                row.getInt("promised"),
                LaunchState.valueOf(row.getString("state")),
                row.getInt("version"));
        return new Row(launch, row.getInt("last_place"));
    }
}
