package io.tradewind.commerce.testkit.reference;

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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How the kit uses the reference gateway, or a broken one, against the fake bank. */
public class ReferenceHarness implements PaymentHarness {
    private final CommercePlugin plugin;

    public ReferenceHarness(CommercePlugin plugin) {
        this.plugin = plugin;
    }

    @Override
    public CommercePlugin plugin() {
        return plugin;
    }

    @Override
    public PaymentUpstream open() {
        return new FakeBank();
    }

    @Override
    public Map<String, String> settings(URI endpoint) {
        return settings(endpoint, "sk_test_good");
    }

    private static Map<String, String> settings(URI endpoint, String key) {
        return new TreeMap<>(Map.of(
                "apiKey",
                key,
                "merchant",
                FakeBank.MERCHANT,
                "webhookSecret",
                String.join(" ", FakeBank.SECRETS),
                "endpoint",
                endpoint.toString()));
    }

    @Override
    public Optional<Map<String, String>> badCredentials(URI endpoint) {
        return Optional.of(settings(endpoint, "sk_test_revoked"));
    }

    @Override
    public Optional<Map<String, String>> live(URI endpoint) {
        return Optional.of(settings(endpoint, "sk_live_good"));
    }

    private static Instrument token(String token) {
        return new Instrument.ClientToken(new Token(token));
    }

    @Override
    public Instrument approved() {
        return token("tok_ok");
    }

    @Override
    public Optional<Instrument> action() {
        return Optional.of(token("tok_action"));
    }

    @Override
    public Optional<Instrument> clientStep() {
        return action();
    }

    @Override
    public List<String> documents() {
        return List.of(
                Path.of("src/test/resources/openapi/bank.json").toAbsolutePath().toString());
    }

    @Override
    public Optional<Instrument> pending() {
        return Optional.of(token("tok_pending"));
    }

    @Override
    public List<ScriptedDecline> declines() {
        return List.of(
                decline("insufficient_funds", DeclineCode.INSUFFICIENT_FUNDS, Retry.OTHER_INSTRUMENT),
                decline("stolen", DeclineCode.LOST_OR_STOLEN, Retry.NEVER),
                decline("bank_down", DeclineCode.ISSUER_UNAVAILABLE, Retry.LATER),
                decline("step_up", DeclineCode.AUTHENTICATION_REQUIRED, Retry.AFTER_AUTHENTICATION),
                decline("never_heard_of", DeclineCode.OTHER, Retry.OTHER_INSTRUMENT));
    }

    private static ScriptedDecline decline(String raw, DeclineCode code, Retry retry) {
        return new ScriptedDecline(token("tok_decline_" + raw), code, retry, raw);
    }

    @Override
    public Optional<byte[]> withAnotherAmount(byte[] answer) {
        String text = ReferenceGateway.string(answer).replaceFirst("\"amount\":1250", "\"amount\":1249");
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<Money> amountOf(Seen request) {
        JsonNode json = JsonMapper.shared().readTree(request.body());
        return Optional.of(FakeBank.amount(
                json.path("currency").asString(), json.path("amount").asLong()));
    }

    @Override
    public List<Path> jars() {
        return Stream.of(
                        ReferencePlugin.class.getName(),
                        "tools.jackson.databind.json.JsonMapper",
                        "tools.jackson.core.JacksonException",
                        "com.fasterxml.jackson.annotation.JsonProperty")
                .map(ReferenceHarness::place)
                .toList();
    }

    private static Path place(String type) {
        try {
            Class<?> found = Class.forName(type);
            return Path.of(URI.create(
                    found.getProtectionDomain().getCodeSource().getLocation().toString()));
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
