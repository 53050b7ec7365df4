package io.tradewind.commerce.launch;

import io.tradewind.commerce.catalog.Sku;
import java.time.Instant;

/**
 * A launch. Immutable.
 *
 * @param slug its name in addresses, unique in the store
 * @param title what shoppers read
 * @param text more of it; plain text
 * @param sku what is launched
 * @param opensAt when selling starts
 * @param quota most units that invitations may promise
 * @param perPerson most units one person may buy
 * @param promised units that the invitations handed out so far promise; at most {@code quota}
 * @param version grows with each move
 */
public record Launch(
        LaunchId id,
        String slug,
        String title,
        String text,
        Sku sku,
        Instant opensAt,
        int quota,
        int perPerson,
        int promised,
        LaunchState state,
        int version) {}
