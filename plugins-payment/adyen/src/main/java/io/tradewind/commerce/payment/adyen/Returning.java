package io.tradewind.commerce.payment.adyen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.CompleteRequest;
import io.tradewind.commerce.spi.payment.PaymentResult;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Goes on after the buyer came back: from Adyen's page, from a bank, or from a 3-D Secure step in the browser. What the
 * browser brings is handed to Adyen and believed only as far as Adyen's answer names this very payment.
 */
final class Returning {
    /** Results of a step, as Adyen's script or a bank hands them over. */
    private static final List<String> RESULTS = List.of("redirectResult", "threeDSResult", "payload", "MD", "PaRes");

    private static final Pattern SESSION = Pattern.compile("[0-9A-Za-z]{1,64}");
    private static final int LONGEST = 16_384;

    private final AdyenApi api;
    private final Answers answers;

    Returning(AdyenApi api, Answers answers) {
        this.api = api;
        this.answers = answers;
    }

    PaymentResult complete(CompleteRequest request) {
        Optional<Reference> waiting = Reference.parse(request.payment().value())
                .filter(Reference::isOpening)
                .filter(it -> it.operation().equals(request.call().id()));
        if (waiting.isEmpty()) {
            return Failures.rejected(RejectCode.NOT_FOUND, "no payment that waits for its buyer");
        }
        return waiting.get().onPage() ? fromPage(request, waiting.get()) : fromStep(request, waiting.get());
    }

    private PaymentResult fromPage(CompleteRequest request, Reference reference) {
        Optional<String> session =
                parameter(request, "sessionId").filter(it -> SESSION.matcher(it).matches());
        Optional<String> result = parameter(request, "sessionResult");
        if (session.isEmpty() || result.isEmpty()) {
            return nothing();
        }
        return Failures.attempt(() -> {
            JsonNode answer = api.get(
                    "/sessions/" + session.get(),
                    Map.of("sessionResult", result.get()),
                    request.call().deadline());
            return isOf(answer.path("reference"), reference) ? answers.pageResult(answer, reference) : another();
        });
    }

    private PaymentResult fromStep(CompleteRequest request, Reference reference) {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        RESULTS.forEach(name -> parameter(request, name).ifPresent(it -> details.put(name, it)));
        if (details.isEmpty()) {
            return nothing();
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("details", details);
        return Failures.attempt(() -> {
            JsonNode answer = api.post(
                    "/payments/details",
                    body,
                    key(request, details),
                    request.call().deadline());
            if (answer.has("merchantReference")) {
                return isOf(answer.path("merchantReference"), reference)
                        ? answers.opening(answer, reference)
                        : another();
            }
            PaymentResult unnamed = answers.opening(answer, reference);
            return unnamed instanceof PaymentResult.ActionRequired
                    ? unnamed
                    : Failures.unknown(
                            Optional.of(new ProviderRef(reference.toString())),
                            "Adyen does not say which payment this is",
                            Details.NONE);
        });
    }

    private static Optional<String> parameter(CompleteRequest request, String name) {
        return request.parameter(name).filter(it -> !it.isBlank() && it.length() <= LONGEST);
    }

    private static boolean isOf(JsonNode told, Reference reference) {
        return reference.toString().equals(told.asText());
    }

    private static PaymentResult another() {
        return Failures.rejected(RejectCode.NOT_FOUND, "the browser brought the result of another payment");
    }

    private static PaymentResult nothing() {
        return Failures.rejected(RejectCode.INVALID_REQUEST, "the browser brought no result");
    }

    /** One step may follow another, each with a key of its own; the same result again has the same one. */
    private static String key(CompleteRequest request, ObjectNode details) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(details.toString().getBytes(StandardCharsets.UTF_8));
            return request.call().id() + "-" + HexFormat.of().formatHex(hash, 0, 8);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
