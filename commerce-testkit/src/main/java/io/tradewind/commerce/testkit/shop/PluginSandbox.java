package io.tradewind.commerce.testkit.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.webhook.Reply;
import io.tradewind.commerce.testkit.payment.PaymentHarness;
import io.tradewind.commerce.testkit.payment.ScriptedDecline;
import io.tradewind.commerce.testkit.proxy.Fault;
import io.tradewind.commerce.testkit.proxy.Seen;
import io.tradewind.commerce.testkit.shop.PluginShop.Attempt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A page in the browser on which one plugin sells mugs to scripted buyers: every outcome by a click, answers that get
 * lost, webhooks late, doubled, out of order and forged, hours that pass, and every call with what was sent. The provider
 * is the harness's, and other shops on this machine may send to it too:
 *
 * <pre>{@code
 * java … io.tradewind.commerce.testkit.shop.PluginSandbox com.acme.pay.AcmeHarness 8090
 * }</pre>
 *
 * <p>Everything is in memory and on the loopback.
 */
public final class PluginSandbox implements AutoCloseable {
    private static final Map<String, Fault> FAULTS = faults();

    private final PaymentHarness harness;
    private final PluginShop shop;
    private final HttpServer server;
    private final List<Attempt> attempts = new ArrayList<>();
    private final List<byte[]> webhooks = new ArrayList<>();
    private String said = "";

    private PluginSandbox(PaymentHarness harness, int port) {
        this.harness = harness;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
        } catch (IOException taken) {
            throw new UncheckedIOException("port " + port + " cannot be listened at", taken);
        }
        this.shop = PluginShop.open(harness, port == 0 ? 0 : port + 1);
    }

    private static Map<String, Fault> faults() {
        Map<String, Fault> faults = new LinkedHashMap<>();
        faults.put("is answered", new Fault.Pass());
        faults.put("does its work, and the answer is lost", Fault.dropped());
        faults.put("is lost before it arrives", new Fault.ResetBefore());
        faults.put("is answered after 3 seconds", new Fault.Delay(Duration.ofSeconds(3)));
        faults.put("is answered with an HTML page, 502", Fault.html(502));
        faults.put("is answered with nothing, 200", Fault.empty());
        faults.put("is turned away, 429", Fault.tooMany(Duration.ofSeconds(1)));
        return faults;
    }

    /** Opens the page. */
    public static PluginSandbox open(PaymentHarness harness, int port) {
        PluginSandbox sandbox = new PluginSandbox(harness, port);
        sandbox.server.createContext("/", sandbox::serve);
        sandbox.server.start();
        return sandbox;
    }

    /**
     * Opens the page and stays.
     *
     * @param arguments the class of the harness, and the port of the page (8090 if left out); the provider is at the next
     */
    @SuppressWarnings("SystemOut") // for the person at the terminal
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            throw new IllegalArgumentException("say the class of your PaymentHarness, like com.acme.pay.AcmeHarness");
        }
        Constructor<?> constructor = Class.forName(arguments[0]).getDeclaredConstructor();
        constructor.setAccessible(true);
        int port = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 8090;
        PluginSandbox sandbox = open((PaymentHarness) constructor.newInstance(), port);
        System.out.println();
        System.out.println("  Page      " + sandbox.address());
        sandbox.shop.line().ifPresent(it -> System.out.println("  Provider  " + it.address()));
        System.out.println();
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
        new CountDownLatch(1).await();
    }

    /** Where the page is. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    // ---- HTTP ----

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (exchange.getRequestMethod().equals("POST")) {
                Seen request =
                        new Seen(0, "POST", exchange.getRequestURI().toString(), Map.of(), body, new Fault.Pass());
                act(request.path().substring(1), request.form());
                exchange.getResponseHeaders().add("Location", "/");
                exchange.sendResponseHeaders(303, -1);
                return;
            }
            byte[] page = page().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    private synchronized void act(String what, Map<String, String> fields) {
        try {
            said = done(what, fields);
        } catch (RuntimeException cannot) {
            said = String.valueOf(cannot.getMessage());
        }
    }

    private String done(String what, Map<String, String> fields) {
        switch (what) {
            case "buy" -> {
                attempts.add(shop.buy(chosen(instruments(), fields.get("instrument"))));
                return "";
            }
            case "fault" -> {
                Fault fault = chosen(FAULTS, fields.get("fault"));
                shop.line()
                        .orElseThrow()
                        .calm()
                        .sparing(it -> !harness.hasEffect(it))
                        .next(fault);
                return "The next request that may move money " + fields.get("fault") + ".";
            }
            case "pass" -> {
                shop.pass(Duration.parse(fields.get("time")));
                return "It is " + shop.clock().instant() + " now.";
            }
            case "send", "twice", "forge" -> {
                return sent(what, webhooks.get(Integer.parseInt(fields.get("webhook"))));
            }
            default -> {
                return done(what, attempts.get(Integer.parseInt(fields.get("attempt"))));
            }
        }
    }

    private static <T> T chosen(Map<String, T> choices, @Nullable String choice) {
        T chosen = choices.get(String.valueOf(choice));
        if (chosen == null) {
            throw new IllegalArgumentException("there is no '" + choice + "'");
        }
        return chosen;
    }

    private String sent(String how, byte[] webhook) {
        Reply reply = how.equals("forge") ? shop.forged(webhook) : shop.receive(webhook);
        String first = "The shop answered " + reply.status();
        return how.equals("twice")
                ? first + ", and then " + shop.receive(webhook).status() + "."
                : first + ".";
    }

    private String done(String what, Attempt attempt) {
        switch (what) {
            case "approve", "fail" ->
                shop.comesBack(
                        attempt,
                        shop.provider()
                                .buyerReturns(shop.payment(attempt), what.equals("approve"))
                                .orElseThrow());
            case "close" -> shop.provider().buyerReturns(shop.payment(attempt), true);
            case "settle" -> shop.provider().settle(shop.payment(attempt), true);
            case "webhook" -> webhooks.add(shop.webhook(shop.operation(attempt)));
            case "refund" -> {
                Placement.Placed placed = (Placement.Placed) shop.status(attempt);
                String key = "refund-" + attempts.indexOf(attempt) + "-"
                        + shop.clock().millis();
                String answer = shop.staff()
                        .payments()
                        .refund(placed.order().id().value(), Money.parse("EUR 1.00"), "by hand", key)
                        .toString();
                shop.pass(Duration.ofSeconds(1));
                return answer;
            }
            default -> throw new IllegalArgumentException("there is no " + what);
        }
        return "";
    }

    private Map<String, Instrument> instruments() {
        Map<String, Instrument> all = new LinkedHashMap<>();
        all.put("is approved", harness.approved());
        harness.action().ifPresent(it -> all.put("has to go to the provider's page", it));
        harness.pending().ifPresent(it -> all.put("is under way for a while", it));
        for (ScriptedDecline each : harness.declines()) {
            if (each.instrument() instanceof Instrument.ProviderPage) {
                continue; // decided on the page
            }
            all.put("is declined: " + each.rawCode(), each.instrument());
        }
        return all;
    }

    private String page() {
        synchronized (this) {
            return new SandboxSheet(
                            harness, shop, instruments().keySet(), FAULTS.keySet(), attempts, webhooks.size(), said)
                    .html();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        shop.close();
    }
}
