package io.tradewind.commerce.internal.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was said in one call: what the plugin was asked and answered, and what it exchanged with its provider on the
 * thread of the call. It is put into words when the record is written, not while somebody waits. Safe for many threads.
 */
final class Transcript {
    private static final ThreadLocal<@Nullable Transcript> OPEN = new ThreadLocal<>();
    private static final int MOST = 8;

    private final Object asked;
    private final Queue<Exchange> exchanges = new ConcurrentLinkedQueue<>();

    Transcript(Object asked) {
        this.asked = asked;
    }

    static void hear(Exchange exchange) {
        Transcript open = OPEN.get();
        if (open != null && open.exchanges.size() < MOST) {
            open.exchanges.add(exchange);
        }
    }

    /** The same work, heard. */
    <T> Callable<T> around(Callable<T> work) {
        return () -> {
            OPEN.set(this);
            try {
                return work.call();
            } finally {
                OPEN.remove();
            }
        };
    }

    /** What was asked; may be empty. */
    String request() {
        return page(asked, Exchange::sent);
    }

    /** What was answered; may be empty. */
    String answer(Object answered) {
        return page(answered, Exchange::received);
    }

    private String page(Object first, Function<Exchange, String> words) {
        List<String> parts = new ArrayList<>();
        parts.add(Redaction.record(first));
        exchanges.forEach(it -> parts.add(words.apply(it)));
        return String.join("\n\n", parts.stream().filter(it -> !it.isEmpty()).toList());
    }
}
