package io.tradewind.commerce.verification;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.error.Refusal;

/** What became of entering a code. */
public sealed interface CheckAnswer {
    /**
     * The number is verified.
     *
     * @param number prints masked
     */
    record Verified(PhoneNumber number) implements CheckAnswer {}

    /**
     * Not the code.
     *
     * @param triesLeft how many more tries there are, at least 1
     */
    record Wrong(int triesLeft) implements CheckAnswer {}

    /**
     * There is nothing to enter a code for: expired, used up, or none was asked for. The refusal says which.
     *
     * @param refusal what to show
     */
    record Refused(Refusal refusal) implements CheckAnswer {}

    /** The verified number, for scripts and tests that expect success; throws otherwise. */
    default PhoneNumber orThrow() {
        if (this instanceof Verified verified) {
            return verified.number();
        } else if (this instanceof Wrong wrong) {
            throw new CommerceException(
                    ErrorCode.ANSWER_REFUSED,
                    "code-wrong: that was not the code, " + wrong.triesLeft() + " tries left.");
        }
        throw ((Refused) this).refusal().asException();
    }
}
