package io.tradewind.commerce.internal.plugin;

import java.time.Instant;
import java.util.Optional;

/**
 * How an account fares.
 *
 * @param account the shop's name for it
 * @param kind its role
 * @param code the plugin's code
 * @param plugin the plugin's id; empty if it could not be loaded
 * @param version the plugin's version; empty likewise
 * @param usable false if it is down or left alone by the breaker
 * @param breaker state of the breaker for calls with an effect
 * @param openUntil until when calls with an effect are kept back; empty if they are not
 * @param stuckThreads threads inside the plugin that nobody waits for any more
 * @param note why it is down; empty if it is not
 */
public record AccountState(
        String account,
        String kind,
        String code,
        String plugin,
        String version,
        boolean usable,
        String breaker,
        Optional<Instant> openUntil,
        int stuckThreads,
        String note) {}
