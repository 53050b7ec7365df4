package io.tradewind.commerce.testkit.proxy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** As much of HTTP/1.1 as a proxy needs: heads, bodies by length and in chunks. */
final class Wire {
    private static final int LONGEST_LINE = 65_536;

    /** A head and its body. */
    record Message(String first, Map<String, List<String>> headers, byte[] body) {
        Optional<String> header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst();
        }
    }

    private Wire() {}

    /** Reads a request; empty when the peer closed the connection before the first byte. */
    static Optional<Message> request(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, Math.max(0, colon)), it -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return Optional.of(new Message(first, headers, body(in, headers)));
    }

    private static byte[] body(InputStream in, Map<String, List<String>> headers) throws IOException {
        String encoding = String.join(",", headers.getOrDefault("Transfer-Encoding", List.of()));
        if (encoding.contains("chunked")) {
            return chunks(in);
        }
        int length = Integer.parseInt(
                headers.getOrDefault("Content-Length", List.of("0")).get(0));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("request body cut short");
        }
        return body;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(in).split(";", -1)[0].strip(), 16);
            all.writeBytes(in.readNBytes(size));
            String end = line(in);
            if (size == 0) {
                while (!end.isEmpty()) {
                    end = line(in); // trailers
                }
                return all.toByteArray();
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int each = in.read(); each >= 0 && each != '\n'; each = in.read()) {
            if (each != '\r') {
                line.write(each);
            }
            if (line.size() > LONGEST_LINE) {
                throw new IOException("line too long");
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Writes the head of an answer whose body will have that length. */
    static void head(OutputStream out, int status, Map<String, List<String>> headers, int length) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\n");
        headers.forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Content-Length")
                    && !name.equalsIgnoreCase("Transfer-Encoding")
                    && !name.equalsIgnoreCase("Connection")) {
                values.forEach(it -> head.append(name).append(": ").append(it).append("\r\n"));
            }
        });
        head.append("Content-Length: ").append(length).append("\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
