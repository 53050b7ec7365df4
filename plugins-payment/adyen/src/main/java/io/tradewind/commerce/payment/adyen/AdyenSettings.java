package io.tradewind.commerce.payment.adyen;

import io.tradewind.commerce.spi.ConfigField;
import io.tradewind.commerce.spi.ConfigurationException;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.FieldKind;
import io.tradewind.commerce.spi.Secret;
import io.tradewind.commerce.spi.Settings;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one account, read once.
 *
 * @param apiKey key of the API credential
 * @param merchantAccount the merchant account to act for
 * @param clientKey key for the browser; public
 * @param hmacKeys keys webhooks are signed with, newest first
 * @param live whether it is a live account
 * @param severalCaptures whether Adyen has switched multiple partial captures on
 * @param preAuthorizes whether authorisations are made such that they can be raised
 * @param endpoint where Adyen is, without a slash at the end and without the version
 */
record AdyenSettings(
        Secret apiKey,
        String merchantAccount,
        String clientKey,
        List<Secret> hmacKeys,
        boolean live,
        boolean severalCaptures,
        boolean preAuthorizes,
        String endpoint) {
    private static final String PREFIX = "liveUrlPrefix";
    private static final String TEST_ENDPOINT = "https://checkout-test.adyen.com";

    static final List<ConfigField> FIELDS = List.of(
            ConfigField.secret("apiKey"),
            ConfigField.required("merchantAccount", FieldKind.TEXT),
            ConfigField.required("clientKey", FieldKind.TEXT).withPatterns("test_\\w+", "live_\\w+"),
            ConfigField.rotatingSecret("hmacKey").withPattern("[0-9A-Fa-f]{64}"),
            ConfigField.optional(PREFIX, FieldKind.TEXT).withPattern("[0-9A-Za-z]+(-[0-9A-Za-z]+)*"),
            ConfigField.optional("multiplePartialCaptures", FieldKind.BOOLEAN, "false"),
            ConfigField.optional("preAuthorization", FieldKind.BOOLEAN, "false").asAdvanced(),
            ConfigField.endpoint(TEST_ENDPOINT));

    static AdyenSettings of(Settings settings, Environment environment) {
        boolean live = environment == Environment.LIVE;
        return new AdyenSettings(
                settings.secret("apiKey"),
                settings.text("merchantAccount"),
                settings.text("clientKey"),
                settings.rotating("hmacKey"),
                live,
                settings.flag("multiplePartialCaptures"),
                settings.flag("preAuthorization"),
                endpoint(settings, live));
    }

    /** Live accounts have an address of their own; an endpoint set by hand, as that of a fake, counts more. */
    private static String endpoint(Settings settings, boolean live) {
        Optional<String> prefix = settings.find(PREFIX);
        String endpoint = withoutSlash(settings.uri("endpoint").toString());
        if (!live && prefix.isPresent()) {
            throw new ConfigurationException(
                    PREFIX, "is set although the account is in TEST", "leave it out, or set the environment to LIVE");
        }
        if (!live || !endpoint.equals(TEST_ENDPOINT)) {
            return endpoint;
        }
        return prefix.map(it -> "https://" + it + "-checkout-live.adyenpayments.com/checkout")
                .orElseThrow(() -> new ConfigurationException(
                        PREFIX,
                        "is missing, and a live account has no other address",
                        "copy the prefix from the Customer Area: Developers, API URLs"));
    }

    private static String withoutSlash(String text) {
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
