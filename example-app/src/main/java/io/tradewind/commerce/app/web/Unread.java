package io.tradewind.commerce.app.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.eclipse.jetty.util.NanoTime;

/** What of a body nobody wants. */
public final class Unread {
    private static final int MOST = 128 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PIECE = 8 * 1024;

    private Unread() {}

    /**
     * Ends the connection after an answer that does not need the body. What of it is on its way is taken off the line
     * first, within reason: whoever is still writing when the line is cut never gets to read the answer.
     */
    public static void endAfter(Context context) {
        context.header("Connection", "close");
        long began = NanoTime.now();
        byte[] piece = new byte[PIECE];
        try (InputStream in = context.bodyInputStream()) {
            long heard = 0;
            int some;
            do {
                some = in.read(piece);
                heard += some;
            } while (some >= 0 && heard < MOST && NanoTime.millisSince(began) < PATIENCE.toMillis());
        } catch (IOException gone) {
            // The caller has hung up and does not wait for the answer either.
        }
    }
}
