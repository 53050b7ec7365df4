package io.tradewind.commerce.payment.adyen;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads Adyen's answers. Amounts are what Adyen says. Throws {@link Unreadable} for what is not Adyen's. */
final class Answers {
    private static final Pattern PSP_REFERENCE = Pattern.compile("[0-9A-Z]{16}");
    private static final Duration TO_ACT = Duration.ofMinutes(30);
    /** Nobody can be asked; this is only when the shop looks again whether a webhook came. */
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

    private final Clock clock;
    private final String clientKey;
    private final boolean live;

    Answers(Clock clock, AdyenSettings settings) {
        this.clock = clock;
        this.clientKey = settings.clientKey();
        this.live = settings.live();
    }

    static boolean isPspReference(String text) {
        return PSP_REFERENCE.matcher(text).matches();
    }

    static Effect effect(OperationKind kind) {
        return switch (kind) {
            case AUTHORIZE -> Effect.AUTHORIZED;
            case PURCHASE, CAPTURE -> Effect.CAPTURED;
            case CANCEL -> Effect.CANCELLED;
            case REFUND -> Effect.REFUNDED;
            case INCREMENT -> Effect.INCREMENTED;
        };
    }

    // ---- openings ----

    /** Returns the outcome of a payment, or of its next step; {@code reference} is the payment's. */
    PaymentResult opening(JsonNode answer, Reference reference) {
        String result = Unreadable.text(answer, "resultCode");
        return switch (result) {
            case "Authorised", "PartiallyAuthorised" ->
                new PaymentResult.Approved(
                        psp(answer),
                        AdyenMoney.read(answer.path("amount")),
                        effect(reference.kind()),
                        Details.code(result),
                        KeptCard.of(answer));
            case "Refused", "Error", "Cancelled" -> refused(answer, result);
            case "Received", "Pending", "PresentToShopper" -> pending(answer, reference, result);
            case "RedirectShopper", "IdentifyShopper", "ChallengeShopper" -> action(answer, reference, result);
            default -> throw new Unreadable("resultCode");
        };
    }

    private static ProviderRef psp(JsonNode answer) {
        String reference = Unreadable.text(answer, "pspReference");
        if (!isPspReference(reference)) {
            throw new Unreadable("pspReference");
        }
        return new ProviderRef(reference);
    }

    private static PaymentResult refused(JsonNode answer, String result) {
        JsonNode code = answer.path("refusalReasonCode");
        if (code.isTextual() && !code.textValue().isEmpty()) {
            return Declines.byCode(code.textValue());
        }
        return result.equals("Cancelled")
                ? Declines.because(DeclineCode.CANCELLED_BY_CUSTOMER, Retry.OTHER_INSTRUMENT, result)
                : Declines.byReason(answer.path("refusalReason").asText(result));
    }

    private PaymentResult pending(JsonNode answer, Reference reference, String result) {
        ProviderRef ref = answer.hasNonNull("pspReference") ? psp(answer) : new ProviderRef(reference.toString());
        Optional<NextAction> meanwhile =
                answer.path("action").isObject() ? Optional.of(step(answer.path("action"))) : Optional.empty();
        return new PaymentResult.Pending(ref, lookAgain(), Details.code(result), meanwhile);
    }

    private PaymentResult action(JsonNode answer, Reference reference, String result) {
        JsonNode action = answer.path("action");
        if (!action.isObject()) {
            throw new Unreadable("no action");
        }
        return new PaymentResult.ActionRequired(
                new ProviderRef(reference.toString()),
                action.path("type").asText().equals("redirect") ? redirect(action) : step(action),
                clock.instant().plus(TO_ACT),
                Details.code(result));
    }

    private static NextAction redirect(JsonNode action) {
        Map<String, String> fields = new TreeMap<>();
        action.path("data")
                .properties()
                .forEach(it -> fields.put(it.getKey(), it.getValue().asText()));
        return new NextAction.Redirect(
                action.path("method").asText("GET"), URI.create(Unreadable.text(action, "url")), fields);
    }

    /** What Adyen's script in the browser goes on with. */
    private NextAction step(JsonNode action) {
        ObjectNode step = JsonNodeFactory.instance.objectNode();
        step.set("action", action);
        step.put("clientKey", clientKey);
        step.put("environment", live ? "live" : "test");
        return new NextAction.ClientStep(step.toString());
    }

    /** Returns where the buyer goes to pay on Adyen's page. */
    PaymentResult page(JsonNode session, Reference reference) {
        if (!reference.toString().equals(session.path("reference").asText())) {
            throw new Unreadable("another session");
        }
        Instant end = time(Unreadable.text(session, "expiresAt")).orElseThrow(() -> new Unreadable("expiresAt"));
        return new PaymentResult.ActionRequired(
                new ProviderRef(reference.toString()),
                new NextAction.Redirect("GET", URI.create(Unreadable.text(session, "url")), Map.of()),
                end,
                Details.code(Unreadable.text(session, "id")));
    }

    /** Returns how a payment on Adyen's page ended. */
    PaymentResult pageResult(JsonNode session, Reference reference) {
        String status = Unreadable.text(session, "status");
        JsonNode payment = session.path("payments").path(0);
        return switch (status) {
            case "completed" ->
                payment.path("resultCode").asText().equals("Authorised")
                        ? new PaymentResult.Approved(
                                psp(payment),
                                AdyenMoney.read(payment.path("amount")),
                                effect(reference.kind()),
                                Details.code(status))
                        : pending(payment, reference, status);
            case "paymentPending" -> pending(payment, reference, status);
            case "refused" -> Declines.because(DeclineCode.DO_NOT_HONOR, Retry.OTHER_INSTRUMENT, status);
            case "canceled" -> Declines.because(DeclineCode.CANCELLED_BY_CUSTOMER, Retry.OTHER_INSTRUMENT, status);
            case "expired" -> Declines.over(status);
            default -> throw new Unreadable("status of a session");
        };
    }

    // ---- on top ----

    /** Returns what an acknowledgement means: it comes to something later. */
    PaymentResult acknowledged(JsonNode answer) {
        String status = Unreadable.text(answer, "status");
        if (!status.equals("received")) {
            throw new Unreadable("status of a modification");
        }
        return new PaymentResult.Pending(psp(answer), lookAgain(), Details.code(status));
    }

    private Instant lookAgain() {
        return clock.instant().plus(LOOK_AGAIN);
    }

    /** Reads a time with its zone. */
    static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }
}
