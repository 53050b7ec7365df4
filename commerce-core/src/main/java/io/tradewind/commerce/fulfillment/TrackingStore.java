package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.internal.db.Keys;
import io.tradewind.commerce.spi.shipping.TrackingReason;
import io.tradewind.commerce.spi.shipping.TrackingStatus;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** SQL of what happened to parcels on their way. */
@Singleton
final class TrackingStore {
    private static final String OF_PARCELS = """
            select e.parcel_id, e.event_id, e.status, e.reason, e.place, e.note, e.occurred_at, e.received_at
            from unnest(:parcels) as w(id)
            join commerce.tracking_event e on e.store_id = :store and e.parcel_id = w.id
            order by e.occurred_at, e.received_at, e.event_id
            """;
    private static final String INSERT = """
            insert into commerce.tracking_event (store_id, account, tracking_number, event_id, parcel_id, status, reason,
              place, note, occurred_at, received_at)
            values (:store, :account, :number, :event, :parcel, :status, :reason,
              :place, :note, :occurred, :received)
            """;

    @Inject
    TrackingStore() {}

    /** What is known of each parcel, by time. */
    Map<UUID, List<TrackingStep>> of(Handle handle, Scope scope, Collection<UUID> parcels) {
        if (parcels.isEmpty()) {
            return Map.of();
        }
        return Keys.query(handle, OF_PARCELS, "parcels", UUID.class, parcels)
                .bind("store", scope.storeId())
                .map((rs, context) -> Map.entry(rs.getObject("parcel_id", UUID.class), step(rs)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** Adds events that are not there yet; the caller has locked the parcel and looked. */
    void insert(Handle handle, Scope scope, ParcelRow parcel, List<TrackingStep> steps) {
        PreparedBatch rows = handle.prepareBatch(INSERT);
        for (TrackingStep step : steps) {
            rows.bind("store", scope.storeId())
                    .bind("account", parcel.label().account())
                    .bind("number", number(parcel))
                    .bind("event", step.id())
                    .bind("parcel", parcel.id())
                    .bind("status", step.status().name())
                    .bind("reason", step.reason().name())
                    .bind("place", step.place())
                    .bind("note", step.note())
                    .bind("occurred", step.occurredAt())
                    .bind("received", step.receivedAt())
                    .add();
        }
        rows.execute();
    }

    /** A parcel without a number of the carrier has its own id as number. */
    private static String number(ParcelRow parcel) {
        String number = parcel.label().trackingNumber();
        return number.isEmpty() ? parcel.id().toString() : number;
    }

    private static TrackingStep step(ResultSet rs) throws SQLException {
        return new TrackingStep(
                rs.getString("event_id"),
                TrackingStatus.valueOf(rs.getString("status")),
                TrackingReason.valueOf(rs.getString("reason")),
                rs.getString("place"),
                rs.getString("note"),
                WorkStore.instant(rs, "occurred_at").orElseThrow(),
                WorkStore.instant(rs, "received_at").orElseThrow());
    }
}
