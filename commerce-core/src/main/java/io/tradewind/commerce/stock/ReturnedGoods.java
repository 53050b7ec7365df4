package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.db.TxHooks;
import io.tradewind.commerce.job.JobBell;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Books returned goods. The movement is written first: its key says whether this cause has moved the article before, and
 * then nothing is moved again.
 */
@Singleton
final class ReturnedGoods {
    /** Where returned goods lie that are not for sale. */
    static final String RETURNS = "returns";

    private final LevelStore levels;
    private final MovementStore movements;
    private final JobBell bell;

    @Inject
    ReturnedGoods(LevelStore levels, MovementStore movements, JobBell bell) {
        this.levels = levels;
        this.movements = movements;
        this.bell = bell;
    }

    void putBack(Handle handle, Scope scope, UUID cause, Sku sku, int quantity, boolean forSale) {
        StockKey level = new StockKey(
                scope.storeId(), sku, forSale ? scope.store().policy().location() : RETURNS);
        if (movements.insertOnce(handle, scope, MovementKind.RETURN, level, quantity, cause, "")) {
            change(handle, level, quantity);
            TxHooks.of(handle).afterCommit(() -> bell.ring(Arrivals.JOB));
        }
    }

    void restock(Handle handle, Scope scope, UUID cause, Sku sku, int quantity) {
        StockKey from = new StockKey(scope.storeId(), sku, RETURNS);
        StockKey to = new StockKey(scope.storeId(), sku, scope.store().policy().location());
        if (!movements.insertOnce(handle, scope, MovementKind.RESTOCK, from, -quantity, cause, "")) {
            return;
        }
        movements.insert(handle, scope, MovementKind.RESTOCK, new TreeMap<>(Map.of(to, quantity)), cause, "");
        SortedMap<StockKey, Integer> changes = new TreeMap<>(Map.of(from, -quantity, to, quantity));
        changes.forEach((key, units) -> change(handle, key, units));
        TxHooks.of(handle).afterCommit(() -> bell.ring(Arrivals.JOB));
    }

    void scrap(Handle handle, Scope scope, UUID cause, Sku sku, int quantity) {
        StockKey from = new StockKey(scope.storeId(), sku, RETURNS);
        if (movements.insertOnce(handle, scope, MovementKind.SCRAP, from, -quantity, cause, "")) {
            change(handle, from, -quantity);
        }
    }

    /** Units that nobody has reserved are missing or broken where goods are sold from. */
    void writeOff(Handle handle, Scope scope, UUID cause, Sku sku, int quantity, String reason) {
        StockKey from =
                new StockKey(scope.storeId(), sku, scope.store().policy().location());
        if (movements.insertOnce(handle, scope, MovementKind.ADJUST, from, -quantity, cause, reason)) {
            change(handle, from, -quantity);
        }
    }

    private void change(Handle handle, StockKey key, int units) {
        if (!levels.change(handle, key, units, !key.location().equals(RETURNS))) {
            throw new CommerceException(
                    ErrorCode.CANNOT_MOVE,
                    key.sku() + " at " + key.location() + " cannot change by " + units
                            + ": fewer are there, or the level is full.");
        }
    }
}
