package io.tradewind.commerce.internal.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.http.HttpPort;
import io.tradewind.commerce.spi.http.HttpReply;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JdkHttpTest {
    /** For the first request of a process too, which makes the client and loads its classes. */
    private static final Duration ENOUGH = Duration.ofSeconds(30);

    private final World world = new World(null, null, Runnable::run, null);
    private final JdkHttp http = new JdkHttp(world.clock());
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void an_answer_comes_back_whole() {
        server.createContext("/", exchange -> {
            byte[] body = ("got " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8) + " "
                            + exchange.getRequestHeaders().getFirst("X-Key"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });

        assertThat(post(ENOUGH)).isInstanceOfSatisfying(HttpReply.Answered.class, it -> {
            assertThat(it.status()).isEqualTo(201);
            assertThat(it.text()).isEqualTo("got body k-1");
        });
    }

    /** Code of a plugin that sends; loaded by a loader of its own. */
    public static final class Guest implements BiFunction<HttpPort, HttpCall, HttpReply> {
        @Override
        public HttpReply apply(HttpPort way, HttpCall call) {
            return way.send(call);
        }
    }

    @Test
    void the_loader_of_a_plugin_that_sent_is_collected_although_the_client_lives_on() throws Exception {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
        Thread worker = new Thread(() -> loaders.add(new WeakReference<>(sendAsGuest(), collected)));
        worker.start();
        worker.join();

        System.gc();
        for (int i = 0; i < 100 && collected.remove(10) == null; i++) {
            System.gc();
        }

        assertThat(loaders.get(0).get()).as("held by a thread of the client").isNull();
        assertThat(post(ENOUGH)).isInstanceOf(HttpReply.Answered.class);
    }

    @SuppressWarnings("unchecked")
    private ClassLoader sendAsGuest() {
        URL classes = Guest.class.getProtectionDomain().getCodeSource().getLocation();
        FolderLoader loader = new FolderLoader("guest", new URL[] {classes}, JdkHttpTest.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        try {
            BiFunction<HttpPort, HttpCall, HttpReply> guest = (BiFunction<HttpPort, HttpCall, HttpReply>)
                    loader.loadClass(Guest.class.getName()).getConstructor().newInstance();
            assertThat(guest.getClass()).isNotEqualTo(Guest.class);
            assertThat(guest.apply(http, call(uri("/"), ENOUGH))).isInstanceOf(HttpReply.Answered.class);
            return loader;
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            Thread.currentThread().setContextClassLoader(null);
        }
    }

    @Test
    void errors_and_redirects_are_answers_and_nothing_is_sent_twice() {
        for (int status : new int[] {503, 307}) {
            requests.set(0);
            String path = "/" + status;
            server.createContext(path, exchange -> {
                requests.incrementAndGet();
                exchange.getResponseHeaders().add("Location", path);
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });

            assertThat(http.send(call(uri(path), ENOUGH)))
                    .isInstanceOfSatisfying(
                            HttpReply.Answered.class,
                            it -> assertThat(it.status()).isEqualTo(status));
            assertThat(requests).hasValue(1);
        }
    }

    @Test
    void a_body_that_trickles_past_the_deadline_is_cut_off_and_unknown() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            waitForEnd();
            exchange.close();
        });

        assertThat(post(Duration.ofMillis(300))).isInstanceOf(HttpReply.Unknown.class);
    }

    @Test
    void an_answer_above_eight_mebibytes_is_unknown() {
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                byte[] block = new byte[1024 * 1024];
                for (int i = 0; i < 9; i++) {
                    out.write(block);
                }
            } catch (IOException cutOff) {
                exchange.close();
            }
        });

        assertThat(post(ENOUGH))
                .isInstanceOfSatisfying(
                        HttpReply.Unknown.class, it -> assertThat(it.why()).contains("above"));
    }

    @Test
    void a_connection_dropped_after_the_request_is_unknown_and_not_tried_again() throws Exception {
        try (ServerSocket dropping = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> {
                while (!dropping.isClosed()) {
                    try (Socket socket = dropping.accept()) {
                        requests.incrementAndGet();
                        socket.getInputStream().read(new byte[1000]);
                    } catch (IOException closed) {
                        return;
                    }
                }
            });
            thread.setDaemon(true);
            thread.start();

            URI uri = URI.create("http://127.0.0.1:" + dropping.getLocalPort() + "/");
            assertThat(http.send(call(uri, ENOUGH))).isInstanceOf(HttpReply.Unknown.class);
            assertThat(requests).hasValue(1);
        }
    }

    @Test
    void a_refused_connection_and_an_unknown_host_were_not_sent() throws IOException {
        try (Socket taken = new Socket()) { // so that nobody else can listen there meanwhile
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI deaf = URI.create("http://127.0.0.1:" + taken.getLocalPort() + "/");
            assertThat(http.send(call(deaf, ENOUGH))).isInstanceOf(HttpReply.NotSent.class);
        }
        assertThat(http.send(call(URI.create("http://no-such-host.invalid/"), ENOUGH)))
                .isInstanceOf(HttpReply.NotSent.class);
    }

    @Test
    void a_server_that_speaks_no_tls_was_not_sent_anything() {
        URI uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");

        HttpReply reply = http.send(call(uri, ENOUGH));

        assertThat(reply).isNotInstanceOf(HttpReply.Answered.class);
    }

    @Test
    void no_time_left_and_malformed_requests_are_not_sent() {
        assertThat(post(Duration.ZERO)).isInstanceOf(HttpReply.NotSent.class);
        assertThat(http.send(call(URI.create("ftp://127.0.0.1/"), ENOUGH))).isInstanceOf(HttpReply.NotSent.class);
    }

    private void waitForEnd() {
        try {
            over.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpReply post(Duration budget) {
        return http.send(call(uri("/"), budget));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private HttpCall call(URI uri, Duration budget) {
        return new HttpCall(
                "POST",
                uri,
                Map.of("X-Key", "k-1", "Host", "elsewhere"),
                "body".getBytes(StandardCharsets.UTF_8),
                world.now().plus(budget));
    }
}
