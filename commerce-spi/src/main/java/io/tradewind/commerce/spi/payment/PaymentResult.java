package io.tradewind.commerce.spi.payment;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import java.time.Instant;
import java.util.Optional;
import org.joda.money.Money;

/** Outcome of a payment call. */
public sealed interface PaymentResult {
    /**
     * It happened.
     *
     * @param ref the provider's reference of the payment for an authorisation or purchase, of the operation otherwise
     * @param amount the amount the provider says, not the one asked for
     * @param effect what happened
     * @param details code and safe fields
     * @param saved the instrument the provider keeps from now on, if the buyer agreed to that
     */
    record Approved(ProviderRef ref, Money amount, Effect effect, Details details, Optional<SavedInstrument> saved)
            implements PaymentResult {
        /** Refuses missing parts. */
        public Approved {
            requireNonNull(ref, "ref");
            requireNonNull(amount, "amount");
            requireNonNull(effect, "effect");
            requireNonNull(details, "details");
            requireNonNull(saved, "saved");
        }

        /** Creates an approval that keeps no instrument. */
        public Approved(ProviderRef ref, Money amount, Effect effect, Details details) {
            this(ref, amount, effect, details, Optional.empty());
        }

        /** Returns the same approval, with an instrument the provider keeps. */
        public Approved keeping(SavedInstrument instrument) {
            return new Approved(ref, amount, effect, details, Optional.of(instrument));
        }
    }

    /**
     * Accepted; the outcome comes later, by webhook, when asked, or when a person confirms it.
     *
     * @param ref the provider's reference
     * @param askAgainAt when asking is worth while
     * @param details code and safe fields
     * @param meanwhile what to show the buyer until then, as where to transfer the money
     */
    record Pending(ProviderRef ref, Instant askAgainAt, Details details, Optional<NextAction> meanwhile)
            implements PaymentResult {
        /** Refuses missing parts. */
        public Pending {
            requireNonNull(ref, "ref");
            requireNonNull(askAgainAt, "askAgainAt");
            requireNonNull(details, "details");
            requireNonNull(meanwhile, "meanwhile");
        }

        /** Creates a pending result with nothing to show. */
        public Pending(ProviderRef ref, Instant askAgainAt, Details details) {
            this(ref, askAgainAt, details, Optional.empty());
        }
    }

    /**
     * The buyer has to do something first.
     *
     * @param ref the provider's reference of the payment
     * @param action what to do
     * @param expiresAt until when it can be done
     * @param details code and safe fields
     */
    record ActionRequired(ProviderRef ref, NextAction action, Instant expiresAt, Details details)
            implements PaymentResult {
        /** Refuses missing parts. */
        public ActionRequired {
            requireNonNull(ref, "ref");
            requireNonNull(action, "action");
            requireNonNull(expiresAt, "expiresAt");
            requireNonNull(details, "details");
        }
    }

    /**
     * The provider, or the bank behind it, says no.
     *
     * @param code why; an unmapped reason is {@link DeclineCode#OTHER} with its raw code in the details
     * @param retry whether trying again makes sense
     * @param details code and safe fields
     */
    record Declined(DeclineCode code, Retry retry, Details details) implements PaymentResult {
        /** Refuses missing parts. */
        public Declined {
            requireNonNull(code, "code");
            requireNonNull(retry, "retry");
            requireNonNull(details, "details");
        }
    }

    /**
     * Refused for a reason that is ours to fix. Speaks of this attempt only.
     *
     * @param code what is wrong
     * @param diagnostic for staff, without secrets and personal data
     * @param details code and safe fields
     */
    record Rejected(RejectCode code, String diagnostic, Details details) implements PaymentResult {
        /** Refuses missing parts. */
        public Rejected {
            requireNonNull(code, "code");
            requireNonNull(diagnostic, "diagnostic");
            requireNonNull(details, "details");
        }
    }

    /**
     * Proven not to have reached the provider. Speaks of this attempt only.
     *
     * @param diagnostic for staff
     */
    record NotSent(String diagnostic) implements PaymentResult {
        /** Refuses a missing diagnostic. */
        public NotSent {
            requireNonNull(diagnostic, "diagnostic");
        }
    }

    /**
     * It may have happened: only the provider can tell.
     *
     * @param ref the provider's reference, if one is known
     * @param diagnostic for staff
     * @param details code and safe fields
     */
    record Unknown(Optional<ProviderRef> ref, String diagnostic, Details details) implements PaymentResult {
        /** Refuses missing parts. */
        public Unknown {
            requireNonNull(ref, "ref");
            requireNonNull(diagnostic, "diagnostic");
            requireNonNull(details, "details");
        }
    }

    /** Returns the answer of a gateway that cannot do this; it MUST NOT have sent anything (PAY-CAP-2). */
    static PaymentResult unsupported(String what) {
        return new Rejected(RejectCode.UNSUPPORTED, what, Details.NONE);
    }
}
