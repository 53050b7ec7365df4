package io.tradewind.commerce.internal.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands between PostgreSQL and its driver and notes what each way to the server carries: the letters of its messages, such
 * as B and E for a statement, S for the end of what is answered together and Q for a text without values.
 */
final class Relay implements AutoCloseable {
    private static final int HEAD = 5;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> ways = new CopyOnWriteArrayList<>();
    private final ServerSocket door;
    private final URI server;

    /** Leads to the server of that JDBC URL. */
    Relay(String url) throws IOException {
        server = URI.create(url.substring("jdbc:".length()));
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::serve);
    }

    /** The JDBC URL that leads through here. */
    String url() {
        return "jdbc:postgresql://" + door.getInetAddress().getHostAddress() + ":" + door.getLocalPort()
                + server.getPath();
    }

    /** What was carried to the server while that ran. */
    List<String> during(Runnable work) {
        int before = ways.size();
        work.run();
        return List.copyOf(ways.subList(before, ways.size()));
    }

    private void serve() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket inner = new Socket(server.getHost(), server.getPort());
                threads.execute(() -> carry(client, inner, true));
                threads.execute(() -> carry(inner, client, false));
            }
        } catch (IOException closed) {
            threads.shutdown();
        }
    }

    /** The driver waits for an answer after each way, so one read sees all of it. */
    private void carry(Socket from, Socket to, boolean noting) {
        byte[] buffer = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (noting) {
                    ways.add(letters(ByteBuffer.wrap(buffer, 0, read)));
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException closed) {
            // one side has gone, and so the other goes
        }
    }

    private static String letters(ByteBuffer bytes) {
        StringBuilder letters = new StringBuilder();
        while (bytes.remaining() >= HEAD) {
            letters.append((char) bytes.get());
            int length = bytes.getInt() - Integer.BYTES;
            bytes.position(Math.min(bytes.limit(), bytes.position() + Math.max(length, 0)));
        }
        return letters.toString();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
