package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.ImportedStock;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Books what an imported product file says there is of a new article. Safe for many threads. */
@Internal
@Singleton
public final class ImportedUnits implements ImportedStock {
    private static final String IMPORT = "import";
    private static final String TAKEN_BACK = "import taken back";
    private static final UUID NEWEST = new UUID(-1L, -1L);

    private final LevelStore levels;
    private final MovementStore movements;
    private final ReservationStore reservations;
    private final World world;

    @Inject
    ImportedUnits(LevelStore levels, MovementStore movements, ReservationStore reservations, World world) {
        this.levels = levels;
        this.movements = movements;
        this.reservations = reservations;
        this.world = world;
    }

    /** Nothing is booked for a number below 1: files from elsewhere count oversold units as less than none. */
    @Override
    public void set(Handle handle, Scope scope, Sku sku, int quantity) {
        StockKey key = new StockKey(scope.storeId(), sku, scope.store().policy().location());
        if (quantity > 0 && levels.change(handle, key, quantity, true)) {
            movements.insert(
                    handle, scope, MovementKind.RECEIPT, new TreeMap<>(Map.of(key, quantity)), world.id(), IMPORT);
        }
    }

    @Override
    public Set<Sku> takenBack(Handle handle, Scope scope, Set<Sku> skus) {
        Set<Sku> found = new HashSet<>();
        for (Sku sku : skus) {
            movements.page(handle, scope.storeId(), sku, NEWEST, 1).stream()
                    .filter(it -> it.reason().equals(TAKEN_BACK))
                    .forEach(it -> found.add(sku));
        }
        return found;
    }

    @Override
    public String takeBack(Handle handle, Scope scope, Sku sku, int quantity, Instant since) {
        StockKey key = new StockKey(scope.storeId(), sku, scope.store().policy().location());
        if (!reservations.waiting(handle, scope.storeId(), sku).isEmpty()
                || !reservations.atStake(handle, key).isEmpty()) {
            return sku + " is in an order or a checkout";
        }
        List<Movement> last = movements.page(handle, scope.storeId(), sku, NEWEST, 1);
        boolean untouched = quantity == 0
                ? last.stream().allMatch(it -> it.at().isBefore(since))
                : last.stream().anyMatch(it -> it.reason().equals(IMPORT) && it.quantity() == quantity);
        if (!untouched) {
            return "the stock of " + sku + " has changed since";
        }
        if (quantity > 0) {
            if (!levels.change(handle, key, -quantity, true)) {
                return sku + " is in an order or a checkout";
            }
            movements.insert(
                    handle, scope, MovementKind.ADJUST, new TreeMap<>(Map.of(key, -quantity)), world.id(), TAKEN_BACK);
        }
        return "";
    }
}
