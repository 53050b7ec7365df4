package io.tradewind.commerce.launch;

import java.util.UUID;

/** The id of a sign-up. */
public record SignUpId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
