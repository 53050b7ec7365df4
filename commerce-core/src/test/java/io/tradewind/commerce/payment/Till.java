package io.tradewind.commerce.payment;

import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.store.Scope;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Plays the checkout: waits for an attempt, places once when the money is assured, and says what it thinks of money that
 * comes later. Its rows stand for checkouts and orders.
 */
final class Till implements AttemptOwner {
    static final String TABLE = """
            create table if not exists commerce.till (
              store_id integer not null, id uuid not null, state varchar(12) not null, operation_id uuid,
              total bigint not null, quote_hash varchar(64) not null, currency varchar(3) not null,
              told integer not null, primary key (store_id, id))
            """;

    private boolean capturesWhenPlaced;
    private Operations operations;

    void capturesWhenPlaced(Operations by) {
        capturesWhenPlaced = true;
        operations = by;
    }

    void open(Handle handle, Scope scope, UUID checkout, long total) {
        handle.createUpdate("insert into commerce.till (store_id, id, state, total, quote_hash, currency, told)"
                        + " values (:store, :id, 'PAYING', :total, 'hash', 'EUR', 0)")
                .bind("store", scope.storeId())
                .bind("id", checkout)
                .bind("total", total)
                .execute();
    }

    String state(Handle handle, Scope scope, UUID checkout) {
        return handle.createQuery("select state from commerce.till where store_id = :store and id = :id")
                .bind("store", scope.storeId())
                .bind("id", checkout)
                .mapTo(String.class)
                .one();
    }

    int told(Handle handle, Scope scope, UUID checkout) {
        return handle.createQuery("select told from commerce.till where store_id = :store and id = :id")
                .bind("store", scope.storeId())
                .bind("id", checkout)
                .mapTo(Integer.class)
                .one();
    }

    void set(Handle handle, Scope scope, UUID checkout, String state) {
        handle.createUpdate("update commerce.till set state = :state where store_id = :store and id = :id")
                .bind("store", scope.storeId())
                .bind("id", checkout)
                .bind("state", state)
                .execute();
    }

    @Override
    public void lock(Handle handle, Scope scope, UUID checkout) {
        handle.createQuery("select state from commerce.till where store_id = :store and id = :id for update")
                .bind("store", scope.storeId())
                .bind("id", checkout)
                .mapTo(String.class)
                .list();
    }

    @Override
    public Verdict decided(Handle handle, Scope scope, UUID checkout, Attempt attempt) {
        handle.createUpdate("update commerce.till set told = told + 1 where store_id = :store and id = :id")
                .bind("store", scope.storeId())
                .bind("id", checkout)
                .execute();
        String state = state(handle, scope, checkout);
        if (state.equals("PAYING") && attempt.assures()) {
            return place(handle, scope, checkout, attempt);
        } else if (state.equals("PLACED") && attempt.isApproved()) {
            return placedBy(handle, scope, checkout).equals(attempt.operationId())
                    ? Verdict.keep(List.of())
                    : Verdict.duplicate(List.of());
        }
        return attempt.isApproved() ? Verdict.giveBack(List.of()) : Verdict.keep(List.of());
    }

    private Verdict place(Handle handle, Scope scope, UUID checkout, Attempt attempt) {
        handle.createUpdate("update commerce.till set state = 'PLACED', operation_id = :operation"
                        + " where store_id = :store and id = :id")
                .bind("store", scope.storeId())
                .bind("id", checkout)
                .bind("operation", attempt.operationId())
                .execute();
        List<Change> changes =
                capturesWhenPlaced ? operations.planCapture(handle, scope, checkout, "placed") : List.of();
        return Verdict.keep(changes);
    }

    private static UUID placedBy(Handle handle, Scope scope, UUID checkout) {
        return handle.createQuery("select operation_id from commerce.till where store_id = :store and id = :id")
                .bind("store", scope.storeId())
                .bind("id", checkout)
                .map((rs, context) -> rs.getObject("operation_id", UUID.class))
                .one();
    }
}
