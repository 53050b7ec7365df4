package ${package};

import io.tradewind.commerce.testkit.payment.FakeProvider;
import io.tradewind.commerce.testkit.proxy.Seen;
import java.util.HashMap;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** The provider, as its documents describe it: keys, payments, refunds. It knows what really happened. */
final class Fake${name} extends FakeProvider {
    private record Operation(String request, String payment, Map<String, String> answer) {}

    private record Answer(int status, Map<String, String> fields) {}

    private final Map<String, Operation> operations = new HashMap<>();
    private final Map<String, Long> captured = new HashMap<>();
    private final Map<String, Long> refunded = new HashMap<>();

    @Override
    protected Reply answer(Seen request) {
        Answer answer = judged(request);
        return Reply.of(answer.status(), "application/x-www-form-urlencoded", ${name}Wire.written(answer.fields()));
    }

    private static Answer error(int status, String error) {
        return new Answer(status, Map.of("error", error));
    }

    private Answer judged(Seen request) {
        String path = request.path();
        String body = request.text();
        if (!"Bearer test_good".equals(request.header("Authorization").orElse(""))) {
            return error(401, "key");
        } else if (path.equals("/ping")) {
            return new Answer(200, Map.of("status", "ok"));
        } else if (request.reads()) {
            return question(path.substring(path.lastIndexOf('/') + 1));
        }
        String key = request.header("Idempotency-Key").orElse("");
        Operation before = operations.get(key);
        if (before != null) {
            boolean same = before.request().equals(path + body);
            return same ? new Answer(200, before.answer()) : error(422, "key_reused");
        }
        Map<String, String> fields = request.form();
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
            moved(key, money(fields));
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
        moved(key, money(fields));
        answer.put("id", "refund-" + (operations.size() + 1));
        answer.put("status", "done");
        operations.put(key, new Operation(path + body, id, answer));
        return new Answer(200, answer);
    }

    private static Money money(Map<String, String> fields) {
        return Money.ofMinor(CurrencyUnit.of(fields.get("currency")), Long.parseLong(fields.get("amount")));
    }
}
