package io.tradewind.commerce.delivery;

import java.time.Instant;
import java.time.ZoneId;

/**
 * When something arrives. Immutable.
 *
 * @param earliest not before
 * @param latest not after
 * @param zone in which its days and times are to be shown
 * @param guaranteed true if it is more than an estimate
 * @param reason one sentence a shopper can read: why then and not sooner
 */
public record Promise(Instant earliest, Instant latest, ZoneId zone, boolean guaranteed, String reason) {}
