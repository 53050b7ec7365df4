package io.tradewind.commerce.app.console;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.order.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What brought the orders of a stretch of time, most first; what is rare is put together.
 *
 * @param orders how many in all
 */
public record Sources(int orders, List<Source> all) {
    private static final int MOST = 6;

    /** Copies the list. */
    public Sources {
        all = List.copyOf(all);
    }

    /**
     * One of them.
     *
     * @param name of the influencer; empty for none
     * @param code empty for none
     * @param share of the largest, from 0 to 100
     */
    public record Source(String name, String code, int orders, int share) {}

    static Sources of(Shop shop, Instant from, Instant until) {
        List<Origin> origins = shop.orders().origins(from, until);
        int sum = origins.stream().mapToInt(Origin::orders).sum();
        int most = origins.stream().mapToInt(Origin::orders).max().orElse(1);
        List<Source> all = new ArrayList<>();
        origins.stream()
                .limit(MOST)
                .forEach(it -> all.add(new Source(
                        it.influencer().orElse(""), it.code().orElse(""), it.orders(), it.orders() * 100 / most)));
        int shown = all.stream().mapToInt(Source::orders).sum();
        if (shown < sum) {
            all.add(new Source("", "…", sum - shown, Math.min(100, (sum - shown) * 100 / most)));
        }
        return new Sources(sum, all);
    }
}
