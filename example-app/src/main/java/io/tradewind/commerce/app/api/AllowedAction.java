package io.tradewind.commerce.app.api;

import java.util.Optional;

/** A thing that can be done from here, and what keeps it from being done now. */
public record AllowedAction(
        @Field("What it is called, such as cancel") String action,
        @Field("Where to send it, with POST") String href,

        @Said @Field("Why it cannot be done now; absent if it can")
        Optional<String> blockedBecause) {
    /** Something that can be done, or the reason why not. */
    public static AllowedAction of(String action, String href, String reason) {
        return new AllowedAction(action, href, Optional.of(reason).filter(it -> !it.isEmpty()));
    }
}
