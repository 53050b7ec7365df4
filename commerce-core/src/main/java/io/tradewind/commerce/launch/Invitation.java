package io.tradewind.commerce.launch;

import java.time.Instant;

/**
 * An invitation to be sent now. The token is not kept and not handed out again.
 *
 * @param token what the link must carry
 * @param until when it runs out
 */
public record Invitation(SignUp signUp, String token, Instant until) {
    @Override
    public String toString() {
        return "Invitation[" + signUp.id() + ", until " + until + "]";
    }
}
