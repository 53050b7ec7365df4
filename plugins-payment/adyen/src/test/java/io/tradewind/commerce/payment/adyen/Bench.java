package io.tradewind.commerce.payment.adyen;

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
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StoredCredential;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import io.tradewind.commerce.testkit.TestClock;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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
import org.joda.money.Money;

/** A gateway on a fake Adyen, and words for what is asked of it. */
final class Bench implements AutoCloseable {
    final FakeAdyen adyen = new FakeAdyen();
    final TestClock clock = new TestClock(Instant.now());
    final List<HttpCall> sent = new ArrayList<>();
    final PaymentGateway gateway;
    private final HttpClient client = HttpClient.newHttpClient();
    private int operations;

    Bench() {
        this(Map.of(), Environment.TEST);
    }

    Bench(Map<String, String> more, Environment environment) {
        String mode = environment == Environment.LIVE ? "live" : "test";
        Map<String, String> values =
                new TreeMap<>(AdyenHarness.settings(adyen.address().orElseThrow(), mode, "good"));
        values.putAll(more);
        gateway = new AdyenPlugin().payments().get(0).create(new Context(values, environment, clock, this::send));
    }

    private record Context(Map<String, String> values, Environment environment, Clock clock, HttpPort http)
            implements ProviderContext {
        @Override
        public String account() {
            return "card";
        }

        @Override
        public Settings settings() {
            return Settings.of(AdyenSettings.FIELDS, values);
        }

        @Override
        public URI webhookUrl() {
            return URI.create("https://shop.example/webhooks/card");
        }

        @Override
        public System.Logger log() {
            return System.getLogger("test");
        }
    }

    private HttpReply send(HttpCall call) {
        sent.add(call);
        HttpRequest.Builder request = HttpRequest.newBuilder(call.uri())
                .timeout(Duration.ofSeconds(20))
                .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
        call.headers().forEach(request::header);
        try {
            HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            return new HttpReply.Answered(answer.statusCode(), answer.headers().map(), answer.body());
        } catch (IOException lost) {
            return new HttpReply.Unknown("lost");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new HttpReply.Unknown("interrupted");
        }
    }

    Instant deadline() {
        return clock.instant().plusSeconds(20);
    }

    OperationId id() {
        operations++;
        return new OperationId(new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0000L + operations));
    }

    PaymentResult open(OperationId id, CaptureMode mode, Instrument instrument, String amount) {
        return open(id, mode, instrument, amount, StoredCredential.NONE);
    }

    PaymentResult open(OperationId id, CaptureMode mode, Instrument instrument, String amount, StoredCredential use) {
        Money money = Money.parse(amount);
        Money zero = Money.zero(money.getCurrencyUnit());
        return gateway.authorize(new AuthorizeRequest(
                Call.first(id, deadline()),
                money,
                mode,
                instrument,
                use,
                new CheckoutSummary("R-1", List.of(), zero, zero, money, Optional.empty()),
                Buyer.anonymous("guest-1", Locale.GERMANY),
                URI.create("https://shop.example/return"),
                URI.create("https://shop.example/cancel")));
    }

    ProviderRef authorized(String amount) {
        return ref(open(id(), CaptureMode.LATER, AdyenHarness.card("APPROVED"), amount));
    }

    ProviderRef paid(String amount) {
        return ref(open(id(), CaptureMode.AT_ONCE, AdyenHarness.card("APPROVED"), amount));
    }

    static ProviderRef ref(PaymentResult result) {
        return ((PaymentResult.Approved) result).ref();
    }

    FollowUp request(OperationId id, ProviderRef payment, String amount, String open) {
        return new FollowUp(
                Call.first(id, deadline()),
                payment,
                Money.parse(amount),
                Money.parse(open),
                false,
                List.of(),
                "returned");
    }

    /** What reaches the shop when Adyen tells items. */
    WebhookOutcome<PaymentFact> arrives(boolean live, List<Map<String, Object>> items) {
        byte[] body = new AdyenEvents(adyen).signed(AdyenEvents.webhook(live, items), AdyenEvents.KEYS.get(0));
        return gateway.receive(new WebhookEnvelope("POST", "/webhooks/card", "", Map.of(), body, clock.instant()));
    }

    /** The one outcome that Adyen's webhook about an operation tells. */
    PaymentFact.Outcome told(OperationId id) {
        return told(adyen.told(id));
    }

    PaymentFact.Outcome told(Map<String, Object> item) {
        return (PaymentFact.Outcome) ((WebhookOutcome.Accepted<PaymentFact>) arrives(false, List.of(item)))
                .notices()
                .get(0)
                .fact();
    }

    @Override
    public void close() {
        adyen.close();
    }
}
