package io.tradewind.commerce.payment.paypal;

import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.FieldKind;
import io.tradewind.commerce.spi.ProviderContext;
import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.Settings;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one account, read once. PayPal's keys do not show whether they are live; its addresses do, and keys of
 * one are unknown at the other.
 *
 * @param clientId the app's id
 * @param clientSecret the app's secret
 * @param webhookIds ids of the webhooks whose events are believed, newest first; empty if webhooks are not set up
 * @param brandName name shown on PayPal's page, if it is not the account's
 * @param webhookAuthorities certificates, as PEM text, that must vouch for PayPal's; without them, those Java trusts
 * @param endpoint where PayPal is, without a slash at the end
 */
record PayPalSettings(
        String clientId,
        Secret clientSecret,
        List<String> webhookIds,
        Optional<String> brandName,
        Optional<String> webhookAuthorities,
        URI endpoint) {
    private static final String ENDPOINT = "endpoint";
    private static final String LIVE = "api-m.paypal.com";
    private static final String SANDBOX = "api-m.sandbox.paypal.com";
    private static final String KEY = "[\\w-]{10,}";

    static final List<ConfigField> FIELDS = List.of(
            ConfigField.required("clientId", FieldKind.TEXT).withPattern(KEY),
            ConfigField.secret("clientSecret").withPattern(KEY),
            ConfigField.optional("webhookId", FieldKind.TEXT).withPattern("\\w{5,50}( \\w{5,50})?"),
            ConfigField.optional("brandName", FieldKind.TEXT).withPattern(".{1,127}"),
            ConfigField.optional("webhookAuthorities", FieldKind.TEXT).asAdvanced(),
            ConfigField.optional(ENDPOINT, FieldKind.URI).asAdvanced());

    static PayPalSettings of(ProviderContext context) {
        Settings settings = context.settings();
        return new PayPalSettings(
                settings.text("clientId"),
                settings.secret("clientSecret"),
                settings.find("webhookId").map(it -> List.of(it.split(" ", -1))).orElse(List.of()),
                settings.find("brandName"),
                settings.find("webhookAuthorities"),
                endpoint(settings, context.environment()));
    }

    private static URI endpoint(Settings settings, Environment environment) {
        boolean live = environment == Environment.LIVE;
        String own = live ? LIVE : SANDBOX;
        String other = live ? SANDBOX : LIVE;
        if (settings.find(ENDPOINT).isEmpty()) {
            return URI.create("https://" + own);
        }
        URI given = settings.uri(ENDPOINT);
        String host = host(given.getHost());
        if (host.equals(other) || host.equals(other.replace("api-m.", "api."))) {
            throw new ConfigurationException(
                    ENDPOINT, "is PayPal's " + (live ? "sandbox" : "live address") + " in " + environment, fix(own));
        }
        if (live && !"https".equals(given.getScheme())) {
            throw new ConfigurationException(ENDPOINT, "is not encrypted", fix(own));
        }
        String text = given.toString();
        return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    }

    private static String fix(String own) {
        return "leave it out for https://" + own + ", or check the environment of the shop";
    }

    private static String host(@Nullable String host) {
        return host == null ? "" : host.toLowerCase(Locale.ROOT);
    }
}
