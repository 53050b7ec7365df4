package io.tradewind.commerce.payment.adyen;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.DisputeStage;
import io.tradewind.commerce.spi.payment.PaymentFact;
import java.time.Instant;
import java.util.Optional;

/**
 * Adyen's dispute events in the shop's words (docs.adyen.com/risk-management/disputes-api/dispute-notifications, read
 * 2026-11-25). All events of one dispute share its PSP reference.
 */
final class Disputes {
    private Disputes() {}

    /** Returns what an event tells about a dispute; empty if it is about none, or no news for a shop. */
    static Optional<PaymentFact> fact(String code, JsonNode item) {
        return stage(code, item.path("additionalData").path("disputeStatus").asText())
                .map(stage -> new PaymentFact.Dispute(
                        Event.payment(item),
                        new ProviderRef(Unreadable.text(item, "pspReference")),
                        stage,
                        Event.amount(item),
                        answerBy(item, stage)));
    }

    private static Optional<DisputeStage> stage(String code, String status) {
        return switch (code) {
            // the money moves with the chargeback only
            case "REQUEST_FOR_INFORMATION", "NOTIFICATION_OF_CHARGEBACK" -> Optional.of(DisputeStage.INQUIRY);
            case "CHARGEBACK" ->
                Optional.of(
                        status.equals("Lost") || status.equals("Accepted") ? DisputeStage.LOST : DisputeStage.OPENED);
            case "INFORMATION_SUPPLIED", "PREARBITRATION_OPEN" -> Optional.of(DisputeStage.UNDER_REVIEW);
            case "CHARGEBACK_REVERSED" -> // the money is back; whether for good is decided later
                Optional.of(status.equals("Won") ? DisputeStage.WON : DisputeStage.UNDER_REVIEW);
            case "PREARBITRATION_WON", "ISSUER_RESPONSE_TIMEFRAME_EXPIRED" -> Optional.of(DisputeStage.WON);
            case "SECOND_CHARGEBACK", "PREARBITRATION_LOST", "DISPUTE_DEFENSE_PERIOD_ENDED" ->
                Optional.of(DisputeStage.LOST);
            default -> Optional.empty();
        };
    }

    private static Optional<Instant> answerBy(JsonNode item, DisputeStage stage) {
        return stage == DisputeStage.INQUIRY || stage == DisputeStage.OPENED
                ? Answers.time(
                        item.path("additionalData").path("defensePeriodEndsAt").asText())
                : Optional.empty();
    }
}
