package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.Provider;
import java.time.Duration;
import java.util.Optional;

/**
 * One configured account.
 *
 * @param kind its role
 * @param name the shop's name for it
 * @param code which factory made it
 * @param plugin the plugin's id, empty if it could not be loaded
 * @param version the plugin's version, empty likewise
 * @param provider null-safe: empty if the account is down for good
 * @param down why it is down; empty if it is not
 * @param loader context class loader for its calls
 * @param scrub knows its secrets
 * @param bounds for what a payment account is offered
 */
record Account(
        ProviderKind kind,
        String name,
        String code,
        String plugin,
        String version,
        Optional<Provider> provider,
        String down,
        ClassLoader loader,
        Scrub scrub,
        Duration longestCall,
        Bounds bounds) {
    static Account down(AccountSettings settings, String reason) {
        return new Account(
                settings.kind(),
                settings.account(),
                settings.code(),
                "",
                "",
                Optional.empty(),
                reason,
                Account.class.getClassLoader(),
                Scrub.PLAIN,
                settings.longestCall(),
                settings.bounds());
    }
}
