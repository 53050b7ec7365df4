package io.tradewind.commerce.store;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.db.SqlErrors;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.spi.Internal;
import java.time.Instant;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gives each declared store its small number. */
@Internal
public final class StoreTable {
    private static final String FIND = """
            select id, currency
            from commerce.store
            where code = :code
            """;
    private static final String INSERT = """
            insert into commerce.store (id, code, currency, next_number, created_at)
            values ((select coalesce(max(id), 0) + 1 from commerce.store), :code, :currency, 1001, :at)
            """;

    private record Row(int id, String currency) {}

    private StoreTable() {}

    /** The store, known from an earlier start or entered now. */
    public static Store declare(Tx tx, StoreSpec spec, Instant now) {
        for (int attempt = 1; ; attempt++) {
            try {
                return tx.write("stores.declare", handle -> find(handle, spec, now));
            } catch (RuntimeException e) { // another node may declare a store at the same moment
                if (!SqlErrors.isDuplicate(e) || attempt == 5) {
                    throw e;
                }
            }
        }
    }

    private static Store find(Handle handle, StoreSpec spec, Instant now) {
        Row row = row(handle, spec);
        if (row == null) {
            handle.createUpdate(INSERT)
                    .bind("code", spec.code())
                    .bind("currency", spec.currency().getCode())
                    .bind("at", now)
                    .execute();
            row = Objects.requireNonNull(row(handle, spec));
        }
        if (!row.currency().equals(spec.currency().getCode())) {
            throw new CommerceException(
                    ErrorCode.STORE_CHANGED,
                    "Store '" + spec.code() + "' trades in " + row.currency() + ", the builder says " + spec.currency()
                            + ".");
        }
        return spec.build(row.id());
    }

    private static @Nullable Row row(Handle handle, StoreSpec spec) {
        return handle.createQuery(FIND)
                .bind("code", spec.code())
                .map((rs, context) -> new Row(rs.getInt("id"), rs.getString("currency")))
                .findOne()
                .orElse(null);
    }
}
