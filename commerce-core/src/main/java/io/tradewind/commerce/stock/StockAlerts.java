package io.tradewind.commerce.stock;

import io.tradewind.commerce.catalog.SaleItem;
import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.catalog.Variants;
import io.tradewind.commerce.customer.EmailAddresses;
import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.event.Change;
import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * People who want to hear when a sold-out article is back. Each is told once: the wish ends in the transaction that writes
 * the event its message comes from. Whoever asked first is told first, at most 100 a minute, and only while units are
 * free, so that few goods do not call many people. Safe for many threads and processes.
 */
@Internal
@Singleton
public final class StockAlerts {
    private static final String NAME = "stock-alerts";
    private static final int MOST = 20;
    private static final Duration PATIENCE = Duration.ofDays(180);
    private static final Duration KEPT = Duration.ofDays(30);

    private final StockAlertStore store;
    private final PromiseStore promises;
    private final Variants variants;
    private final Outbox outbox;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;

    @Inject
    StockAlerts(
            StockAlertStore store,
            PromiseStore promises,
            Variants variants,
            Outbox outbox,
            Scopes scopes,
            Tx tx,
            World world) {
        this.store = store;
        this.promises = promises;
        this.variants = variants;
        this.outbox = outbox;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
    }

    /**
     * What to tell whom.
     *
     * @param email empty once it was forgotten
     * @param item as it is for sale now
     */
    public record Wish(String email, SaleItem item) {
        @Override
        public String toString() {
            return "Wish[" + item.sku() + "]";
        }
    }

    /** The wish of that id; empty if what it is for is not for sale any more. In the caller's transaction. */
    public Optional<Wish> of(Handle handle, Scope scope, UUID id) {
        return store.find(handle, scope, id)
                .flatMap(it -> Optional.ofNullable(variants.forSale(handle, scope, List.of(it.sku()))
                                .get(it.sku()))
                        .map(item -> new Wish(it.email(), item)));
    }

    AlertAnswer ask(Scope scope, Sku sku, String typed) {
        Optional<String> email = EmailAddresses.tidy(typed);
        if (email.isEmpty()) {
            return refused("email-malformed", "email", "Write the address as name@example.org.");
        }
        UUID id = world.id();
        return scope.tx().write("stock.ask", handle -> {
            SaleItem item = variants.forSale(handle, scope, List.of(sku)).get(sku);
            if (item == null) {
                return refused("unavailable", "sku", "This article is not for sale.");
            }
            PromiseStore.Free free = promises.free(
                            handle, scope.storeId(), scope.store().policy().location(), List.of(sku))
                    .get(sku);
            if (free != null && free.units().onHandFree() > 0) {
                return refused("in-stock", "sku", "This article is in stock. You can order it now.");
            }
            if (store.openOfOwner(handle, scope) >= MOST) {
                return refused(
                        "too-many-alerts", "", "You wait for " + MOST + " articles already, the most there can be.");
            }
            String key = key(email.get());
            if (store.openOfEmail(handle, scope, key) < MOST
                    && store.insert(handle, scope, id, sku, email.get(), key, world.now())) {
                outbox.record(handle, scope, List.of(change(id, 1, "", StockAlertState.WAITING)));
            }
            return new AlertAnswer.Noted();
        });
    }

    private static AlertAnswer refused(String code, String field, String message) {
        return new AlertAnswer.Refused(Refusal.of(code, field, message));
    }

    private static Change change(UUID id, int version, String from, StockAlertState to) {
        return Change.of(StockAlertFlow.TABLE.machine(), id, version, from, to.name(), id, null);
    }

    /** The job that tells people. */
    public Job job() {
        return new Job(
                NAME, Duration.ofMinutes(1), () -> end(StockAlertMove.TELL, tx.read("stock.served", store::served)));
    }

    /** The job that gives up waiting and forgets addresses. */
    public Job pruning() {
        return new Job("stock-alert-pruning", Duration.ofHours(6), () -> {
            Instant now = world.now();
            tx.write("stock.forget", handle -> store.forget(handle, now.minus(KEPT)));
            return end(StockAlertMove.LAPSE, tx.read("stock.old", handle -> store.old(handle, now.minus(PATIENCE))));
        });
    }

    private int end(StockAlertMove move, List<StockAlertStore.Due> due) {
        int moved = 0;
        for (int id : due.stream().map(StockAlertStore.Due::store).distinct().toList()) {
            if (scopes.knows(id)) {
                Scope scope = scopes.system(id, NAME);
                List<StockAlertStore.Due> here =
                        due.stream().filter(it -> it.store() == id).toList();
                moved += tx.write("stock.alert", handle -> end(handle, scope, move, here));
            }
        }
        return moved;
    }

    private int end(Handle handle, Scope scope, StockAlertMove move, List<StockAlertStore.Due> due) {
        Map<Sku, SaleItem> items = variants.forSale(
                handle, scope, due.stream().map(StockAlertStore.Due::sku).toList());
        StockAlertState to = StockAlertFlow.TABLE.to(StockAlertState.WAITING, move);
        List<Change> changes = new ArrayList<>();
        for (StockAlertStore.Due it : due) {
            boolean called = move == StockAlertMove.LAPSE || items.containsKey(it.sku());
            if (called && store.end(handle, scope, it.id(), move, world.now())) {
                changes.add(change(it.id(), 2, StockAlertState.WAITING.name(), to));
            }
        }
        outbox.record(handle, scope, changes);
        return changes.size();
    }

    /** Under what an address is unique; tells nothing to whoever reads the index. */
    private static String key(String email) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(email.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
