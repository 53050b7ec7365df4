package io.tradewind.commerce.spi.webhook;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.ProviderRef;
import java.time.Instant;
import java.util.List;

/**
 * What a plugin made of a webhook. Reading one touches neither network nor storage.
 *
 * @param <F> the facts it may bring
 */
public sealed interface WebhookOutcome<F> {
    /**
     * Genuine, with news.
     *
     * @param notices every item of the batch, in the order given
     * @param reply what the provider wants to hear once the notices are stored
     */
    record Accepted<F>(List<Notice<F>> notices, Reply reply) implements WebhookOutcome<F> {
        /** Copies the notices. */
        public Accepted {
            notices = List.copyOf(notices);
            requireNonNull(reply, "reply");
        }
    }

    /**
     * The body is only a hint; the core asks the provider.
     *
     * @param changed what to ask about
     * @param reply what the provider wants to hear
     */
    record LookUp<F>(List<ProviderRef> changed, Reply reply) implements WebhookOutcome<F> {
        /** Copies the references. */
        public LookUp {
            changed = List.copyOf(changed);
            requireNonNull(reply, "reply");
        }
    }

    /**
     * Genuine, of a kind that means nothing to us.
     *
     * @param why a diagnostic
     * @param reply what the provider wants to hear, as a rule 2xx
     */
    record Ignored<F>(String why, Reply reply) implements WebhookOutcome<F> {
        /** Refuses missing parts. */
        public Ignored {
            requireNonNull(why, "why");
            requireNonNull(reply, "reply");
        }
    }

    /**
     * The provider tests whether the address is ours.
     *
     * @param reply the answer that proves it
     */
    record Challenge<F>(Reply reply) implements WebhookOutcome<F> {
        /** Refuses a missing reply. */
        public Challenge {
            requireNonNull(reply, "reply");
        }
    }

    /**
     * Not believed: counted, not stored.
     *
     * @param why the reason
     */
    record Refused<F>(Refusal why) implements WebhookOutcome<F> {
        /** Refuses a missing reason. */
        public Refused {
            requireNonNull(why, "why");
        }
    }

    /** This provider takes no webhooks. */
    record NotSupported<F>() implements WebhookOutcome<F> {}

    /**
     * One item of a webhook.
     *
     * @param eventId the provider's id of the event, or a hash of it: the same event MUST always have the same id
     *     (PAY-HOOK-5)
     * @param occurredAt when it happened, by the provider
     * @param fact what happened
     */
    record Notice<F>(String eventId, Instant occurredAt, F fact) {
        /** Refuses missing parts. */
        public Notice {
            requireNonNull(eventId, "eventId");
            requireNonNull(occurredAt, "occurredAt");
            requireNonNull(fact, "fact");
        }
    }

    /** Why a webhook is not believed. */
    enum Refusal {
        /** Signature missing or wrong. */
        BAD_SIGNATURE,
        /** Signed longer ago, or further in the future, than five minutes. */
        STALE,
        /** Signed, but not readable. */
        MALFORMED,
        /** For another account of the provider. */
        OTHER_ACCOUNT,
        /** A live event for a test account or the reverse. */
        WRONG_MODE
    }
}
