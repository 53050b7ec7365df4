package io.tradewind.commerce.spi;

import io.tradewind.commerce.spi.http.HttpPort;
import java.net.URI;
import java.time.Clock;

/** What the host lends to one provider. Safe for use by many threads, valid until the provider is closed. */
public interface ProviderContext {
    /** Returns the shop's name for this set-up, as "card-eu". Stored too: refunds go the way the money came. */
    String account();

    /** Returns whether real money, goods and messages are at stake. */
    Environment environment();

    /** Returns the settings, checked against the factory's fields, presets filled in. */
    Settings settings();

    /** Returns the way out to the network: one send, no retry, bounded by a deadline, recorded and masked. */
    HttpPort http();

    /** Returns where the outside may send webhooks for this account. */
    URI webhookUrl();

    /** Returns the time. Providers MUST use it instead of the system clock, so that tests can move it (PAY-HOOK-4). */
    Clock clock();

    /** Returns a log that masks secrets, phone numbers and anything card-like, and ends in the host's own log. */
    System.Logger log();
}
