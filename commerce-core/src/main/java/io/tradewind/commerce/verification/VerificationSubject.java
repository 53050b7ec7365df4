package io.tradewind.commerce.verification;

import java.util.UUID;

/** What a phone number is verified for: a cart, for instance. */
public interface VerificationSubject {
    /** Its id. */
    UUID value();
}
