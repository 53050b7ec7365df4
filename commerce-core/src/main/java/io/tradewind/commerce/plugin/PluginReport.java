package io.tradewind.commerce.plugin;

import io.tradewind.commerce.spi.Environment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was found, what is broken, what is switched on and how it fares. Immutable.
 *
 * @param environment whether accounts move real money
 * @param spi version of the plugin interface this library speaks
 * @param found every plugin that was found, switched on or not
 * @param broken what should have been plugins and is not, each with its reason
 * @param accounts every configured account
 */
public record PluginReport(
        Environment environment, String spi, List<Found> found, List<Broken> broken, List<Account> accounts) {
    /** Copies the lists. */
    public PluginReport {
        found = List.copyOf(found);
        broken = List.copyOf(broken);
        accounts = List.copyOf(accounts);
    }

    /**
     * A plugin.
     *
     * @param source jar, folder or class
     * @param codes what it offers, as {@code payment stripe}
     */
    public record Found(String id, String version, String vendor, String licence, String source, List<String> codes) {
        /** Copies the list. */
        public Found {
            codes = List.copyOf(codes);
        }
    }

    /**
     * Something that cannot be used.
     *
     * @param source jar, folder or class
     * @param reason what is wrong and how to mend it
     */
    public record Broken(String source, String reason) {}

    /**
     * A configured account.
     *
     * @param role such as {@code payment}
     * @param usable false if it is down or left alone for a while because it failed too often
     * @param breaker {@code CLOSED}, {@code OPEN} or {@code HALF_OPEN}
     * @param openUntil until when calls with an effect are kept back; empty if they are not
     * @param stuckThreads threads inside the plugin that nobody waits for any more
     * @param webhooksRefused webhooks not believed since the start of this process
     * @param lastRefused the last one of them; empty for none
     * @param webhooksRepeated webhooks that had come before, since the start of this process
     * @param note why it is down; empty if it is not
     */
    public record Account(
            String account,
            String role,
            String code,
            String plugin,
            String version,
            boolean usable,
            String breaker,
            Optional<Instant> openUntil,
            int stuckThreads,
            long webhooksRefused,
            Optional<RefusedWebhook> lastRefused,
            long webhooksRepeated,
            String note) {}

    /**
     * A webhook that was not believed; nothing of it is kept but this.
     *
     * @param why such as {@code BAD_SIGNATURE}
     */
    public record RefusedWebhook(Instant at, String why) {}
}
