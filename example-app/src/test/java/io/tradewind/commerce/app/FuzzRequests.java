package io.tradewind.commerce.app;

import io.tradewind.commerce.app.staff.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes requests from the documents and from the table of pages: examples that are nearly right, with ids that were seen
 * in answers, and then one to three things wrong with them.
 */
final class FuzzRequests {
    private static final Pattern ID = Pattern.compile("\"(([a-z]{3})_[0-9a-f]{32})\"");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\u0000",
            "a\r\nSet-Cookie: x=1",
            "\ud800",
            "\u202eabc",
            "e\u0301\u0301\u0301\u0301",
            "👩‍👩‍👧‍👦",
            "' or 1=1 --",
            "<script>alert(1)</script>",
            "javascript:alert(1)",
            "${7*7}{{7*7}}",
            "../../etc/passwd",
            "=1+1",
            "٣٤",
            "4111111111111111",
            "x".repeat(5000),
            "NaN",
            "00000000-0000-0000-0000-000000000000",
            "2026-02-30T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "0000-01-01T00:00:00Z");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "2147483648",
            "9223372036854775808",
            "1e309",
            "-0",
            "1.005",
            "0.000000000000000000000000000001",
            "99999999999999999999999999999999999999999999",
            "1E400000000");

    private final URI server;
    private final List<Target> targets = new ArrayList<>();
    private final Map<String, List<String>> ids = new ConcurrentHashMap<>();
    private final Set<String> touched = ConcurrentHashMap.newKeySet();
    private final List<String> shoppers = new ArrayList<>();
    private final FuzzWaysIn ways;
    private final FuzzForms forms = new FuzzForms();

    /** A route, and what the document says of it; pages have no document. */
    private record Target(String method, String path, String base, JsonNode said, boolean staff) {
        String name() {
            return method + " " + base + path;
        }

        boolean console() {
            return base.isEmpty() && path.startsWith("/admin");
        }

        boolean person() {
            return said.at("/security/0").has("staff");
        }
    }

    /**
     * A request and what is known of it.
     *
     * @param key of the interface, whether it is sent or left out
     * @param session of the member of staff who sends it; empty for nobody
     */
    record Wish(
            HttpRequest request, String route, String body, boolean api, boolean oddPath, String key, String session) {
        @Override
        public String toString() {
            return request.method() + " " + request.uri() + " "
                    + (body.length() <= 300 ? body : body.substring(0, 300) + "…");
        }
    }

    FuzzRequests(URI server, ApiClient shop, ApiClient admin, List<String> pages, FuzzWaysIn ways) {
        this.server = server;
        this.ways = ways;
        add(shop, false);
        add(admin, true);
        for (String page : pages) {
            String[] parts = page.split(" ");
            if (!parts[1].startsWith("/api/shop/v1/") && !parts[1].startsWith("/api/admin/v1/")) {
                Target target = new Target(parts[0], parts[1], "", ApiClient.JSON.createObjectNode(), false);
                targets.add(target);
                if (target.console()) {
                    forms.route(target.name());
                }
            }
        }
        for (int i = 0; i < 3; i++) {
            shoppers.add(shop.to("createShopper").send().is(201).text("/token"));
        }
    }

    private void add(ApiClient client, boolean staff) {
        String base = client.document().at("/servers/0/url").stringValue();
        client.document()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(it -> targets.add(new Target(
                                it.getKey().toUpperCase(Locale.ROOT), path.getKey(), base, it.getValue(), staff))));
    }

    /** Routes that no request has gone to. */
    Set<String> untouched() {
        Set<String> left = new TreeSet<>();
        targets.forEach(it -> left.add(it.name()));
        left.removeAll(touched);
        return left;
    }

    /** Ids, forms and links in an answer are used again. */
    void learn(Wish wish, String answer) {
        if (!wish.session().isEmpty() && answer.stripLeading().startsWith("<!")) {
            forms.learn(wish.request().uri(), answer);
        }
        Matcher found = ID.matcher(answer);
        while (found.find()) {
            List<String> known = ids.computeIfAbsent(found.group(2), it -> new ArrayList<>());
            synchronized (known) {
                if (known.size() < 200 && !known.contains(found.group(1))) {
                    known.add(found.group(1));
                }
            }
        }
    }

    Wish next(Random random) {
        Target target = targets.get(random.nextInt(targets.size()));
        touched.add(target.name());
        boolean wrong = random.nextInt(5) > 0;
        int place = wrong ? random.nextInt(4) : -1;
        boolean[] odd = new boolean[1];
        String session = session(target, random);
        Optional<FuzzForms.Sent> seen = target.console() && !session.isEmpty() && place != 0
                ? forms.any(target.name(), random)
                : Optional.empty();
        String path = seen.map(FuzzForms.Sent::path).orElseGet(() -> path(target, random, place == 0, odd));
        String form = seen.map(it -> form(it, session, random, place >= 2)).orElse("");
        boolean asks = target.method().equals("GET");
        String query = form.isEmpty() || !asks ? query(target, random, place == 1) : "?" + form;
        URI uri = URI.create(server.toString().replaceAll("/$", "") + target.base() + path + query);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30));
        String body = form.isEmpty() || asks ? body(target, random, place >= 2) : form;
        String key = target.base().isEmpty() ? "" : ways.key(target.staff());
        headers(target, key, random, request, place == 3 && random.nextBoolean());
        if (!session.isEmpty()) {
            request.setHeader(
                    target.console() ? "Cookie" : "Staff-Session", target.console() ? "tw_staff=" + session : session);
        }
        if (body.isEmpty()) {
            request.method(target.method(), HttpRequest.BodyPublishers.noBody());
        } else {
            request.method(target.method(), HttpRequest.BodyPublishers.ofString(body));
        }
        return new Wish(request.build(), target.name(), body, !target.base().isEmpty(), odd[0], key, session);
    }

    /** Three in four of the requests that a person may send; streams would be listened to for ever. */
    private String session(Target target, Random random) {
        boolean some = target.console() && !target.path().endsWith("/events") || target.person();
        return some && random.nextInt(4) > 0 ? ways.session() : "";
    }

    /** What a form of the console would send, as the person who is signed in, with up to two fields wrong. */
    private static String form(FuzzForms.Sent seen, String session, Random random, boolean spoil) {
        Map<String, String> fields = new LinkedHashMap<>(seen.fields());
        List<String> names = List.copyOf(fields.keySet());
        for (int i = spoil ? 1 + random.nextInt(2) : 0; i > 0 && !names.isEmpty(); i--) {
            List<String> wrong = random.nextInt(3) == 0 ? NUMBERS : TEXTS;
            fields.put(names.get(random.nextInt(names.size())), wrong.get(random.nextInt(wrong.size())));
        }
        if (fields.containsKey("csrf") && random.nextInt(10) > 0) {
            fields.put("csrf", Secret.hash("csrf|" + session));
        }
        return fields.entrySet().stream()
                .map(it -> encode(it.getKey()) + "=" + encode(it.getValue()))
                .collect(Collectors.joining("&"));
    }

    private String path(Target target, Random random, boolean spoil, boolean[] odd) {
        StringBuilder path = new StringBuilder();
        for (String part : target.path().split("(?=/)")) {
            if (!part.contains("{") && !part.contains("<")) {
                path.append(part);
                continue;
            }
            String name = part.replaceAll("[/{}<>]", "");
            path.append('/');
            if (spoil && random.nextInt(2) == 0) {
                String text = TEXTS.get(random.nextInt(TEXTS.size()));
                odd[0] = true;
                path.append(random.nextInt(10) == 0 ? "%ff%00%2f..%5c" : encode(text.isEmpty() ? "-" : text));
            } else {
                path.append(encode(parameter(target, name, random)));
            }
        }
        return path.toString();
    }

    private String parameter(Target target, String name, Random random) {
        for (JsonNode it : target.said().path("parameters")) {
            if (it.get("name").stringValue().equals(name)) {
                String example = it.path("example").asString("x");
                return known(example, random);
            }
        }
        return random.nextInt(3) == 0 ? "trail-bottle" : "01a2131f-2054-71d0-8f8c-16776138f0b1";
    }

    /** An id of the same kind that was seen, where there is one. */
    private String known(String example, Random random) {
        if (example.matches("[a-z]{3}_[0-9a-f]{32}")) {
            List<String> seen = ids.getOrDefault(example.substring(0, 3), List.of());
            synchronized (seen) {
                if (!seen.isEmpty() && random.nextInt(8) > 0) {
                    return seen.get(random.nextInt(seen.size()));
                }
            }
        }
        return example;
    }

    private String query(Target target, Random random, boolean spoil) {
        List<String> all = new ArrayList<>();
        for (JsonNode it : target.said().path("parameters")) {
            boolean needed = it.get("required").booleanValue();
            if (it.get("in").stringValue().equals("query") && (needed || random.nextInt(3) == 0)) {
                boolean many = it.at("/schema/type").stringValue().equals("array");
                for (int i = many ? random.nextInt(3) : 0; i >= 0; i--) {
                    String value = spoil && random.nextInt(2) == 0
                            ? TEXTS.get(random.nextInt(TEXTS.size()))
                            : it.at(many ? "/example/0" : "/example")
                                    .asString(it.at("/schema/enum/0").asString(""));
                    all.add(it.get("name").stringValue() + "=" + encode(value));
                }
            }
        }
        if (spoil && random.nextInt(4) == 0) {
            all.add("odd%5B%5D=" + encode(TEXTS.get(random.nextInt(TEXTS.size()))));
        }
        if (target.base().isEmpty() && (spoil || !target.console()) && random.nextInt(2) == 0) {
            all.add("q=" + encode(TEXTS.get(random.nextInt(TEXTS.size()))));
        }
        return all.isEmpty() ? "" : "?" + String.join("&", all);
    }

    private void headers(Target target, String key, Random random, HttpRequest.Builder request, boolean spoil) {
        if (target.base().isEmpty()) {
            request.setHeader("Content-Type", "application/x-www-form-urlencoded");
            return;
        }
        if (!spoil || random.nextInt(4) > 0) {
            request.setHeader("Authorization", "Bearer " + key);
        }
        request.setHeader("Content-Type", spoil && random.nextInt(4) == 0 ? "application/xml" : "application/json");
        if (!spoil || random.nextInt(4) > 0) {
            request.setHeader("Shopper-Token", shoppers.get(random.nextInt(shoppers.size())));
        }
        if (!spoil || random.nextInt(4) > 0) {
            request.setHeader("Idempotency-Key", spoil ? "k".repeat(300) : "key-" + random.nextInt(100_000));
        }
        if (!spoil || random.nextInt(4) > 0) {
            request.setHeader("If-Match", spoil ? "*" : "\"v" + (1 + random.nextInt(4)) + "-0123456789ab\"");
        }
    }

    private String body(Target target, Random random, boolean spoil) {
        if (target.base().isEmpty()) {
            return target.method().equals("GET")
                    ? ""
                    : "csrf=x&code=" + encode(TEXTS.get(random.nextInt(TEXTS.size())));
        }
        JsonNode example = target.said().at("/requestBody/content/application~1json/example");
        if (example.isMissingNode()) {
            return "";
        }
        ObjectNode body = (ObjectNode) example.deepCopy();
        refresh(body, random);
        if (!spoil) {
            return body.toString();
        }
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutate(body, random);
        }
        String text = body.toString();
        return switch (random.nextInt(25)) {
            case 0 -> text.substring(0, random.nextInt(text.length() + 1));
            case 1 -> "{\"a\":".repeat(500) + text + "}".repeat(500);
            case 2 -> text + text;
            case 3 -> "[" + text + "]";
            case 4 -> text.replaceFirst("\\d+", NUMBERS.get(random.nextInt(NUMBERS.size())));
            case 5 -> "\ufeff" + text;
            default -> text;
        };
    }

    /** Ids of the example become ids that were seen. */
    private void refresh(JsonNode node, Random random) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> it : List.copyOf(object.properties())) {
                if (it.getValue().isString()) {
                    object.put(it.getKey(), known(it.getValue().stringValue(), random));
                } else {
                    refresh(it.getValue(), random);
                }
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i).isString()) {
                    array.set(i, ApiClient.JSON.valueToTree(known(array.get(i).stringValue(), random)));
                } else {
                    refresh(array.get(i), random);
                }
            }
        }
    }

    private static void mutate(ObjectNode body, Random random) {
        List<ObjectNode> objects = new ArrayList<>();
        collect(body, objects);
        ObjectNode object = objects.get(random.nextInt(objects.size()));
        List<String> names = new ArrayList<>(object.propertyNames());
        String name = names.isEmpty() ? "x" : names.get(random.nextInt(names.size()));
        switch (random.nextInt(9)) {
            case 0 -> object.remove(name);
            case 1 -> object.putNull(name);
            case 2 -> object.put(name, TEXTS.get(random.nextInt(TEXTS.size())));
            case 3 -> object.set(name, ApiClient.JSON.readTree(NUMBERS.get(random.nextInt(NUMBERS.size() - 1))));
            case 4 -> object.putArray(name).add(TEXTS.get(random.nextInt(TEXTS.size())));
            case 5 -> object.putObject(name).put("a", 1);
            case 6 -> object.put("price", 1).put("owner", "guest").put("state", "PAID");
            case 7 -> object.put(name, random.nextInt());
            default -> object.put(name, random.nextBoolean());
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> into) {
        if (node instanceof ObjectNode object) {
            into.add(object);
        }
        node.forEach(it -> collect(it, into));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
