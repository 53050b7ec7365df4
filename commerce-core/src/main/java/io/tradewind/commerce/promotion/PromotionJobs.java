package io.tradewind.commerce.promotion;

import io.tradewind.commerce.event.Outbox;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.Job;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.store.Scopes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What time does to promotions: commissions become payable, wrong guesses are forgotten. Safe for many threads. */
@Internal
@Singleton
public final class PromotionJobs {
    private final CommissionStore commissions;
    private final CodeStore codes;
    private final Outbox outbox;
    private final Scopes scopes;
    private final Tx tx;
    private final World world;

    @Inject
    PromotionJobs(CommissionStore commissions, CodeStore codes, Outbox outbox, Scopes scopes, Tx tx, World world) {
        this.commissions = commissions;
        this.codes = codes;
        this.outbox = outbox;
        this.scopes = scopes;
        this.tx = tx;
        this.world = world;
    }

    /** Makes commissions payable whose return window is over. */
    public Job ripening() {
        return new Job("commissions", Duration.ofMinutes(10), this::ripen);
    }

    /** Forgets wrong guesses of codes after a day. */
    public Job forgetting() {
        return new Job(
                "code-guesses",
                Duration.ofHours(6),
                () -> tx.write(
                        "promotion.forget",
                        handle -> codes.forget(handle, world.now().minus(Duration.ofDays(1)))));
    }

    private int ripen() {
        return tx.write("promotion.ripen", handle -> {
            List<Commission> ripe = commissions.ripe(handle, world.now()).stream()
                    .filter(it -> scopes.knows(it.storeId()))
                    .map(it -> it.in(CommissionState.PAYABLE))
                    .toList();
            commissions.update(handle, ripe);
            Map<Integer, List<Commission>> byStore = ripe.stream()
                    .collect(Collectors.groupingBy(Commission::storeId, TreeMap::new, Collectors.toList()));
            byStore.forEach((store, rows) -> outbox.record(
                    handle,
                    scopes.system(store, "commissions"),
                    rows.stream()
                            .map(it -> Commissions.change(it, CommissionState.ACCRUED.name()))
                            .toList()));
            return ripe.size();
        });
    }
}
