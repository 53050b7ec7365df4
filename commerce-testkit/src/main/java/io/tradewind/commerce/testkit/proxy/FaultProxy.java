package io.tradewind.commerce.testkit.proxy;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy between a plugin and its provider that does to each request what a script or a seed says, and keeps what
 * it saw. Without either it forwards. The plugin is pointed at {@link #address()} by its {@code endpoint} setting.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.to(provider)) {
 *     proxy.next(Fault.dropped());
 *     … the plugin's call answers "unknown"
 *     assertThat(proxy.seen()).hasSize(1);
 * }
 * }</pre>
 *
 * <p>Safe for many threads. Its own threads are daemons and end with it.
 */
public final class FaultProxy implements AutoCloseable {
    // made once: a client cannot be closed on Java 17, and each has a thread of its own
    private static final HttpClient FORWARDING = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final URI provider;
    private final Deque<Fault> script = new ArrayDeque<>();
    private final List<Seen> seen = new ArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Exchanger<Forwarder.Reply> swapping = new Exchanger<>();
    private final Forwarder forwarder;
    private final int port;
    private Ear ear;
    private boolean deaf;
    private @Nullable Random seed;
    private @Nullable Fault always;
    private Predicate<Seen> spared = request -> false;
    private Forwarder.@Nullable Reply first;

    private FaultProxy(URI provider, int wanted) {
        this.provider = provider;
        this.forwarder = new Forwarder(FORWARDING, provider);
        ServerSocket socket = bound(wanted);
        this.port = socket.getLocalPort();
        this.ear = Ear.at(socket, this::accept);
    }

    /** Starts a proxy on the loopback in front of a provider. */
    public static FaultProxy to(URI provider) {
        return new FaultProxy(provider, 0);
    }

    /** The same at that port, for a program that is told where to send beforehand; 0 takes any free one. */
    public static FaultProxy to(URI provider, int port) {
        return new FaultProxy(provider, port);
    }

    /** Returns where the plugin has to send, with the path of the provider's own address. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port + provider.getRawPath());
    }

    // ---- script ----

    /** Has the next requests meet these faults, one each, in order. */
    public FaultProxy next(Fault... faults) {
        synchronized (script) {
            script.addAll(List.of(faults));
        }
        hangUpIfRefusing();
        return this;
    }

    /** Has every request without a fault of its own meet this one. */
    public FaultProxy always(Fault fault) {
        synchronized (script) {
            always = fault;
        }
        hangUpIfRefusing();
        return this;
    }

    /** Draws a fault for each request from now on; the same seed draws the same faults. */
    public FaultProxy seeded(long newSeed) {
        synchronized (script) {
            seed = new Random(newSeed);
        }
        return this;
    }

    /**
     * Forwards these requests untouched, whatever the script says, as the signing-in before a call with an effect. A
     * refused connection spares nobody.
     */
    public FaultProxy sparing(Predicate<Seen> requests) {
        synchronized (script) {
            spared = requests;
        }
        return this;
    }

    /** Forgets script, seed and what is spared, and listens again. What was seen stays. */
    public FaultProxy calm() {
        Ear shut;
        synchronized (script) {
            script.clear();
            seed = null;
            always = null;
            spared = request -> false;
            if (!deaf || closed.getCount() == 0) {
                return this;
            }
            shut = ear;
        }
        shut.shut();
        ServerSocket socket = bound(port);
        synchronized (script) {
            deaf = false;
            ear = Ear.at(socket, this::accept);
        }
        return this;
    }

    // ---- what was seen ----

    /** Returns every request so far, oldest first. */
    public List<Seen> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    /** Returns how many requests so far satisfy a condition. */
    public long count(Predicate<Seen> condition) {
        return seen().stream().filter(condition).count();
    }

    // ---- at work ----

    private static ServerSocket bound(int port) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 128);
            return socket;
        } catch (IOException cannotListen) {
            throw new UncheckedIOException(cannotListen);
        }
    }

    private void accept(ServerSocket socket) {
        while (true) {
            try {
                Socket connection = socket.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                thread(() -> serve(connection));
            } catch (IOException closedMeanwhile) {
                return;
            }
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "tck-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket connection) {
        try (connection) {
            while (true) {
                var request = Wire.request(connection.getInputStream());
                if (request.isEmpty()) {
                    return;
                }
                Seen each = remember(request.get());
                Fault fault = each.fault();
                if (!Line.of(connection, this).carry(each, fault)) {
                    return;
                }
            }
        } catch (IOException | NumberFormatException gone) {
            return; // the plugin hung up, or does not speak HTTP
        } finally {
            connections.remove(connection);
        }
    }

    private Fault draw(Seen request) {
        Fault fault;
        synchronized (script) {
            if (spared.test(request)) {
                fault = new Fault.Pass();
            } else if (!script.isEmpty()) {
                fault = script.peek() instanceof Fault.Refuse ? script.element() : script.remove();
            } else if (always != null) {
                fault = always;
            } else {
                fault = seed == null ? new Fault.Pass() : Fault.drawn(seed);
            }
        }
        shutIfNext();
        return fault;
    }

    private Seen remember(Wire.Message request) {
        String[] words = request.first().split(" ", -1);
        Seen plain = new Seen(
                0, words[0], words.length > 1 ? words[1] : "", request.headers(), request.body(), new Fault.Pass());
        Fault fault = draw(plain);
        synchronized (seen) {
            Seen each = new Seen(seen.size() + 1, plain.method(), plain.target(), plain.headers(), plain.body(), fault);
            seen.add(each);
            return each;
        }
    }

    /** A refused connection is never seen, so the ear is shut before the request before it is answered. */
    private boolean shutIfNext() {
        Ear shut;
        synchronized (script) {
            if (!((script.isEmpty() ? always : script.peek()) instanceof Fault.Refuse)) {
                return false;
            }
            deaf = true;
            shut = ear;
        }
        shut.shut();
        return true;
    }

    private void hangUpIfRefusing() {
        if (shutIfNext()) {
            connections.forEach(FaultProxy::quietly);
        }
    }

    Forwarder.Reply forward(Seen request) throws IOException {
        Forwarder.Reply reply = forwarder.forward(request);
        boolean counts;
        synchronized (script) {
            counts = !spared.test(request);
        }
        synchronized (seen) {
            if (first == null && counts) {
                first = reply;
            }
        }
        return reply;
    }

    Forwarder.Reply firstReply(Forwarder.Reply otherwise) {
        synchronized (seen) {
            return first == null ? otherwise : first;
        }
    }

    Exchanger<Forwarder.Reply> swapping() {
        return swapping;
    }

    CountDownLatch closed() {
        return closed;
    }

    @Override
    public void close() {
        closed.countDown();
        Ear shut;
        synchronized (script) {
            shut = ear;
        }
        shut.shut();
        connections.forEach(FaultProxy::quietly);
    }

    /** A port, and the thread at it. */
    private record Ear(ServerSocket socket, CompletableFuture<Void> accepting) {
        static Ear at(ServerSocket socket, Consumer<ServerSocket> accept) {
            return new Ear(socket, CompletableFuture.runAsync(() -> accept.accept(socket), FaultProxy::thread));
        }

        /**
         * Waits for the thread, as the kernel keeps the port open for as long as one still asks there. Whoever else shuts
         * it meanwhile waits too.
         */
        void shut() {
            quietly(socket);
            accepting.join();
        }
    }

    private static void quietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException already) {
            return;
        }
    }
}
