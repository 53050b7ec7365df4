package io.tradewind.commerce.testkit.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One connection from the plugin; does one fault to one request at a time. */
final class Line {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket connection;
    private final FaultProxy proxy;
    private final OutputStream out;

    private Line(Socket connection, FaultProxy proxy) throws IOException {
        this.connection = connection;
        this.proxy = proxy;
        this.out = connection.getOutputStream();
    }

    static Line of(Socket connection, FaultProxy proxy) throws IOException {
        return new Line(connection, proxy);
    }

    /** Returns whether the connection can carry another request. */
    boolean carry(Seen request, Fault fault) throws IOException {
        if (fault instanceof Fault.ResetBefore) {
            return reset();
        } else if (fault instanceof Fault.Answer it) {
            if (it.forwarded()) {
                proxy.forward(request);
            }
            return answer(new Forwarder.Reply(it.status(), lists(it.headers()), it.body()));
        } else if (fault instanceof Fault.Refuse) {
            return reset(); // came on a connection that was open already
        } else if (fault instanceof Fault.Duplicate) {
            proxy.forward(request);
            return answer(proxy.forward(request));
        }
        Forwarder.Reply reply = proxy.forward(request);
        if (fault instanceof Fault.DropAfter it) {
            return it.reset() ? reset() : false;
        } else if (fault instanceof Fault.Hang it) {
            pause(it.time());
            return false;
        } else if (fault instanceof Fault.Delay it) {
            pause(it.time());
            return answer(reply);
        } else if (fault instanceof Fault.Trickle it) {
            return trickle(reply, it.gap());
        } else if (fault instanceof Fault.Truncate it) {
            Wire.head(out, reply.status(), reply.headers(), reply.body().length);
            out.write(reply.body(), 0, Math.max(0, Math.min(it.bytes(), reply.body().length - 1)));
            out.flush();
            return false;
        } else if (fault instanceof Fault.Replay) {
            return answer(proxy.firstReply(reply));
        } else if (fault instanceof Fault.Swap) {
            return answer(swapped(reply));
        } else if (fault instanceof Fault.Lie it) {
            return answer(new Forwarder.Reply(
                    reply.status(), reply.headers(), it.edit().apply(reply.body())));
        }
        return answer(reply);
    }

    private boolean answer(Forwarder.Reply reply) throws IOException {
        Wire.head(out, reply.status(), reply.headers(), reply.body().length);
        out.write(reply.body());
        out.flush();
        return true;
    }

    private boolean trickle(Forwarder.Reply reply, Duration gap) throws IOException {
        Wire.head(out, reply.status(), reply.headers(), reply.body().length);
        out.flush();
        for (byte each : reply.body()) {
            pause(gap);
            out.write(each);
            out.flush();
        }
        return true;
    }

    private Forwarder.Reply swapped(Forwarder.Reply own) throws IOException {
        try {
            return proxy.swapping().exchange(own, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException nobodyElse) {
            return own;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    /** Ends early when the proxy is closed. */
    private void pause(Duration time) throws IOException {
        try {
            if (proxy.closed().await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("the proxy was closed");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }

    /** Closes with a reset instead of a goodbye. */
    private boolean reset() throws IOException {
        connection.setSoLinger(true, 0);
        connection.close();
        return false;
    }

    private static Map<String, List<String>> lists(Map<String, String> headers) {
        Map<String, List<String>> lists = new TreeMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return lists;
    }
}
