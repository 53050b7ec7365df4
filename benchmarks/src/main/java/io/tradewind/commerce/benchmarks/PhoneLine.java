package io.tradewind.commerce.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One shopper's connection: HTTP/1.1 by blocking reads, so that all its processor time is spent on the thread that calls
 * it and can be told from the server's. Comes from an address block of its own, as shoppers do. Used by one thread.
 */
final class PhoneLine implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;
    private final Map<String, String> always = new LinkedHashMap<>();
    private final URI server;

    /** What came back. */
    record Answer(int status, String tag, String body) {
        /** The first text under that name. */
        String text(String name) {
            Matcher found =
                    Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(body);
            if (!found.find()) {
                throw new IllegalStateException("no " + name + " in " + body);
            }
            return found.group(1);
        }
    }

    PhoneLine(URI server, String key, int block) throws IOException {
        this.server = server;
        socket.setTcpNoDelay(true);
        socket.bind(new InetSocketAddress(
                InetAddress.getByAddress(new byte[] {127, (byte) (1 + (block >> 8) % 250), (byte) block, 1}), 0));
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), 5_000);
        socket.setSoTimeout(60_000);
        in = new BufferedInputStream(socket.getInputStream(), 16_384);
        always.put("Host", server.getHost() + ":" + server.getPort());
        always.put("Authorization", "Bearer " + key);
    }

    Answer get(String path) throws IOException {
        return send("GET", path, "", Map.of());
    }

    Answer post(String path, String body, String... headers) throws IOException {
        return send("POST", path, body, headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1]));
    }

    Answer put(String path, String body, String tag) throws IOException {
        return send("PUT", path, body, Map.of("If-Match", tag));
    }

    private Answer send(String method, String path, String body, Map<String, String> headers) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        always.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (bytes.length > 0) {
            head.append("Content-Type: application/json\r\n");
        }
        head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(bytes);
        socket.getOutputStream().write(request.toByteArray());
        Answer answer = read();
        if (answer.status() >= 300) {
            throw new IllegalStateException(method + " " + server + path + " → " + answer);
        }
        return answer;
    }

    private Answer read() throws IOException {
        int status = Integer.parseInt(line().split(" ")[1]);
        int length = 0;
        boolean chunked = false;
        String tag = "";
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (lower.startsWith("etag:")) {
                tag = header.substring(5).strip();
            } else if (lower.startsWith("shopper-token:")) {
                always.put("Shopper-Token", header.substring(14).strip());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            }
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (chunked) {
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                body.writeBytes(in.readNBytes(size));
                line();
            }
            line();
        } else {
            body.writeBytes(in.readNBytes(length));
        }
        return new Answer(status, tag, body.toString(StandardCharsets.UTF_8));
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server hung up");
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
