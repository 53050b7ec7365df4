package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.Commerce;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One process: from its start until it is killed. After that it can do nothing any more. */
final class Life {
    private final List<FaultyConnection> open = new ArrayList<>();
    private volatile boolean dead;
    private @Nullable Commerce commerce;

    void opened(Commerce shop) {
        commerce = shop;
    }

    boolean isOpen() {
        return commerce != null && !dead;
    }

    Commerce commerce() {
        if (commerce == null) {
            throw new IllegalStateException("not open");
        }
        return commerce;
    }

    boolean isDead() {
        return dead;
    }

    /** Dies here and now; what was not committed is lost. */
    void die() {
        dead = true;
        List.copyOf(open).forEach(FaultyConnection::drop);
        throw new Crash();
    }

    void check() {
        if (dead) {
            throw new Crash();
        }
    }

    void holds(FaultyConnection connection) {
        open.add(connection);
    }

    void letsGo(FaultyConnection connection) {
        open.remove(connection);
    }
}
