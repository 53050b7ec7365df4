package io.tradewind.commerce.testkit.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tradewind.commerce.internal.plugin.JdkHttp;
import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.http.HttpReply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
    private final List<String> arrived = new CopyOnWriteArrayList<>();
    private final Clock clock = Clock.systemUTC();
    private final JdkHttp http = new JdkHttp(clock);
    private HttpServer server;
    private FaultProxy proxy;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            arrived.add(exchange.getRequestURI() + " " + body + " "
                    + exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            byte[] answer = ("answer to " + body).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        proxy = FaultProxy.to(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/"));
    }

    @AfterEach
    void close() {
        proxy.close();
        server.stop(0);
    }

    private HttpReply post(String body) {
        return post(body, Duration.ofSeconds(20));
    }

    private HttpReply post(String body, Duration time) {
        URI uri = URI.create(proxy.address() + "payments?x=1");
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return http.send(new HttpCall(
                "POST",
                uri,
                Map.of("Idempotency-Key", "k-1"),
                bytes,
                clock.instant().plus(time)));
    }

    private static String text(HttpReply reply) {
        return ((HttpReply.Answered) reply).text();
    }

    private static int status(HttpReply reply) {
        return ((HttpReply.Answered) reply).status();
    }

    @Test
    void without_a_script_everything_goes_through_and_is_noted() {
        HttpReply reply = post("a");

        assertThat(status(reply)).isEqualTo(201);
        assertThat(text(reply)).isEqualTo("answer to a");
        assertThat(arrived).containsExactly("/v1/payments?x=1 a k-1");
        assertThat(proxy.seen()).singleElement().satisfies(it -> {
            assertThat(it.method()).isEqualTo("POST");
            assertThat(it.target()).isEqualTo("/v1/payments?x=1");
            assertThat(it.text()).isEqualTo("a");
            assertThat(it.header("idempotency-key")).contains("k-1");
            assertThat(it.fault()).isEqualTo(new Fault.Pass());
        });
        assertThat(proxy.count(it -> it.header("Idempotency-Key").isPresent())).isEqualTo(1);
    }

    @Test
    void a_reset_before_forwarding_leaves_the_provider_untouched() {
        proxy.next(new Fault.ResetBefore());

        assertThat(post("a")).isInstanceOf(HttpReply.Unknown.class);
        assertThat(arrived).isEmpty();
        assertThat(text(post("b"))).isEqualTo("answer to b");
    }

    @Test
    void a_dropped_answer_had_its_effect() {
        proxy.next(Fault.dropped(), new Fault.DropAfter(true));

        assertThat(post("a")).isInstanceOf(HttpReply.Unknown.class);
        assertThat(post("b")).isInstanceOf(HttpReply.Unknown.class);
        assertThat(arrived).hasSize(2);
    }

    @Test
    void a_refused_connection_is_not_sent_until_the_proxy_is_calm() {
        proxy.next(new Fault.Refuse());

        assertThat(post("a")).isInstanceOf(HttpReply.NotSent.class);
        assertThat(post("b")).isInstanceOf(HttpReply.NotSent.class);
        assertThat(arrived).isEmpty();
        proxy.calm();
        assertThat(text(post("c"))).isEqualTo("answer to c");
    }

    @Test
    void dropped_then_refused_is_refused_from_the_first_moment() {
        proxy.next(Fault.dropped(), new Fault.Refuse());

        assertThat(post("a")).isInstanceOf(HttpReply.Unknown.class);
        assertThat(post("a")).isInstanceOf(HttpReply.NotSent.class);
        assertThat(arrived).hasSize(1);
    }

    @Test
    void a_hanging_or_trickling_answer_outlives_a_deadline() {
        outlivesItsDeadline("a", new Fault.Hang(Duration.ofSeconds(30)));
        outlivesItsDeadline("b", new Fault.Trickle(Duration.ofSeconds(1)));
    }

    /** On a busy machine a request may not even set out by its deadline, so it gets a later one until it does. */
    private void outlivesItsDeadline(String body, Fault fault) {
        proxy.calm().always(fault);
        Duration time = Duration.ofMillis(300);
        int before = arrived.size();
        while (arrived.size() == before) {
            assertThat(time).as("time to arrive").isLessThan(Duration.ofSeconds(8));
            assertThat(post(body, time)).isInstanceOf(HttpReply.Unknown.class);
            time = time.multipliedBy(2);
        }
    }

    @Test
    void a_delayed_or_slowly_dripping_answer_is_whole() {
        proxy.next(new Fault.Delay(Duration.ofMillis(30)), new Fault.Trickle(Duration.ofMillis(1)));

        long start = System.nanoTime();
        assertThat(text(post("a"))).isEqualTo("answer to a");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(29));
        assertThat(text(post("b"))).isEqualTo("answer to b");
    }

    @Test
    void a_cut_answer_is_no_answer() {
        proxy.next(new Fault.Truncate(4), new Fault.Truncate(0));

        assertThat(post("a")).isInstanceOf(HttpReply.Unknown.class);
        assertThat(post("b")).isInstanceOf(HttpReply.Unknown.class);
    }

    @Test
    void other_answers_come_with_or_without_the_effect() {
        proxy.next(
                Fault.html(502),
                Fault.empty(),
                Fault.json("{"),
                Fault.failed(503),
                Fault.tooMany(Duration.ofSeconds(7)),
                Fault.redirect(URI.create("https://elsewhere.example/")));

        HttpReply html = post("a");
        assertThat(status(html)).isEqualTo(502);
        assertThat(text(html)).startsWith("<!doctype html>");
        assertThat(text(post("b"))).isEmpty();
        assertThat(text(post("c"))).isEqualTo("{");
        assertThat(status(post("d"))).isEqualTo(503);
        assertThat(arrived).hasSize(4);
        HttpReply.Answered tooMany = (HttpReply.Answered) post("e");
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.header("Retry-After")).contains("7");
        HttpReply.Answered redirect = (HttpReply.Answered) post("f");
        assertThat(redirect.status()).isEqualTo(307);
        assertThat(redirect.header("Location")).contains("https://elsewhere.example/");
        assertThat(arrived).hasSize(4);
    }

    @Test
    void a_request_is_doubled_an_answer_replayed_or_untrue() {
        proxy.next(
                new Fault.Pass(),
                new Fault.Duplicate(),
                new Fault.Replay(),
                new Fault.Lie(it -> "untrue".getBytes(StandardCharsets.UTF_8)));

        assertThat(text(post("a"))).isEqualTo("answer to a");
        assertThat(text(post("b"))).isEqualTo("answer to b");
        assertThat(arrived).hasSize(3);
        assertThat(text(post("c"))).isEqualTo("answer to a");
        assertThat(text(post("d"))).isEqualTo("untrue");
        assertThat(arrived).hasSize(5);
    }

    @Test
    void two_requests_get_each_others_answers() {
        proxy.next(new Fault.Swap(), new Fault.Swap());

        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> text(post("a")));
        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> text(post("b")));

        assertThat(first.join()).isEqualTo("answer to b");
        assertThat(second.join()).isEqualTo("answer to a");
    }

    @Test
    void the_same_seed_brings_the_same_faults() {
        assertThat(drawn(7)).isEqualTo(drawn(7)).isNotEqualTo(drawn(8));
    }

    private List<String> drawn(long seed) {
        int before = proxy.seen().size();
        proxy.seeded(seed);
        IntStream.range(0, 25).forEach(it -> post("" + it));
        proxy.calm();
        List<String> faults = new ArrayList<>();
        proxy.seen().subList(before, proxy.seen().size()).forEach(it -> faults.add("" + it.fault()));
        return faults;
    }

    @Test
    void chunked_requests_and_kept_connections_are_understood() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", proxy.address().getPort())) {
            String request =
                    "POST /v1/x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n";
            socket.getOutputStream().write((request + request).getBytes(StandardCharsets.UTF_8));
            String text = new String(socket.getInputStream().readNBytes(60), StandardCharsets.UTF_8);
            assertThat(text).startsWith("HTTP/1.1 201");
            awaitArrived(2);
        }
        assertThat(arrived).containsExactly("/v1/x abc null", "/v1/x abc null");
    }

    @Test
    void closing_wakes_what_hangs_and_frees_the_port() {
        proxy.next(new Fault.Hang(Duration.ofMinutes(5)));
        CompletableFuture<HttpReply> hanging = CompletableFuture.supplyAsync(() -> post("a", Duration.ofMinutes(5)));
        awaitArrived(1);

        proxy.close();

        assertThat(hanging.join()).isInstanceOf(HttpReply.Unknown.class);
        assertThat(refuses(proxy)).isTrue();
    }

    @Test
    void a_closed_proxy_is_closed_at_once() {
        URI provider = proxy.address();
        assertThat(IntStream.range(0, 2000).filter(it -> {
                    FaultProxy each = FaultProxy.to(provider);
                    assertThat(refuses(each)).isFalse();
                    each.close();
                    return !refuses(each);
                }))
                .isEmpty();
    }

    private void awaitArrived(int requests) {
        long start = System.nanoTime();
        while (arrived.size() < requests) {
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as("time until " + requests + " requests have arrived")
                    .isLessThan(Duration.ofSeconds(30));
            Thread.onSpinWait();
        }
    }

    private static boolean refuses(FaultProxy proxy) {
        try (Socket socket = new Socket("127.0.0.1", proxy.address().getPort())) {
            return !socket.isConnected();
        } catch (IOException refused) {
            return true;
        }
    }
}
