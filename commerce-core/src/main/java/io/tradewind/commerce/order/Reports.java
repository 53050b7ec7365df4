package io.tradewind.commerce.order;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.store.Scope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Adds orders up by stretches of time. */
@Singleton
final class Reports {
    private static final int MOST_STRETCHES = 1000;

    private final ReportStore store;

    @Inject
    Reports(ReportStore store) {
        this.store = store;
    }

    List<Sales> sales(Scope scope, Instant from, Instant until, Duration step) {
        int stretches = stretches(from, until, step);
        int[] orders = new int[stretches];
        long[] worth = new long[stretches];
        scope.tx().read("orders.sales", handle -> {
            store.sales(handle, scope, from, until, (at, minor) -> {
                int stretch = stretch(from, at, step);
                orders[stretch]++;
                worth[stretch] += minor;
            });
            return true;
        });
        List<Sales> all = new ArrayList<>();
        for (int i = 0; i < stretches; i++) {
            all.add(new Sales(from.plus(step.multipliedBy(i)), orders[i], scope.money(worth[i])));
        }
        return all;
    }

    List<Promised> promised(Scope scope, Instant from, Instant until, Duration step) {
        int stretches = stretches(from, until, step);
        int[] orders = new int[stretches];
        int[] kept = new int[stretches];
        scope.tx().read("orders.promised", handle -> {
            store.promised(handle, scope, from, until, (at, count) -> {
                int stretch = stretch(from, at, step);
                orders[stretch]++;
                kept[stretch] += (int) count;
            });
            return true;
        });
        List<Promised> all = new ArrayList<>();
        for (int i = 0; i < stretches; i++) {
            all.add(new Promised(from.plus(step.multipliedBy(i)), orders[i], kept[i]));
        }
        return all;
    }

    List<Origin> origins(Scope scope, Instant from, Instant until) {
        return scope.tx().read("orders.origins", handle -> store.origins(handle, scope, from, until));
    }

    private static int stretch(Instant from, Instant at, Duration step) {
        return (int) (Duration.between(from, at).toNanos() / step.toNanos());
    }

    private static int stretches(Instant from, Instant until, Duration step) {
        long stretches = step.isNegative() || step.isZero() || !from.isBefore(until)
                ? 0
                : (Duration.between(from, until).toNanos() + step.toNanos() - 1) / step.toNanos();
        if (stretches < 1 || stretches > MOST_STRETCHES) {
            throw CommerceException.badArgument("step", step, "1 to " + MOST_STRETCHES + " stretches of time");
        }
        return (int) stretches;
    }
}
