package io.tradewind.commerce.event;

import java.time.Instant;
import java.util.UUID;

/**
 * An event that did not reach a durable subscriber in ten tries. Until staff act, later events of the same subject wait
 * behind it at that subscriber.
 *
 * @param event its id
 * @param subscriber who should have heard of it
 * @param type simple name of its record in {@code spi.event}
 * @param subject whom it is about
 * @param happened when the event was written
 * @param givenUp when the last try failed
 * @param tries how often it was tried
 * @param problem what the last try failed of
 */
public record DeadLetter(
        UUID event,
        String subscriber,
        String type,
        UUID subject,
        Instant happened,
        Instant givenUp,
        int tries,
        String problem) {}
