package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.util.List;
import java.util.function.UnaryOperator;

/** Checks the items of a webhook. */
final class Notices {
    private static final int MOST = 1_000;

    private Notices() {}

    /** The same outcome with every fact checked; a batch beyond all reason is malformed. */
    static <F> WebhookOutcome<F> checked(WebhookOutcome<F> outcome, UnaryOperator<F> check) {
        if (!(outcome instanceof WebhookOutcome.Accepted<F> accepted)) {
            return outcome;
        }
        if (accepted.notices().size() > MOST
                || accepted.notices().stream().anyMatch(it -> it.eventId().isBlank())) {
            return new WebhookOutcome.Refused<>(WebhookOutcome.Refusal.MALFORMED);
        }
        List<WebhookOutcome.Notice<F>> notices = accepted.notices().stream()
                .map(it -> new WebhookOutcome.Notice<>(it.eventId(), it.occurredAt(), check.apply(it.fact())))
                .toList();
        return new WebhookOutcome.Accepted<>(notices, accepted.reply());
    }
}
