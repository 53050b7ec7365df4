package io.tradewind.commerce.app.web;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/**
 * Waits only so long for a body, since a thread waits with it: some time for all of it, and a second more for each
 * kilobyte that has come. Jetty's own {@code MinimumDataRateHandler} knows a rate alone and would refuse whoever begins
 * slowly, as phones do.
 */
public final class Patience extends Handler.Wrapper {
    private static final int BYTES_A_SECOND = 1000;

    private final Duration patience;

    /** Waits that long for a body of few bytes. */
    public Patience(Duration patience) {
        this.patience = patience;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(new Waiting(request), response, callback);
    }

    /** Read by one thread at a time, as bodies are. */
    private final class Waiting extends Request.Wrapper {
        private long since;
        private long bytes;
        private Content.@Nullable Chunk over;

        Waiting(Request request) {
            super(request);
        }

        @Override
        public Content.@Nullable Chunk read() {
            Content.Chunk chunk = over == null ? super.read() : over;
            bytes += chunk == null ? 0 : chunk.remaining();
            return chunk;
        }

        @Override
        public void demand(Runnable arrived) {
            if (since == 0) {
                since = NanoTime.now();
            } else if (NanoTime.millisSince(since) > patience.toMillis() + bytes * 1000 / BYTES_A_SECOND) {
                over = Content.Chunk.from(new TimeoutException("the body trickles in"));
                arrived.run();
                return;
            }
            super.demand(arrived);
        }
    }
}
