package io.tradewind.commerce.payment.adyen;

import com.adyen.Client;
import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.Token;
import io.tradewind.commerce.testkit.payment.PaymentHarness;
import io.tradewind.commerce.testkit.payment.PaymentUpstream;
import io.tradewind.commerce.testkit.payment.ScriptedDecline;
import io.tradewind.commerce.testkit.proxy.Seen;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.joda.money.Money;

/** How the test kit uses the plugin: with several captures and raises switched on. */
final class AdyenHarness implements PaymentHarness {
    @Override
    public CommercePlugin plugin() {
        return new AdyenPlugin();
    }

    @Override
    public PaymentUpstream open() {
        return new FakeAdyen();
    }

    static Map<String, String> settings(URI endpoint, String mode, String key) {
        return new TreeMap<>(Map.of(
                "apiKey",
                key,
                "merchantAccount",
                FakeAdyen.ACCOUNT,
                "clientKey",
                mode + "_QWERTY",
                "hmacKey",
                String.join(" ", AdyenEvents.KEYS),
                "multiplePartialCaptures",
                "true",
                "preAuthorization",
                "true",
                "endpoint",
                endpoint.toString()));
    }

    @Override
    public Map<String, String> settings(URI endpoint) {
        return settings(endpoint, "test", "good");
    }

    @Override
    public Optional<Map<String, String>> badCredentials(URI endpoint) {
        return Optional.of(settings(endpoint, "test", "revoked"));
    }

    @Override
    public Optional<Map<String, String>> live(URI endpoint) {
        return Optional.of(settings(endpoint, "live", "good"));
    }

    /** What Adyen's script hands over for a card; the holder's name says what becomes of it, as in Adyen's own tests. */
    static Instrument card(String script) {
        return new Instrument.ClientToken(new Token("""
                {"paymentMethod": {"type": "scheme", "encryptedCardNumber": "eyJhbGciOiJSU0EtT0FFUCJ9.n",
                  "encryptedExpiryMonth": "eyJhbGciOiJSU0EtT0FFUCJ9.m", "encryptedExpiryYear": "eyJhbGciOiJSU0EtT0FFUCJ9.y",
                  "encryptedSecurityCode": "eyJhbGciOiJSU0EtT0FFUCJ9.c", "holderName": "%s"},
                 "browserInfo": {"acceptHeader": "*/*", "colorDepth": 24, "javaEnabled": false, "language": "de",
                  "screenHeight": 723, "screenWidth": 1536, "timeZoneOffset": 0, "userAgent": "Mozilla/5.0"},
                 "reference": "chosen by the browser", "amount": {"currency": "EUR", "value": 1}}
                """.formatted(script)));
    }

    @Override
    public Instrument approved() {
        return card("APPROVED");
    }

    @Override
    public Optional<Instrument> action() {
        return Optional.of(card("REDIRECT"));
    }

    @Override
    public Optional<Instrument> clientStep() {
        return Optional.of(card("CHALLENGE"));
    }

    @Override
    public Optional<Instrument> pending() {
        return Optional.of(card("PENDING"));
    }

    @Override
    public List<ScriptedDecline> declines() {
        return List.of(
                decline("2", DeclineCode.DO_NOT_HONOR, Retry.OTHER_INSTRUMENT),
                decline("5", DeclineCode.LOST_OR_STOLEN, Retry.NEVER),
                decline("6", DeclineCode.EXPIRED_INSTRUMENT, Retry.OTHER_INSTRUMENT),
                decline("9", DeclineCode.ISSUER_UNAVAILABLE, Retry.LATER),
                decline("11", DeclineCode.AUTHENTICATION_FAILED, Retry.AFTER_AUTHENTICATION),
                decline("12", DeclineCode.INSUFFICIENT_FUNDS, Retry.OTHER_INSTRUMENT),
                decline("20", DeclineCode.SUSPECTED_FRAUD, Retry.NEVER),
                decline("24", DeclineCode.INCORRECT_DETAILS, Retry.OTHER_INSTRUMENT),
                decline("38", DeclineCode.AUTHENTICATION_REQUIRED, Retry.AFTER_AUTHENTICATION),
                decline("999", DeclineCode.OTHER, Retry.OTHER_INSTRUMENT));
    }

    private static ScriptedDecline decline(String raw, DeclineCode code, Retry retry) {
        return new ScriptedDecline(card("DECLINE " + raw), code, retry, raw);
    }

    @Override
    public List<String> documents() {
        return List.of("adyen-checkout-v72.json");
    }

    /** As the document has it: its paths come after the version. */
    @Override
    public Seen asDocumented(Seen request) {
        String target = request.target();
        return new Seen(
                request.number(),
                request.method(),
                target.startsWith(AdyenApi.VERSION) ? target.substring(AdyenApi.VERSION.length()) : target,
                request.headers(),
                request.body(),
                request.fault());
    }

    @Override
    public Optional<byte[]> withAnotherAmount(byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8).replace(":1250", ":1249");
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<Money> amountOf(Seen request) {
        JsonNode amount =
                FakeAdyen.read(request.text().getBytes(StandardCharsets.UTF_8)).path("amount");
        return Optional.of(FakeAdyen.money(
                amount.path("currency").asText(), amount.path("value").asLong()));
    }

    @Override
    public boolean hasEffect(Seen request) {
        return !request.reads() && !request.target().endsWith("/paymentMethods");
    }

    /** The plugin's own and all that its SDK needs, by a class of each. */
    @Override
    public List<Path> jars() {
        return PaymentHarness.jarsOf(Stream.of(
                        AdyenPlugin.class.getName(),
                        Client.class.getName(),
                        "com.fasterxml.jackson.databind.ObjectMapper",
                        "com.fasterxml.jackson.core.JsonFactory",
                        "com.fasterxml.jackson.annotation.JsonInclude",
                        "com.fasterxml.jackson.datatype.jsr310.JavaTimeModule",
                        "jakarta.ws.rs.ext.ContextResolver")
                .map(AdyenHarness::classOf)
                .toArray(Class[]::new));
    }

    private static Class<?> classOf(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
