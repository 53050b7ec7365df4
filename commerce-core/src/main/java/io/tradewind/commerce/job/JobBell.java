package io.tradewind.commerce.job;

import io.tradewind.commerce.spi.Internal;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Consumer;

/**
 * Rung by whoever has just committed work for a job, so that it need not wait for its next turn. It knows nobody, which
 * keeps jobs free to use the code that rings. Safe for many threads.
 */
@Internal
@Singleton
public final class JobBell {
    private volatile Consumer<String> listener = name -> {};

    @Inject
    JobBell() {}

    /** Asks for a run of that job soon; does nothing where jobs do not run by themselves. Never blocks, never fails. */
    public void ring(String job) {
        listener.accept(job);
    }

    void answeredBy(Consumer<String> answer) {
        listener = answer;
    }
}
