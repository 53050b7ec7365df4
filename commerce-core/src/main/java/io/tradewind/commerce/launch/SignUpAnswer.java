package io.tradewind.commerce.launch;

import io.tradewind.commerce.error.Refusal;

/** What became of a sign-up, a confirmation or a withdrawal. */
public sealed interface SignUpAnswer {
    /**
     * It is as asked for.
     *
     * @param linkToken for an unconfirmed e-mail address signed up just now: what the confirmation link must carry. Send
     *     it to that address and show it nowhere; it is not kept and not handed out again. Empty otherwise
     */
    record Accepted(SignUp signUp, String linkToken) implements SignUpAnswer {
        @Override
        public String toString() {
            return "Accepted[" + signUp.id() + ", " + signUp.state() + "]";
        }
    }

    /** Nothing has changed, and why. */
    record Refused(Refusal reason) implements SignUpAnswer {}

    /** The sign-up; throws if it was refused. */
    default SignUp orThrow() {
        if (this instanceof Accepted accepted) {
            return accepted.signUp();
        }
        throw ((Refused) this).reason().asException();
    }
}
