package io.tradewind.commerce.order;

import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.jdbi.v3.core.Handle;

/** SQL of figures about orders. */
@Singleton
final class ReportStore {
    private static final String SALES = """
            select placed_at as moment, total - reduced as amount
            from commerce.orders
            where store_id = :store and placed_at >= :from and placed_at < :until and lifecycle <> 'CANCELLED'
            """;
    private static final String PROMISED = """
            select o.promise_latest as moment,
              case when
                (select max(p.delivered_at) from commerce.parcel p
                  where p.store_id = o.store_id and p.order_id = o.id and p.direction = 'OUTBOUND') <= o.promise_latest
                and (select count(*) from commerce.order_line l
                  where l.store_id = o.store_id and l.order_id = o.id and l.delivered < l.quantity - l.cancelled) = 0
                then 1 else 0 end as amount
            from commerce.orders o
            where o.store_id = :store and o.promise_latest >= :from and o.promise_latest < :until
              and o.lifecycle <> 'CANCELLED'
            """;
    private static final String ORIGINS = """
            select influencer, code, count(*) as orders
            from commerce.orders
            where store_id = :store and placed_at >= :from and placed_at < :until and lifecycle <> 'CANCELLED'
            group by influencer, code
            order by orders desc, code
            """;

    @Inject
    ReportStore() {}

    /** When each order of that time was placed, and what it is worth in minor units. */
    void sales(Handle handle, Scope scope, Instant from, Instant until, ObjLongConsumer<Instant> each) {
        each(handle, SALES, scope, from, until, each);
    }

    /** By when each order was promised whose promise ended in that time, and 1 if it was kept. */
    void promised(Handle handle, Scope scope, Instant from, Instant until, ObjLongConsumer<Instant> each) {
        each(handle, PROMISED, scope, from, until, each);
    }

    private static void each(
            Handle handle, String sql, Scope scope, Instant from, Instant until, ObjLongConsumer<Instant> each) {
        handle.createQuery(sql)
                .bind("store", scope.storeId())
                .bind("from", from)
                .bind("until", until)
                .map((rs, context) ->
                        Map.entry(rs.getObject("moment", OffsetDateTime.class).toInstant(), rs.getLong("amount")))
                .forEach(it -> each.accept(it.getKey(), it.getValue()));
    }

    List<Origin> origins(Handle handle, Scope scope, Instant from, Instant until) {
        return handle.createQuery(ORIGINS)
                .bind("store", scope.storeId())
                .bind("from", from)
                .bind("until", until)
                .map((rs, context) -> new Origin(
                        Optional.ofNullable(rs.getString("influencer")),
                        Optional.ofNullable(rs.getString("code")),
                        rs.getInt("orders")))
                .list();
    }
}
