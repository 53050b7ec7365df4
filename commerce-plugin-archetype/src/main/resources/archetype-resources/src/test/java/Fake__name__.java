package ${package};

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.testkit.payment.PaymentUpstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The provider, as its documents describe it: keys, payments, refunds. It knows what really happened. */
final class Fake${name} implements PaymentUpstream {
    private record Operation(String request, String payment, Map<String, String> answer) {}

    private final Map<String, Operation> operations = new HashMap<>();
    private final Map<String, Long> captured = new HashMap<>();
    private final Map<String, Long> refunded = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "tck-fake");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;

    Fake${name}() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    @Override
    public Optional<URI> address() {
        return Optional.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private record Answer(int status, Map<String, String> fields) {}

    private void serve(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer = answer(exchange, exchange.getRequestURI().getPath(), body);
        byte[] bytes = ${name}Wire.written(answer.fields()).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Answer error(int status, String error) {
        return new Answer(status, Map.of("error", error));
    }

    private synchronized Answer answer(HttpExchange exchange, String path, String body) {
        if (!"Bearer test_good".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return error(401, "key");
        } else if (path.equals("/ping")) {
            return new Answer(200, Map.of("status", "ok"));
        } else if (exchange.getRequestMethod().equals("GET")) {
            return question(path.substring(path.lastIndexOf('/') + 1));
        }
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        Operation before = operations.get(key);
        if (before != null) {
            boolean same = before.request().equals(path + body);
            return same ? new Answer(200, before.answer()) : error(422, "key_reused");
        }
        Map<String, String> fields = ${name}Wire.read(body);
        return path.equals("/payments") ? pay(path + body, key, fields) : refund(path, body, key, fields);
    }

    private Answer question(String id) {
        Operation operation = operations.get(id);
        if (operation == null) {
            return error(404, "missing");
        }
        Map<String, String> fields = new HashMap<>(operation.answer());
        fields.put("captured", String.valueOf(captured.getOrDefault(operation.payment(), 0L)));
        fields.put("refunded", String.valueOf(refunded.getOrDefault(operation.payment(), 0L)));
        return new Answer(200, fields);
    }

    private Answer pay(String request, String key, Map<String, String> fields) {
        String token = fields.get("token");
        String id = "pay-" + (operations.size() + 1);
        Map<String, String> answer = new HashMap<>(fields);
        answer.remove("token");
        if (token.equals("ok")) {
            answer.put("id", id);
            answer.put("status", "done");
            captured.put(id, Long.parseLong(fields.get("amount")));
        } else if (token.startsWith("no:")) {
            answer.put("status", "declined");
            answer.put("code", token.substring(3));
        } else {
            return error(422, "token");
        }
        operations.put(key, new Operation(request, id, answer));
        return new Answer(200, answer);
    }

    private Answer refund(String path, String body, String key, Map<String, String> fields) {
        String id = path.split("/")[2];
        long amount = Long.parseLong(fields.get("amount"));
        if (!captured.containsKey(id)) {
            return error(404, "missing");
        } else if (refunded.getOrDefault(id, 0L) + amount > captured.get(id)) {
            return error(422, "too_much");
        }
        refunded.merge(id, amount, Long::sum);
        Map<String, String> answer = new HashMap<>(fields);
        answer.put("id", "refund-" + (operations.size() + 1));
        answer.put("status", "done");
        operations.put(key, new Operation(path + body, id, answer));
        return new Answer(200, answer);
    }

    @Override
    public synchronized int effects(OperationId operation) {
        Operation it = operations.get(operation.toString());
        return it != null && "done".equals(it.answer().get("status")) ? 1 : 0;
    }

    @Override
    public synchronized Optional<Money> booked(OperationId operation) {
        return Optional.ofNullable(operations.get(operation.toString()))
                .map(it -> Money.ofMinor(
                        CurrencyUnit.of(it.answer().get("currency")),
                        Long.parseLong(it.answer().get("amount"))));
    }
}
