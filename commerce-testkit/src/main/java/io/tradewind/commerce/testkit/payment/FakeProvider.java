package io.tradewind.commerce.testkit.payment;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.testkit.proxy.Fault;
import io.tradewind.commerce.testkit.proxy.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.joda.money.Money;

/**
 * A provider of one's own making that listens on the loopback. A subclass says what is answered; this class carries it,
 * keeps every request, and counts how often money moved:
 *
 * <pre>{@code
 * final class FakeAcme extends FakeProvider {
 *     protected Reply answer(Seen request) {
 *         moved(request.form().get("reference"), Money.parse("EUR 12.50"));
 *         return Reply.json(200, "{\"status\": \"done\"}");
 *     }
 * }
 * }</pre>
 *
 * <p>Requests are answered one after the other, under the lock of this object; what else touches a subclass's state takes
 * the same lock. Listens from the first {@link #address()} on, on daemon threads that end with {@link #close()}.
 */
public abstract class FakeProvider implements PaymentUpstream {
    private final Map<String, Integer> effects = new HashMap<>();
    private final Map<String, Money> booked = new HashMap<>();
    private final List<Seen> seen = new ArrayList<>();
    private final Deque<Reply> script = new ArrayDeque<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "tck-provider");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;
    private boolean listening;

    /**
     * What is answered.
     *
     * @param status HTTP status
     * @param headers headers, {@code Content-Type} included
     * @param body body; nothing is sent with a 204
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Reply(int status, Map<String, String> headers, byte[] body) {
        /** Copies headers and body. */
        public Reply {
            headers = Map.copyOf(headers);
            body = body.clone();
        }

        @Override
        public byte[] body() {
            return body.clone();
        }

        /** Returns an answer of a type, in UTF-8. */
        public static Reply of(int status, String contentType, String text) {
            return new Reply(status, Map.of("Content-Type", contentType), text.getBytes(StandardCharsets.UTF_8));
        }

        /** Returns an answer in JSON. */
        public static Reply json(int status, String text) {
            return of(status, "application/json", text);
        }

        /** Returns the same with a header more. */
        public Reply with(String header, String value) {
            Map<String, String> all = new TreeMap<>(headers);
            all.put(header, value);
            return new Reply(status, all, body);
        }
    }

    /** A provider at any free port. */
    protected FakeProvider() {
        this(0);
    }

    /**
     * A provider at that port, for a program that is told where it is beforehand.
     *
     * @param port 0 for any free one
     */
    protected FakeProvider(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 64);
        } catch (IOException taken) {
            throw new UncheckedIOException("port " + port + " cannot be listened at", taken);
        }
    }

    /** Answers a request; called under the lock of this object. What it throws is answered with 500. */
    protected abstract Reply answer(Seen request);

    /** Notes that money moved for an operation; more than once is what a good plugin never brings about. */
    protected final synchronized void moved(String operation, Money amount) {
        effects.merge(operation, 1, Integer::sum);
        booked.put(operation, amount);
    }

    /** Notes which amount was asked for, before any money moved. */
    protected final synchronized void asked(String operation, Money amount) {
        booked.put(operation, amount);
    }

    /** Returns the answer that a test ordered, once each; empty if there is none left. */
    protected final synchronized Optional<Reply> scripted() {
        return Optional.ofNullable(script.poll());
    }

    /** Has {@link #scripted()} return this answer next: the provider says it, and does nothing. */
    public final synchronized void answerNext(Reply reply) {
        script.add(reply);
    }

    /** Returns every request so far, oldest first; those that got lost on their way are not among them. */
    public final synchronized List<Seen> seen() {
        return List.copyOf(seen);
    }

    @Override
    public synchronized Optional<URI> address() {
        if (!listening) {
            listening = true;
            server.setExecutor(threads);
            server.createContext("/", this::serve);
            server.start();
        }
        return Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Reply reply = answer(exchange, body);
            reply.headers().forEach(exchange.getResponseHeaders()::add);
            byte[] said = reply.status() == 204 ? new byte[0] : reply.body();
            exchange.sendResponseHeaders(reply.status(), said.length == 0 ? -1 : said.length);
            exchange.getResponseBody().write(said);
        }
    }

    private synchronized Reply answer(HttpExchange exchange, byte[] body) {
        Seen request = new Seen(
                seen.size() + 1,
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders(),
                body,
                new Fault.Pass());
        seen.add(request);
        try {
            return answer(request);
        } catch (RuntimeException broken) {
            return Reply.of(500, "text/plain", "the fake provider broke: " + broken);
        }
    }

    @Override
    public final synchronized int effects(OperationId operation) {
        return effects.getOrDefault(operation.toString(), 0);
    }

    @Override
    public final synchronized Optional<Money> booked(OperationId operation) {
        return Optional.ofNullable(booked.get(operation.toString()));
    }

    @Override
    public void close() {
        address();
        server.stop(0);
        threads.shutdownNow();
    }
}
