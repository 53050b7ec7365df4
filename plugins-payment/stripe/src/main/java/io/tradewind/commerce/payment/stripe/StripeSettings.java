package io.tradewind.commerce.payment.stripe;

import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.FieldKind;
import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.Settings;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one account, read once.
 *
 * @param secretKey secret or restricted key
 * @param publishableKey key for the browser; public
 * @param webhookSecrets signing secrets, newest first; empty if webhooks are not set up
 * @param connectedAccount the connected account to act for, if the keys are a platform's
 * @param endpoint where Stripe is, without a slash at the end
 */
record StripeSettings(
        Secret secretKey,
        String publishableKey,
        List<Secret> webhookSecrets,
        Optional<String> connectedAccount,
        String endpoint) {
    static final List<ConfigField> FIELDS = List.of(
            ConfigField.secret("secretKey").withPatterns("(sk|rk)_test_\\w+", "(sk|rk)_live_\\w+"),
            ConfigField.required("publishableKey", FieldKind.TEXT).withPatterns("pk_test_\\w+", "pk_live_\\w+"),
            ConfigField.rotatingSecret("webhookSecret").asOptional().withPattern("whsec_\\w+"),
            ConfigField.optional("connectedAccount", FieldKind.TEXT)
                    .withPattern("acct_\\w+")
                    .asAdvanced(),
            ConfigField.endpoint("https://api.stripe.com"));

    static StripeSettings of(Settings settings) {
        return new StripeSettings(
                settings.secret("secretKey"),
                settings.text("publishableKey"),
                settings.find("webhookSecret").isPresent() ? settings.rotating("webhookSecret") : List.of(),
                settings.find("connectedAccount"),
                withoutSlash(settings.uri("endpoint")));
    }

    private static String withoutSlash(URI endpoint) {
        String text = endpoint.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
