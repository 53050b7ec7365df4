package io.tradewind.commerce.health;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** SQL of the health report: a few numbers over all stores. */
@Singleton
final class HealthStore {
    private static final String VERSION = """
            select "version"
            from commerce."commerce_schema_history"
            where "success" = true
            order by "installed_rank" desc
            fetch first 1 row only
            """;

    private static final String DELIVERIES = """
            select d.state, count(*) n, min(e.happened_at) oldest
            from commerce.delivery d
            join commerce.history e on e.store_id = d.store_id and e.event_id = d.event_id
            where d.state in ('WAITING', 'DEAD')
            group by d.state
            """;

    private static final String OBLIGATIONS = """
            select b.state, count(*) n, min(b.created_at) oldest
            from (
              select case when due_at < :now then 'OVERDUE' else 'OPEN' end state, created_at
              from commerce.obligation
              where state in ('OPEN', 'ESCALATED')) b
            group by b.state
            """;

    private static final String DEAD_MESSAGES = """
            select count(*) n, min(created_at) oldest
            from commerce.message
            where store_id = any(select id from commerce.store) and state = 'DEAD'
            """;

    private static final String NEXT_TURN = """
            select min(case when picked then last_heartbeat else execution_time end) oldest
            from commerce.scheduled_tasks
            """;

    /** How many rows, and since when the oldest has been there. */
    record Pile(long count, Instant oldest) {}

    @Inject
    HealthStore() {}

    Optional<String> version(Handle handle) {
        return handle.createQuery(VERSION).mapTo(String.class).findOne();
    }

    /** Deliveries that wait and that were given up, by state. */
    Map<String, Pile> deliveries(Handle handle) {
        return handle.createQuery(DELIVERIES)
                .map((rs, context) -> Map.entry(rs.getString("state"), pile(rs)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** What must still be paid back, voided or released: {@code OPEN} and {@code OVERDUE}. */
    Map<String, Pile> obligations(Handle handle, Instant now) {
        return handle.createQuery(OBLIGATIONS)
                .bind("now", now)
                .map((rs, context) -> Map.entry(rs.getString("state"), pile(rs)))
                .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Messages that were given up; empty if there are none. */
    Optional<Pile> deadMessages(Handle handle) {
        return handle.createQuery(DEAD_MESSAGES)
                .map((rs, context) -> rs.getLong("n") == 0 ? Optional.<Pile>empty() : Optional.of(pile(rs)))
                .one();
    }

    /** The moment at which the most belated job should have had its turn or given a sign of life. */
    Optional<Instant> mostBelatedTurn(Handle handle) {
        return handle.createQuery(NEXT_TURN)
                .map((rs, context) -> Optional.ofNullable(rs.getObject("oldest", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .one();
    }

    private static Pile pile(ResultSet rs) throws SQLException {
        return new Pile(
                rs.getLong("n"), rs.getObject("oldest", OffsetDateTime.class).toInstant());
    }
}
