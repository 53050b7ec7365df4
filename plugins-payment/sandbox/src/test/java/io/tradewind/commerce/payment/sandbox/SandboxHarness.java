package io.tradewind.commerce.payment.sandbox;

import io.tradewind.commerce.sandbox.webhook.SandboxEvents;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.Token;
import io.tradewind.commerce.testkit.payment.PaymentHarness;
import io.tradewind.commerce.testkit.payment.PaymentUpstream;
import io.tradewind.commerce.testkit.payment.ScriptedDecline;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How the payment test kit uses the sandbox: outcomes by token, truth from the book. */
final class SandboxHarness implements PaymentHarness {
    static final String SECRETS = "sandbox-new sandbox-old";

    private final String webhooks;
    private SandboxBook book = SandboxBook.inMemory();

    SandboxHarness() {
        this("signed");
    }

    /** An account whose webhooks are like that: {@code signed}, {@code hint} or {@code asked}. */
    SandboxHarness(String webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public PaymentUpstream open() {
        book = SandboxBook.inMemory();
        return new BookUpstream(book);
    }

    @Override
    public CommercePlugin plugin() {
        return new SandboxPlugin(book);
    }

    @Override
    public Map<String, String> settings(URI endpoint) {
        return Map.of(
                "apiKey",
                "sk_test_1",
                "webhookSecret",
                SECRETS,
                "webhooks",
                webhooks,
                "actionUrl",
                "https://bank.example/challenge");
    }

    @Override
    public Optional<Map<String, String>> badCredentials(URI endpoint) {
        return Optional.of(Map.of("apiKey", "wrong"));
    }

    @Override
    public Optional<Map<String, String>> live(URI endpoint) {
        return Optional.of(Map.of("apiKey", "sk_live_1", "webhookSecret", SECRETS));
    }

    @Override
    public Instrument approved() {
        return token("approve");
    }

    private static Instrument token(String script) {
        return new Instrument.ClientToken(new Token(script));
    }

    @Override
    public Optional<Instrument> action() {
        return Optional.of(token("3ds"));
    }

    @Override
    public Optional<Instrument> clientStep() {
        return Optional.of(token("step"));
    }

    @Override
    public Optional<Instrument> pending() {
        return Optional.of(token("pending"));
    }

    @Override
    public List<ScriptedDecline> declines() {
        return List.of(
                decline(DeclineCode.INSUFFICIENT_FUNDS, Retry.OTHER_INSTRUMENT),
                decline(DeclineCode.LOST_OR_STOLEN, Retry.NEVER),
                decline(DeclineCode.ISSUER_UNAVAILABLE, Retry.LATER),
                decline(DeclineCode.AUTHENTICATION_REQUIRED, Retry.AFTER_AUTHENTICATION));
    }

    private static ScriptedDecline decline(DeclineCode code, Retry retry) {
        String word = code.name().toLowerCase(Locale.ROOT);
        return new ScriptedDecline(token("decline:" + word), code, retry, word);
    }

    @Override
    public String upstream() {
        return "IN PROCESS";
    }

    @Override
    public List<Path> jars() {
        return PaymentHarness.jarsOf(SandboxPlugin.class, SandboxEvents.class);
    }
}
