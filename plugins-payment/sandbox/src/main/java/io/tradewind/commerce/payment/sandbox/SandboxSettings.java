package io.tradewind.commerce.payment.sandbox;

import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.FieldKind;
import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.Settings;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.joda.money.CurrencyUnit;

/** The settings of one account, read once. */
record SandboxSettings(
        PaymentProfile profile,
        Map<SandboxCall, Script> scripts,
        boolean badCredentials,
        List<Secret> webhookSecrets,
        Optional<URI> actionUrl,
        Optional<Duration> settleAfter,
        Duration hangBeyond) {
    /** An API key with this value is not accepted, so that the connection test can be tried. */
    private static final String WRONG_KEY = "wrong";

    static final List<ConfigField> FIELDS = List.of(
            ConfigField.secret("apiKey").asOptional().withPatterns("(?!sk_live_).*", "sk_live_.*"),
            ConfigField.optional("script", FieldKind.TEXT, "approve"),
            ConfigField.optional("captureScript", FieldKind.TEXT, "approve").asAdvanced(),
            ConfigField.optional("cancelScript", FieldKind.TEXT, "approve").asAdvanced(),
            ConfigField.optional("refundScript", FieldKind.TEXT, "approve").asAdvanced(),
            ConfigField.optional("actionUrl", FieldKind.URI),
            ConfigField.rotatingSecret("webhookSecret").asOptional(),
            ConfigField.choice("webhooks", "signed", "hint", "asked").asAdvanced(),
            ConfigField.optional("currencies", FieldKind.CURRENCIES),
            ConfigField.optional("settleAfter", FieldKind.DURATION).asAdvanced(),
            ConfigField.optional("settleWindow", FieldKind.DURATION, "PT0S").asAdvanced(),
            ConfigField.optional("hangBeyond", FieldKind.DURATION, "PT30S").asAdvanced(),
            ConfigField.optional("without", FieldKind.TEXT).asAdvanced(),
            ConfigField.optional("bookFile", FieldKind.TEXT).asAdvanced());

    static SandboxSettings of(Settings settings) {
        Map<SandboxCall, Script> scripts = new EnumMap<>(SandboxCall.class);
        scripts.put(SandboxCall.AUTHORIZE, script(settings, "script"));
        scripts.put(SandboxCall.CAPTURE, script(settings, "captureScript"));
        scripts.put(SandboxCall.CANCEL, script(settings, "cancelScript"));
        scripts.put(SandboxCall.REFUND, script(settings, "refundScript"));
        List<Secret> secrets =
                settings.find("webhookSecret").isPresent() ? settings.rotating("webhookSecret") : List.of();
        return new SandboxSettings(
                profile(settings, secrets.isEmpty() ? "" : settings.text("webhooks")),
                scripts,
                settings.find("apiKey").isPresent() && settings.secret("apiKey").matches(WRONG_KEY),
                secrets,
                settings.find("actionUrl").map(it -> settings.uri("actionUrl")),
                settings.find("settleAfter").map(it -> settings.duration("settleAfter")),
                settings.duration("hangBeyond"));
    }

    private static Script script(Settings settings, String name) {
        return Script.read(settings.text(name))
                .orElseThrow(() -> new ConfigurationException(
                        name, "is no script", "use approve, decline:<code>, 3ds or pending"));
    }

    private static PaymentProfile profile(Settings settings, String webhooks) {
        Set<PaymentCapability> claimed = EnumSet.of(
                PaymentCapability.AUTHORIZE,
                PaymentCapability.PURCHASE,
                PaymentCapability.PARTIAL_CAPTURE,
                PaymentCapability.MULTI_CAPTURE,
                PaymentCapability.CANCEL,
                PaymentCapability.PARTIAL_REFUND,
                PaymentCapability.MULTI_REFUND,
                PaymentCapability.KEYED,
                PaymentCapability.QUERY_BY_OPERATION,
                PaymentCapability.REDIRECT,
                PaymentCapability.CLIENT_TOKEN,
                PaymentCapability.CLIENT_STEP,
                PaymentCapability.INCREMENT,
                PaymentCapability.SAVED_INSTRUMENTS,
                PaymentCapability.MERCHANT_INITIATED);
        switch (webhooks) {
            case "signed" -> claimed.addAll(Set.of(PaymentCapability.WEBHOOKS, PaymentCapability.DISPUTES));
            case "hint" -> claimed.add(PaymentCapability.WEBHOOK_IS_HINT);
            case "asked" ->
                claimed.addAll(Set.of(
                        PaymentCapability.WEBHOOKS, PaymentCapability.WEBHOOK_NEEDS_CALL, PaymentCapability.DISPUTES));
            default -> {}
        }
        settings.find("without").ifPresent(it -> claimed.removeAll(capabilities(it)));
        PaymentProfiles.Builder builder = PaymentProfiles.builder()
                .can(claimed.toArray(PaymentCapability[]::new))
                .settleWindow(settings.duration("settleWindow"))
                .authorizationLife(Duration.ofDays(7));
        if (claimed.contains(PaymentCapability.KEYED)) {
            builder.keptFor(Duration.ofDays(30), OperationKind.values());
        }
        settings.find("currencies")
                .map(it -> Arrays.stream(it.split(",", -1)).map(String::strip).toList())
                .orElseGet(() -> CurrencyUnit.registeredCurrencies().stream()
                        .filter(it -> !it.isPseudoCurrency())
                        .map(CurrencyUnit::getCode)
                        .toList())
                .forEach(builder::currencies);
        return builder.build();
    }

    private static List<PaymentCapability> capabilities(String names) {
        try {
            return Arrays.stream(names.split(",", -1))
                    .map(String::strip)
                    .map(PaymentCapability::valueOf)
                    .toList();
        } catch (IllegalArgumentException unknown) {
            throw new ConfigurationException(
                    "without", "names an unknown capability", "use names as KEYED, separated by commas");
        }
    }
}
