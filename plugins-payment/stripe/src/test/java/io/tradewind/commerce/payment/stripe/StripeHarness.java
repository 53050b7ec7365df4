package io.tradewind.commerce.payment.stripe;

import com.google.gson.Gson;
import com.stripe.StripeClient;
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
import org.joda.money.Money;

/** How the test kit uses the plugin. */
final class StripeHarness implements PaymentHarness {
    @Override
    public CommercePlugin plugin() {
        return new StripePlugin();
    }

    @Override
    public PaymentUpstream open() {
        return new FakeStripe();
    }

    static Map<String, String> settings(URI endpoint, String mode, String key) {
        return new TreeMap<>(Map.of(
                "secretKey",
                "sk_" + mode + "_" + key,
                "publishableKey",
                "pk_" + mode + "_x",
                "webhookSecret",
                String.join(" ", StripeEvents.SECRETS),
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

    static Instrument token(String token) {
        return new Instrument.ClientToken(new Token(token));
    }

    @Override
    public Instrument approved() {
        return token("pm_card_visa");
    }

    @Override
    public Optional<Instrument> action() {
        return Optional.of(token("pm_card_threeDSecure2Required"));
    }

    @Override
    public Optional<Instrument> clientStep() {
        return Optional.of(new Instrument.ProviderPage());
    }

    @Override
    public Optional<Instrument> pending() {
        return Optional.of(token("pm_usBankAccount_success"));
    }

    @Override
    public List<ScriptedDecline> declines() {
        return List.of(
                decline("insufficient_funds", DeclineCode.INSUFFICIENT_FUNDS, Retry.OTHER_INSTRUMENT),
                decline("generic_decline", DeclineCode.DO_NOT_HONOR, Retry.OTHER_INSTRUMENT),
                decline("expired_card", DeclineCode.EXPIRED_INSTRUMENT, Retry.OTHER_INSTRUMENT),
                decline("incorrect_cvc", DeclineCode.INCORRECT_DETAILS, Retry.OTHER_INSTRUMENT),
                decline("stolen_card", DeclineCode.LOST_OR_STOLEN, Retry.NEVER),
                decline("fraudulent", DeclineCode.SUSPECTED_FRAUD, Retry.NEVER),
                decline("card_velocity_exceeded", DeclineCode.VELOCITY_LIMIT, Retry.LATER),
                decline("processing_error", DeclineCode.ISSUER_UNAVAILABLE, Retry.LATER),
                decline("authentication_required", DeclineCode.AUTHENTICATION_REQUIRED, Retry.AFTER_AUTHENTICATION),
                decline("never_heard_of", DeclineCode.OTHER, Retry.OTHER_INSTRUMENT));
    }

    private static ScriptedDecline decline(String raw, DeclineCode code, Retry retry) {
        return new ScriptedDecline(token("pm_decline_" + raw), code, retry, raw);
    }

    @Override
    public Optional<String> undocumented() {
        return Optional.of("Stripe's own library, generated from Stripe's document, writes the requests");
    }

    @Override
    public Optional<byte[]> withAnotherAmount(byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8).replace(":1250,", ":1249,");
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<Money> amountOf(Seen request) {
        Map<String, String> form = request.form();
        return Optional.of(FakeStripe.money(form.get("currency"), Long.parseLong(form.get("amount"))));
    }

    @Override
    public List<Path> jars() {
        return PaymentHarness.jarsOf(StripePlugin.class, StripeClient.class, Gson.class);
    }
}
