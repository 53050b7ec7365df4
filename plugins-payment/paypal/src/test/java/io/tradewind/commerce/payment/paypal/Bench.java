package io.tradewind.commerce.payment.paypal;

import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.Buyer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.CheckoutSummary;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.Settings;
import io.tradewind.commerce.spi.http.HttpCall;
import io.tradewind.commerce.spi.http.HttpPort;
import io.tradewind.commerce.spi.http.HttpReply;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.CompleteRequest;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.payment.StoredCredential;
import io.tradewind.commerce.testkit.TestClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import org.joda.money.Money;

/** A gateway on a fake PayPal, and words for what is asked of it. */
final class Bench implements AutoCloseable {
    final FakePayPal paypal = new FakePayPal();
    final TestClock clock = new TestClock(Instant.now());
    final List<HttpCall> sent = new ArrayList<>();
    final PaymentGateway gateway;
    private final HttpClient client = HttpClient.newHttpClient();
    private Predicate<HttpCall> lost = call -> false;
    private Predicate<HttpCall> refused = call -> false;
    Optional<Address> shipTo = Optional.empty();
    private int operations;

    Bench() {
        this(Map.of());
    }

    Bench(Map<String, String> more) {
        Map<String, String> values =
                new TreeMap<>(PayPalHarness.settings(paypal.address().orElseThrow(), FakePayPal.SECRET));
        values.putAll(more);
        gateway = create(values, Environment.TEST, clock, this::send);
    }

    static PaymentGateway create(Map<String, String> values, Environment environment, Clock clock, HttpPort port) {
        return new PayPalPlugin().payments().get(0).create(new Context(values, environment, clock, port));
    }

    private record Context(Map<String, String> values, Environment environment, Clock clock, HttpPort http)
            implements ProviderContext {
        @Override
        public String account() {
            return "paypal";
        }

        @Override
        public Settings settings() {
            return Settings.of(PayPalSettings.FIELDS, values);
        }

        @Override
        public URI webhookUrl() {
            return URI.create("https://shop.example/webhooks/paypal");
        }

        @Override
        public System.Logger log() {
            return System.getLogger("test");
        }
    }

    /** The answers to these requests do not arrive. */
    void lose(String endOfPath) {
        lost = call -> call.uri().getPath().endsWith(endOfPath);
    }

    /** These requests do not leave. */
    void refuse(String endOfPath) {
        refused = call -> call.uri().getPath().endsWith(endOfPath);
    }

    void calm() {
        lost = call -> false;
        refused = call -> false;
    }

    private HttpReply send(HttpCall call) {
        if (refused.test(call)) {
            return new HttpReply.NotSent("refused");
        }
        sent.add(call);
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                .timeout(Duration.ofSeconds(20))
                .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return lost.test(call)
                    ? new HttpReply.Unknown("lost")
                    : new HttpReply.Answered(
                            answer.statusCode(), answer.headers().map(), answer.body());
        } catch (IOException broken) {
            return new HttpReply.Unknown("lost");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new HttpReply.Unknown("interrupted");
        }
    }

    /** What was sent to addresses that end so, as text. */
    List<String> bodies(String endOfPath) {
        return sent.stream()
                .filter(it -> it.uri().getPath().endsWith(endOfPath))
                .map(it -> new String(it.body(), StandardCharsets.UTF_8))
                .toList();
    }

    Instant deadline() {
        return clock.instant().plusSeconds(20);
    }

    OperationId id() {
        operations++;
        return new OperationId(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + operations));
    }

    PaymentResult open(OperationId id, CaptureMode mode, String amount) {
        return open(id, mode, new Instrument.ProviderPage(), amount);
    }

    PaymentResult open(OperationId id, CaptureMode mode, Instrument instrument, String amount) {
        Money money = Money.parse(amount);
        Money zero = Money.zero(money.getCurrencyUnit());
        return gateway.authorize(new AuthorizeRequest(
                Call.first(id, deadline()),
                money,
                mode,
                instrument,
                StoredCredential.NONE,
                new CheckoutSummary("R-1", List.of(), zero, zero, money, shipTo),
                Buyer.anonymous("guest-1", Locale.GERMANY),
                URI.create("https://shop.example/return"),
                URI.create("https://shop.example/cancel")));
    }

    /** Opens a payment and has the buyer approve it. */
    ProviderRef approved(OperationId id, CaptureMode mode, String amount) {
        ProviderRef ref = ((PaymentResult.ActionRequired) open(id, mode, amount)).ref();
        paypal.buyerReturns(ref, true);
        return ref;
    }

    PaymentResult complete(OperationId id, ProviderRef ref, String amount) {
        return complete(id, ref, amount, Map.of("token", List.of(ref.value()), "PayerID", List.of("BUYER7")));
    }

    PaymentResult complete(OperationId id, ProviderRef ref, String amount, Map<String, List<String>> returned) {
        return gateway.complete(new CompleteRequest(Call.first(id, deadline()), ref, Money.parse(amount), returned));
    }

    ProviderRef paid(CaptureMode mode, String amount) {
        OperationId id = id();
        ProviderRef ref = approved(id, mode, amount);
        return ((PaymentResult.Approved) complete(id, ref, amount)).ref();
    }

    FollowUp request(OperationId id, ProviderRef payment, String amount, String open) {
        Money asked = Money.parse(amount);
        return new FollowUp(
                Call.first(id, deadline()),
                payment,
                asked,
                Money.parse(open),
                asked.equals(Money.parse(open)),
                List.of(),
                "returned");
    }

    StatusReport ask(OperationId id, OperationKind kind, Optional<ProviderRef> payment, String amount) {
        return gateway.query(
                new StatusQuery(id, kind, payment, Optional.empty(), Money.parse(amount), clock.instant(), deadline()));
    }

    @Override
    public void close() {
        paypal.close();
    }
}
