package io.tradewind.commerce.stock;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.commerce.catalog.NewProduct;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.testing.TestShop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.joda.money.Money;

/** A store with a stock room, and what must hold in it after every story. */
final class StockRoom implements AutoCloseable {
    static final Sku MUG = Sku.of("MUG-WHITE");
    static final Sku BOWL = Sku.of("BOWL-1");

    private static final Map<String, String> INVARIANTS = Map.of(
            "INV-STOCK-1", "select sku from commerce.stock where reserved < 0 or reserved > on_hand",
            "INV-STOCK-2", """
                    select s.sku from commerce.stock s
                    left join (select store_id, sku, location, sum(quantity) q from commerce.stock_movement
                      group by store_id, sku, location) m
                      on m.store_id = s.store_id and m.sku = s.sku and m.location = s.location
                    left join (select store_id, sku, location, sum(quantity) q from commerce.reservation
                      where state = 'ALLOCATED' or (state = 'HELD' and kind = 'ON_HAND')
                      group by store_id, sku, location) r
                      on r.store_id = s.store_id and r.sku = s.sku and r.location = s.location
                    where s.on_hand <> coalesce(m.q, 0) or s.reserved <> coalesce(r.q, 0)
                    """,
            "INV-STOCK-3", """
                    select k.sku from commerce.promise k
                    left join (select store_id, sku, kind, sum(quantity) q from commerce.reservation
                      where kind <> 'ON_HAND' and state in ('HELD', 'AWAITING') group by store_id, sku, kind) r
                      on r.store_id = k.store_id and r.sku = k.sku and r.kind = k.kind
                    where k.promised < 0 or k.promised > k.cap or k.promised <> coalesce(r.q, 0)
                    """,
            "INV-STOCK-6", """
                    select cause_id from commerce.stock_movement where kind in ('SALE', 'RETURN', 'RESTOCK')
                    group by store_id, sku, location, kind, cause_id having count(*) > 1
                    """);

    final TestShop shop;
    final Reservations reservations;
    final Stock stock;

    StockRoom(TestShop shop) {
        this.shop = shop.breaking("INV-STOCK-7"); // goods are kept here without any order
        this.reservations = shop.part(Reservations.class);
        this.stock = shop.staff().stock();
        sell(MUG);
        sell(BOWL);
    }

    /** Puts an article into the catalog. */
    void sell(Sku sku) {
        shop.staff().catalog().publish(NewProduct.named("Article " + sku).variant(sku, Money.parse("EUR 12.50")));
    }

    Instant soon() {
        return shop.clock().instant().plus(Duration.ofMinutes(15));
    }

    HoldAnswer hold(UUID checkout, Wanted... wanted) {
        return shop.tx()
                .write("test", handle -> reservations.hold(handle, shop.scope(), checkout, List.of(wanted), soon()));
    }

    boolean allocate(UUID checkout) {
        return shop.tx().write("test", handle -> reservations.allocate(handle, shop.scope(), checkout));
    }

    void release(UUID checkout) {
        shop.tx().write("test", handle -> {
            reservations.release(handle, shop.scope(), checkout);
            return true;
        });
    }

    void release(UUID checkout, UUID line, int units) {
        shop.tx().write("test", handle -> {
            reservations.release(handle, shop.scope(), checkout, Map.of(line, units));
            return true;
        });
    }

    void ship(UUID checkout, Map<UUID, Integer> quantities, UUID parcel) {
        shop.tx().write("test", handle -> {
            reservations.ship(handle, shop.scope(), checkout, quantities, parcel);
            return true;
        });
    }

    /** Lets the hold of one article run out before the others of its checkout. */
    void lapse(UUID checkout, Sku sku) {
        shop.tx()
                .write(
                        "test",
                        handle -> handle.createUpdate("""
                        update commerce.reservation set expires_at = :past
                        where store_id = :store and checkout_id = :checkout and sku = :sku
                        """)
                                .bind("past", TestShop.START.minusSeconds(1))
                                .bind("store", shop.store().id())
                                .bind("checkout", checkout)
                                .bind("sku", sku.value())
                                .execute());
    }

    void putBack(UUID cause, Sku sku, int units, boolean forSale) {
        shop.tx().write("test", handle -> {
            reservations.putBack(handle, shop.scope(), cause, sku, units, forSale);
            return true;
        });
    }

    Availability free(Sku sku) {
        return shop.tx()
                .read("test", handle -> reservations.available(handle, shop.scope(), List.of(sku)))
                .get(sku);
    }

    /** Units of a checkout by state, such as {@code ALLOCATED 2}. */
    Map<String, Long> states(UUID checkout) {
        return shop.tx()
                .read(
                        "test",
                        handle -> handle.createQuery("""
                        select state, sum(quantity) as units from commerce.reservation
                        where store_id = :store and checkout_id = :checkout group by state
                        """)
                                .bind("store", shop.store().id())
                                .bind("checkout", checkout)
                                .collectRows(Collectors.toMap(
                                        row -> row.getColumn("state", String.class),
                                        row -> row.getColumn("units", Long.class))));
    }

    void assertSound() {
        shop.tx().read("test", handle -> {
            INVARIANTS.forEach((id, query) -> assertThat(
                            handle.createQuery(query).mapToMap().list())
                    .as(id)
                    .isEmpty());
            return true;
        });
    }

    static Wanted wanted(Sku sku, int quantity, Kind kind) {
        return new Wanted(UUID.randomUUID(), sku, quantity, kind);
    }

    static Wanted wanted(Sku sku, int quantity) {
        return wanted(sku, quantity, Kind.ON_HAND);
    }

    @Override
    public void close() {
        try {
            assertSound();
        } finally {
            shop.close();
        }
    }
}
