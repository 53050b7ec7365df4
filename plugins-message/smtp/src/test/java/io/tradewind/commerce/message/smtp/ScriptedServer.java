package io.tradewind.commerce.message.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A mail server that says what it is told to, for what a well-behaved one never does. A reply of {@code DROP} breaks the
 * connection off instead, one of {@code HANG} says nothing at all.
 */
final class ScriptedServer implements AutoCloseable {
    static final String DROP = "DROP";
    static final String HANG = "HANG";

    final List<String> heard = new CopyOnWriteArrayList<>();
    private final Map<String, String> replies;
    private final ServerSocket server;

    /** Replies by the command's first word; {@code .} is the end of the message, {@code HELLO} the greeting. */
    ScriptedServer(Map<String, String> replies) throws IOException {
        this.replies = replies;
        this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                talk(socket);
            } catch (IOException over) {
                heard.add("over");
            }
        }
    }

    private void talk(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        Writer out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.US_ASCII);
        boolean data = false;
        String word = "HELLO";
        while (true) {
            String reply = replies.getOrDefault(word, usual(word));
            if (reply.equals(DROP)) {
                return;
            } else if (!reply.equals(HANG)) {
                out.write(reply + "\r\n");
                out.flush();
            }
            data = word.equals("DATA") && reply.startsWith("354");
            String line = in.readLine();
            while (data && line != null && !line.equals(".")) {
                line = in.readLine();
            }
            if (line == null || word.equals("QUIT")) {
                return;
            }
            heard.add(line);
            word = line.split("[ :]", 2)[0];
        }
    }

    private static String usual(String word) {
        return switch (word) {
            case "HELLO" -> "220 scripted";
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            default -> "250 fine";
        };
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
