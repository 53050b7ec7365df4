package io.tradewind.commerce.payment.adyen;

import com.adyen.model.checkout.CreateCheckoutSessionRequest;
import com.adyen.model.checkout.PaymentRequest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewind.commerce.spi.Address;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.StoredCredential;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes the requests that open a payment: with what Adyen's script collected in the browser, or on Adyen's own page. */
final class Opening {
    /** What of the browser's data is passed on; the rest is ours to say. */
    private static final List<String> FROM_BROWSER = List.of("paymentMethod", "browserInfo", "riskData");
    /** Card data in the clear, which must not come this far, and stored instruments, which are not the browser's to name. */
    private static final List<String> NEVER =
            List.of("number", "cvc", "expiryMonth", "expiryYear", "storedPaymentMethodId", "recurringDetailReference");

    private final AdyenSettings settings;

    Opening(AdyenSettings settings) {
        this.settings = settings;
    }

    /** Returns what Adyen's script collected; empty if it is not that. */
    static Optional<JsonNode> fromBrowser(String token) {
        JsonNode state;
        try {
            state = AdyenApi.tree(token);
        } catch (Unreadable other) {
            return Optional.empty();
        }
        JsonNode method = state.path("paymentMethod");
        boolean fits = method.path("type").isTextual() && NEVER.stream().noneMatch(method::has);
        return fits ? Optional.of(state) : Optional.empty();
    }

    /** Returns the request for a payment with that; the card is kept for later if the buyer agreed. */
    ObjectNode payment(AuthorizeRequest request, Reference reference, JsonNode state) {
        PaymentRequest payment = payment(request, reference)
                .channel(PaymentRequest.ChannelEnum.WEB)
                .origin(origin(request.returnUrl()))
                .shopperInteraction(PaymentRequest.ShopperInteractionEnum.ECOMMERCE);
        String shopper = request.buyer().reference();
        if (request.use() == StoredCredential.SAVE_FOR_LATER && shopper.length() >= KeptCard.SHORTEST_SHOPPER) {
            payment.storePaymentMethod(true)
                    .shopperReference(shopper)
                    .recurringProcessingModel(PaymentRequest.RecurringProcessingModelEnum.CARDONFILE);
        }
        ObjectNode tree = AdyenApi.asTree(payment);
        for (String each : FROM_BROWSER) {
            if (state.path(each).isObject()) {
                tree.set(each, state.path(each));
            }
        }
        return tree;
    }

    /** Returns the request for a payment with a card that is kept. */
    ObjectNode payment(AuthorizeRequest request, Reference reference, KeptCard card) {
        boolean alone = request.use() == StoredCredential.MERCHANT_INITIATED;
        ObjectNode tree = AdyenApi.asTree(payment(request, reference)
                .shopperInteraction(PaymentRequest.ShopperInteractionEnum.CONTAUTH)
                .shopperReference(card.shopper())
                .recurringProcessingModel(
                        alone
                                ? PaymentRequest.RecurringProcessingModelEnum.UNSCHEDULEDCARDONFILE
                                : PaymentRequest.RecurringProcessingModelEnum.CARDONFILE));
        tree.putObject("paymentMethod").put("type", "scheme").put("storedPaymentMethodId", card.id());
        return tree;
    }

    private PaymentRequest payment(AuthorizeRequest request, Reference reference) {
        PaymentRequest payment = new PaymentRequest()
                .merchantAccount(settings.merchantAccount())
                .reference(reference.toString())
                .amount(AdyenMoney.amount(request.amount()))
                .returnUrl(request.returnUrl().toString())
                .merchantOrderReference(request.checkout().reference())
                .metadata(metadata(request))
                .additionalData(additional(request.capture()));
        if (request.capture() == CaptureMode.AT_ONCE) {
            payment.captureDelayHours(0);
        }
        request.buyer().email().ifPresent(payment::shopperEmail);
        request.buyer().ipAddress().ifPresent(payment::shopperIP);
        locale(request).ifPresent(payment::shopperLocale);
        country(request).ifPresent(payment::countryCode);
        return payment;
    }

    /** Returns the request for a page of Adyen's. */
    CreateCheckoutSessionRequest page(AuthorizeRequest request, Reference reference) {
        CreateCheckoutSessionRequest session = new CreateCheckoutSessionRequest()
                .merchantAccount(settings.merchantAccount())
                .reference(reference.toString())
                .amount(AdyenMoney.amount(request.amount()))
                .returnUrl(request.returnUrl().toString())
                .mode(CreateCheckoutSessionRequest.ModeEnum.HOSTED)
                .channel(CreateCheckoutSessionRequest.ChannelEnum.WEB)
                .shopperInteraction(CreateCheckoutSessionRequest.ShopperInteractionEnum.ECOMMERCE)
                .merchantOrderReference(request.checkout().reference())
                .metadata(metadata(request))
                .additionalData(additional(request.capture()));
        if (request.capture() == CaptureMode.AT_ONCE) {
            session.captureDelayHours(0);
        }
        request.buyer().email().ifPresent(session::shopperEmail);
        request.buyer().ipAddress().ifPresent(session::shopperIP);
        locale(request).ifPresent(session::shopperLocale);
        country(request).ifPresent(session::countryCode);
        return session;
    }

    private Map<String, String> additional(CaptureMode capture) {
        Map<String, String> more = new TreeMap<>();
        more.put("manualCapture", String.valueOf(capture == CaptureMode.LATER));
        if (settings.preAuthorizes() && capture == CaptureMode.LATER) {
            more.put("authorisationType", "PreAuth");
        }
        return more;
    }

    /** At most 20 entries, of 20 and 80 characters. */
    private static Map<String, String> metadata(AuthorizeRequest request) {
        Map<String, String> fitting = new TreeMap<>();
        request.call().metadata().forEach((name, value) -> {
            if (name.length() <= 20 && value.length() <= 80 && fitting.size() < 20) {
                fitting.put(name, value);
            }
        });
        return fitting;
    }

    /** Where the page is that runs Adyen's script: 3-D Secure wants to know. */
    private static String origin(URI page) {
        return page.getScheme() + "://" + page.getRawAuthority();
    }

    private static Optional<String> locale(AuthorizeRequest request) {
        Locale locale = request.buyer().locale();
        return locale.getLanguage().isEmpty() || locale.getCountry().length() != 2
                ? Optional.empty()
                : Optional.of(locale.getLanguage() + "-" + locale.getCountry());
    }

    private static Optional<String> country(AuthorizeRequest request) {
        return request.buyer().billing().or(() -> request.checkout().shipTo()).map(Address::country);
    }
}
