package io.tradewind.commerce.launch;

import io.tradewind.commerce.verification.VerificationSubject;
import java.util.UUID;

/** The id of a sign-up; its phone number is verified under it. */
public record SignUpId(UUID value) implements VerificationSubject {
    @Override
    public String toString() {
        return value.toString();
    }
}
