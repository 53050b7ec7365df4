package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.ImportedStock;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** Books what an imported product file says there is of a new article. Safe for many threads. */
@Internal
@Singleton
public final class ImportedUnits implements ImportedStock {
    private final LevelStore levels;
    private final MovementStore movements;
    private final World world;

    @Inject
    ImportedUnits(LevelStore levels, MovementStore movements, World world) {
        this.levels = levels;
        this.movements = movements;
        this.world = world;
    }

    /** Nothing is booked for a number below 1: files from elsewhere count oversold units as less than none. */
    @Override
    public void set(Handle handle, Scope scope, Sku sku, int quantity) {
        StockKey key = new StockKey(scope.storeId(), sku, scope.store().policy().location());
        if (quantity > 0 && levels.change(handle, key, quantity, true)) {
            movements.insert(
                    handle, scope, MovementKind.RECEIPT, new TreeMap<>(Map.of(key, quantity)), world.id(), "import");
        }
    }
}
