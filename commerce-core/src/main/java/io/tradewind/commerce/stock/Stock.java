package io.tradewind.commerce.stock;

import com.google.inject.assistedinject.Assisted;
import io.tradewind.commerce.access.Permission;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.error.TypedText;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The stock room: receive, correct and look up goods. Staff need the permission {@code STOCK}; what shoppers are told is
 * for everybody. Safe for many threads.
 */
public final class Stock {
    private static final int MOST = 1_000_000;
    private static final int REASON = 200;
    private static final int PAGE = 50;
    private static final UUID NEWEST = new UUID(-1L, -1L);

    private final Scope scope;
    private final LevelStore levels;
    private final PromiseStore promises;
    private final MovementStore movements;
    private final ReservationStore reservations;
    private final Arrivals arrivals;
    private final StockAlerts alerts;
    private final World world;

    @Inject
    Stock(
            @Assisted Scope scope,
            LevelStore levels,
            PromiseStore promises,
            MovementStore movements,
            ReservationStore reservations,
            Arrivals arrivals,
            StockAlerts alerts,
            World world) {
        this.scope = scope;
        this.levels = levels;
        this.promises = promises;
        this.movements = movements;
        this.reservations = reservations;
        this.arrivals = arrivals;
        this.alerts = alerts;
        this.world = world;
    }

    /**
     * Books units in at the location that sells. Orders that wait for them get them first, in the order they were
     * placed.
     *
     * @param sku of an article of this store; one that is in no product is refused
     * @param quantity 1 to 1,000,000
     * @param reason what a person reads in the movements, such as {@code "delivery note 17"}; at most 200 characters
     */
    public StockLevel receive(Sku sku, int quantity, String reason) {
        if (quantity < 1 || quantity > MOST) {
            throw CommerceException.badArgument("quantity", quantity, "1 to " + MOST);
        }
        return change(sku, quantity, MovementKind.RECEIPT, reason).orThrow();
    }

    /**
     * Corrects the level at the location that sells by that many units, up or down: found, lost, broken. It never goes
     * below what is reserved; the answer then names the orders at stake.
     */
    public AdjustAnswer adjust(Sku sku, int change, String reason) {
        if (change == 0 || Math.abs((long) change) > MOST) {
            throw CommerceException.badArgument("change", change, "-" + MOST + " to " + MOST + ", not 0");
        }
        return change(sku, change, MovementKind.ADJUST, reason);
    }

    /** Sets the level at the location that sells to what was counted there; the same answer as {@link #adjust}. */
    public AdjustAnswer count(Sku sku, int counted, String reason) {
        Given.value("sku", sku);
        if (counted < 0 || counted > MOST) {
            throw CommerceException.badArgument("counted", counted, "0 to " + MOST);
        }
        require(reason);
        UUID cause = world.id();
        return scope.tx().write("stock.count", handle -> {
            List<Reservation> waiting = reservations.waiting(handle, scope.storeId(), sku);
            StockLevel now = levels.find(handle, selling(sku), true).orElseGet(() -> empty(sku));
            return now.onHand() == counted
                    ? new AdjustAnswer.Adjusted(now)
                    : change(handle, sku, counted - now.onHand(), MovementKind.ADJUST, reason, cause, waiting);
        });
    }

    private AdjustAnswer change(Sku sku, int units, MovementKind kind, String reason) {
        Given.value("sku", sku);
        require(reason);
        UUID cause = world.id();
        return scope.tx().write("stock." + kind.name().toLowerCase(Locale.ROOT), handle -> {
            List<Reservation> waiting = reservations.waiting(handle, scope.storeId(), sku);
            return change(handle, sku, units, kind, reason, cause, waiting);
        });
    }

    private AdjustAnswer change(
            Handle handle,
            Sku sku,
            int units,
            MovementKind kind,
            String reason,
            UUID cause,
            List<Reservation> waiting) {
        StockKey key = selling(sku);
        if (!levels.changeKnown(handle, key, units)) {
            StockLevel level = levels.find(handle, key, false).orElseGet(() -> empty(sku));
            if (units > 0) {
                throw CommerceException.badArgument("quantity", units, level.onHand() + " are there, a level is full");
            }
            return new AdjustAnswer.Short(level, reservations.atStake(handle, key));
        }
        movements.insert(handle, scope, kind, new TreeMap<>(Map.of(key, units)), cause, reason.strip());
        arrivals.fill(handle, scope, sku, waiting);
        return new AdjustAnswer.Adjusted(levels.find(handle, key, false).orElseGet(() -> empty(sku)));
    }

    /** The level at the location that sells; zero for an article that was never there. */
    public StockLevel level(Sku sku) {
        Given.value("sku", sku);
        scope.require(Permission.STOCK);
        return scope.tx()
                .read("stock.level", handle -> levels.find(handle, selling(sku), false))
                .orElseGet(() -> empty(sku));
    }

    /** The levels of these articles at every location where they have been, sorted by SKU and location. */
    public List<StockLevel> levels(Collection<Sku> skus) {
        scope.require(Permission.STOCK);
        return scope.tx().read("stock.levels", handle -> levels.levels(handle, scope.storeId(), skus));
    }

    /**
     * Articles of which no more than so many units are free at the location that sells, the scarcest first.
     *
     * @param free 0 or more
     * @param rows most articles to name, 1 to 200
     */
    public List<StockLevel> scarce(int free, int rows) {
        scope.require(Permission.STOCK);
        if (free < 0 || rows < 1 || rows > 200) {
            throw CommerceException.badArgument("rows", rows, "1 to 200 rows, and a bound of 0 or more");
        }
        return scope.tx()
                .read(
                        "stock.scarce",
                        handle -> levels.scarce(
                                handle, scope.storeId(), scope.store().policy().location(), free, rows));
    }

    /** What shoppers are told about these articles, one line for each, in one statement. */
    public Map<Sku, StockLine> lines(Collection<Sku> skus) {
        Map<Sku, StockLine> lines = new LinkedHashMap<>();
        scope.tx()
                .read("stock.lines", handle -> free(handle, skus))
                .forEach((sku, free) -> lines.put(
                        sku,
                        StockLine.of(sku, free.units(), free.release(Kind.PREORDER), free.release(Kind.BACKORDER))));
        return lines;
    }

    /** What shoppers are told about this article. */
    public StockLine line(Sku sku) {
        Given.value("sku", sku);
        return Objects.requireNonNull(lines(List.of(sku)).get(sku));
    }

    private Map<Sku, PromiseStore.Free> free(Handle handle, Collection<Sku> skus) {
        return promises.free(handle, scope.storeId(), scope.store().policy().location(), skus);
    }

    /**
     * Notes that somebody wants to hear when a sold-out article is back. They get one message by the store's e-mail
     * account, those who asked first before the others, and their address is forgotten a month later; wishes that nothing
     * came of lapse after half a year. One actor waits for at most 20 articles.
     *
     * @param email where the message goes
     */
    public AlertAnswer tellMe(Sku sku, String email) {
        Given.value("sku", sku);
        Given.value("email", email);
        return alerts.ask(scope, sku, email);
    }

    /** Lets up to {@code cap} units be sold without being there; not for {@code ON_HAND}. */
    public void setPromise(Sku sku, Kind kind, int cap) {
        setPromise(sku, kind, cap, Optional.empty());
    }

    /**
     * The same with the moment before which nothing is given to those who wait. A cap below what is promised already
     * ends the sale but takes nothing back.
     */
    public void setPromise(Sku sku, Kind kind, int cap, Optional<Instant> releasesAt) {
        Given.value("sku", sku);
        scope.require(Permission.STOCK);
        if (kind == Kind.ON_HAND) {
            throw CommerceException.badArgument("kind", kind, "goods in the building need no promise");
        }
        if (cap < 0 || cap > MOST) {
            throw CommerceException.badArgument("cap", cap, "0 to " + MOST);
        }
        scope.tx().write("stock.promise", handle -> {
            promises.cap(handle, new PromiseKey(scope.storeId(), sku, kind), cap, releasesAt);
            return true;
        });
    }

    /** Changes of the levels of this article, newest first, 50 a page; {@code after} is the page's {@code next}. */
    public Movements movements(Sku sku, Optional<UUID> after) {
        Given.value("sku", sku);
        scope.require(Permission.STOCK);
        List<Movement> found = scope.tx()
                .read(
                        "stock.movements",
                        handle -> movements.page(handle, scope.storeId(), sku, after.orElse(NEWEST), PAGE + 1));
        boolean more = found.size() > PAGE;
        List<Movement> page = more ? found.subList(0, PAGE) : found;
        return new Movements(page, more ? Optional.of(page.get(PAGE - 1).id()) : Optional.empty());
    }

    /** Every place where goods have lain. */
    public List<Location> locations() {
        scope.require(Permission.STOCK);
        return scope.tx().read("stock.locations", handle -> levels.locations(handle, scope.storeId()));
    }

    private void require(String reason) {
        scope.require(Permission.STOCK);
        TypedText.require("reason", reason, REASON);
    }

    private StockKey selling(Sku sku) {
        return new StockKey(scope.storeId(), sku, scope.store().policy().location());
    }

    private StockLevel empty(Sku sku) {
        return new StockLevel(sku, scope.store().policy().location(), 0, 0);
    }
}
