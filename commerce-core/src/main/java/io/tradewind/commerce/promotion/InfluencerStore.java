package io.tradewind.commerce.promotion;

import io.tradewind.commerce.internal.db.FirstRow;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** SQL of influencers. They are never deleted: orders name them. */
@Singleton
final class InfluencerStore {
    private static final String FIND = """
            select handle, name, commission, customer_id
            from commerce.influencer
            where store_id = :store and handle = :handle
            """;

    private static final String LIST = """
            select handle, name, commission, customer_id
            from commerce.influencer
            where store_id = :store
            order by handle
            """;

    private static final String UPDATE = """
            update commerce.influencer
            set name = :name, commission = :commission, customer_id = :customer
            where store_id = :store and handle = :handle
            """;

    private static final String INSERT = """
            insert into commerce.influencer
              (store_id, handle, name, commission, customer_id, created_at)
            values
              (:store, :handle, :name, :commission, :customer, :now)
            """;

    @Inject
    InfluencerStore() {}

    Optional<Influencer> find(Handle handle, int store, String influencer) {
        return handle.createQuery(FIND)
                .bind("store", store)
                .bind("handle", influencer)
                .map(InfluencerStore::row)
                .findOne();
    }

    List<Influencer> list(Handle handle, int store) {
        return handle.createQuery(LIST)
                .bind("store", store)
                .map(InfluencerStore::row)
                .list();
    }

    void save(Handle handle, int store, Influencer influencer, Instant now) {
        if (!write(handle, UPDATE, store, influencer, now)
                && !FirstRow.insert(handle, () -> write(handle, INSERT, store, influencer, now))) {
            write(handle, UPDATE, store, influencer, now);
        }
    }

    private static boolean write(Handle handle, String sql, int store, Influencer influencer, Instant now) {
        return handle.createUpdate(sql)
                        .bind("store", store)
                        .bind("handle", influencer.handle())
                        .bind("name", influencer.name())
                        .bind("commission", influencer.commission())
                        .bind("customer", influencer.customerId().orElse(null))
                        .bind("now", now)
                        .execute()
                == 1;
    }

    private static Influencer row(ResultSet rs, StatementContext context) throws SQLException {
        return new Influencer(
                rs.getString("handle"),
                rs.getString("name"),
                CodeStore.trimmed(rs.getBigDecimal("commission")),
                Optional.ofNullable(rs.getString("customer_id")));
    }
}
