package ${package};

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Tells the kit how to use the plugin. */
final class ${name}Harness implements PaymentHarness {
    @Override
    public CommercePlugin plugin() {
        return new ${name}Plugin();
    }

    @Override
    public PaymentUpstream open() {
        return new Fake${name}();
    }

    @Override
    public Map<String, String> settings(URI endpoint) {
        return Map.of("apiKey", "test_good", "endpoint", endpoint.toString());
    }

    @Override
    public Optional<Map<String, String>> badCredentials(URI endpoint) {
        return Optional.of(Map.of("apiKey", "test_revoked", "endpoint", endpoint.toString()));
    }

    @Override
    public Optional<Map<String, String>> live(URI endpoint) {
        return Optional.of(Map.of("apiKey", "live_good", "endpoint", endpoint.toString()));
    }

    private static Instrument token(String token) {
        return new Instrument.ClientToken(new Token(token));
    }

    @Override
    public Instrument approved() {
        return token("ok");
    }

    @Override
    public List<ScriptedDecline> declines() {
        return List.of(
                new ScriptedDecline(
                        token("no:no_funds"), DeclineCode.INSUFFICIENT_FUNDS, Retry.OTHER_INSTRUMENT, "no_funds"),
                new ScriptedDecline(token("no:stolen"), DeclineCode.LOST_OR_STOLEN, Retry.NEVER, "stolen"),
                new ScriptedDecline(token("no:news"), DeclineCode.OTHER, Retry.OTHER_INSTRUMENT, "news"));
    }

    @Override
    public Optional<byte[]> withAnotherAmount(byte[] answer) {
        String text = new String(answer, StandardCharsets.UTF_8).replace("amount=1250", "amount=1249");
        return Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<Money> amountOf(Seen request) {
        Map<String, String> form = ${name}Wire.read(request.text());
        return Optional.of(
                Money.ofMinor(CurrencyUnit.of(form.get("currency")), Long.parseLong(form.get("amount"))));
    }
}
