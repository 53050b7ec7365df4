package io.tradewind.commerce.app.web;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Something that is made when it is first asked for, so that no start waits for it. Safe for many threads. */
public final class Lazy<T> implements Supplier<T> {
    private final Supplier<T> making;
    private volatile @Nullable T made;

    public Lazy(Supplier<T> making) {
        this.making = making;
    }

    @Override
    public T get() {
        T ready = made;
        if (ready == null) {
            synchronized (this) {
                ready = made;
                if (ready == null) {
                    ready = making.get();
                    made = ready;
                }
            }
        }
        return ready;
    }
}
