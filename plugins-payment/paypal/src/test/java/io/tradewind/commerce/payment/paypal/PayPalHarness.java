package io.tradewind.commerce.payment.paypal;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.Retry;
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

/** How the test kit uses the plugin: PayPal always sends the buyer to its page, so the kit plays the buyer. */
final class PayPalHarness implements PaymentHarness {
    @Override
    public CommercePlugin plugin() {
        return new PayPalPlugin();
    }

    @Override
    public PaymentUpstream open() {
        return new FakePayPal();
    }

    static Map<String, String> settings(URI endpoint, String secret) {
        return new TreeMap<>(Map.of(
                "clientId", FakePayPal.CLIENT,
                "clientSecret", secret,
                "webhookId", String.join(" ", PayPalEvents.WEBHOOKS),
                "webhookAuthorities", Pem.text("ca.pem"),
                "endpoint", endpoint.toString()));
    }

    @Override
    public Map<String, String> settings(URI endpoint) {
        return settings(endpoint, FakePayPal.SECRET);
    }

    @Override
    public Optional<Map<String, String>> badCredentials(URI endpoint) {
        return Optional.of(settings(endpoint, "EL-revoked_secret"));
    }

    /** Keys do not show their mode; the address they are good for does. */
    @Override
    public Optional<Map<String, String>> live(URI endpoint) {
        return Optional.of(settings(URI.create("https://api-m.paypal.com"), FakePayPal.SECRET));
    }

    @Override
    public Optional<Instrument> action() {
        return Optional.of(new Instrument.ProviderPage());
    }

    @Override
    public Optional<Instrument> pending() {
        return action();
    }

    @Override
    public List<ScriptedDecline> declines() {
        return List.of(
                decline("INSTRUMENT_DECLINED", DeclineCode.DO_NOT_HONOR, Retry.OTHER_INSTRUMENT),
                decline("PAYER_CANNOT_PAY", DeclineCode.NOT_PERMITTED, Retry.OTHER_INSTRUMENT),
                decline("PAYER_ACCOUNT_LOCKED_OR_CLOSED", DeclineCode.NOT_PERMITTED, Retry.NEVER),
                decline("TRANSACTION_REFUSED", DeclineCode.OTHER, Retry.OTHER_INSTRUMENT),
                decline("TRANSACTION_BLOCKED_BY_PAYEE", DeclineCode.SUSPECTED_FRAUD, Retry.OTHER_INSTRUMENT),
                decline("ORDER_EXPIRED", DeclineCode.SESSION_EXPIRED, Retry.OTHER_INSTRUMENT),
                decline("5120", DeclineCode.INSUFFICIENT_FUNDS, Retry.OTHER_INSTRUMENT),
                decline("5400", DeclineCode.EXPIRED_INSTRUMENT, Retry.OTHER_INSTRUMENT),
                decline("9520", DeclineCode.LOST_OR_STOLEN, Retry.NEVER),
                decline("9500", DeclineCode.SUSPECTED_FRAUD, Retry.NEVER),
                decline("5650", DeclineCode.AUTHENTICATION_REQUIRED, Retry.AFTER_AUTHENTICATION),
                decline("5920", DeclineCode.ISSUER_UNAVAILABLE, Retry.LATER),
                decline("ZZZZ", DeclineCode.OTHER, Retry.OTHER_INSTRUMENT));
    }

    private static ScriptedDecline decline(String raw, DeclineCode code, Retry retry) {
        return new ScriptedDecline(new Instrument.ProviderPage(), code, retry, raw);
    }

    @Override
    public boolean signsIn(Seen request) {
        return request.target().equals("/v1/oauth2/token");
    }

    @Override
    public List<String> documents() {
        return List.of("paypal-orders-v2.json", "paypal-payments-v2.json");
    }

    @Override
    public Optional<byte[]> withAnotherAmount(byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8).replace("\"12.50\"", "\"12.49\"");
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<Money> amountOf(Seen request) {
        JsonObject order = JsonParser.parseString(request.text()).getAsJsonObject();
        JsonObject unit = order.get("purchase_units").getAsJsonArray().get(0).getAsJsonObject();
        return Optional.of(FakePayPal.money(unit.get("amount").getAsJsonObject()));
    }

    @Override
    public List<Path> jars() {
        return PaymentHarness.jarsOf(PayPalPlugin.class, Gson.class);
    }
}
