package io.tradewind.commerce.spi.phone;

import java.util.Set;

/**
 * What a sender or verifier account can do.
 *
 * @param channels ways to reach a phone
 * @param countries ISO codes of the countries it reaches; empty means everywhere
 * @param longestText longest text in characters; 0 when it writes its own
 */
public record SenderProfile(Set<Channel> channels, Set<String> countries, int longestText) {
    /** Copies the sets. */
    public SenderProfile {
        channels = Set.copyOf(channels);
        countries = Set.copyOf(countries);
    }
}
