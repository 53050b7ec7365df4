package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.internal.world.Detached;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.http.HttpPort;
import io.tradewind.commerce.spi.http.HttpReply;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Sends on the JDK's client: no redirect, no retry of anything with an effect. The client's own time-out ends with the
 * response headers, so the whole exchange is bounded here and cancelled when time is up. Safe for many threads.
 */
@Internal
public final class JdkHttp implements HttpPort {
    private static final int LARGEST = 8 * 1024 * 1024;
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Set<String> CLIENT_SETS =
            Set.of("host", "content-length", "connection", "expect", "upgrade", "transfer-encoding");

    private final Clock clock;
    private @Nullable HttpClient client;

    /** A way out that reads deadlines by that clock; shared by the host and by the tests of plugins. */
    public JdkHttp(Clock clock) {
        this.clock = clock;
    }

    @Override
    public HttpReply send(HttpCall call) {
        Duration left = Duration.between(clock.instant(), call.deadline());
        if (left.isNegative() || left.isZero()) {
            return new HttpReply.NotSent("no time left before sending");
        }
        HttpRequest request;
        try {
            request = request(call);
        } catch (IllegalArgumentException badRequest) {
            return new HttpReply.NotSent("malformed request: " + badRequest.getMessage());
        }
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client().sendAsync(request, info -> new LimitedBody(LARGEST));
        try {
            HttpResponse<byte[]> response = exchange.get(left.toNanos(), TimeUnit.NANOSECONDS);
            return new HttpReply.Answered(
                    response.statusCode(), response.headers().map(), response.body());
        } catch (TimeoutException late) {
            exchange.cancel(true);
            return new HttpReply.Unknown("no complete answer within " + left.toMillis() + " ms");
        } catch (InterruptedException stopped) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            return new HttpReply.Unknown("interrupted while waiting for the answer");
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            String why = cause.getClass().getSimpleName() + ": " + cause.getMessage();
            return neverLeft(cause) ? new HttpReply.NotSent(why) : new HttpReply.Unknown(why);
        }
    }

    private static HttpRequest request(HttpCall call) {
        byte[] body = call.body();
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                .method(
                        call.method(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        for (Map.Entry<String, String> header : call.headers().entrySet()) {
            if (!CLIENT_SETS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                request.header(header.getKey(), header.getValue());
            }
        }
        return request.build();
    }

    /** Name look-up, connection and TLS handshake fail before a byte of the request has left. */
    private static boolean neverLeft(Throwable failure) {
        Throwable each = failure;
        for (int depth = 0; each != null && depth < 8; depth++) {
            if (each instanceof ConnectException
                    || each instanceof HttpConnectTimeoutException
                    || each instanceof UnknownHostException
                    || each instanceof UnresolvedAddressException
                    || each instanceof SSLHandshakeException) {
                return true;
            }
            each = each.getCause();
        }
        return false;
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = Detached.make(() -> HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECTING)
                    .executor(Detached.pool("tradewind-http"))
                    .build());
        }
        return client;
    }
}
