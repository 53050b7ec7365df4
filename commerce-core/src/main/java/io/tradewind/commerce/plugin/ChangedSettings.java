package io.tradewind.commerce.plugin;

import java.util.Map;
import java.util.Optional;

/**
 * Settings of plugin accounts that people changed while the shop was running. The host keeps them; at start they win over
 * those of the code. Safe for many threads.
 */
@FunctionalInterface
public interface ChangedSettings {
    /** Nobody changed anything. */
    ChangedSettings NONE = account -> Map.of();

    /**
     * What was changed of an account.
     *
     * @return values by setting, taken as they stand: {@code ${env:…}} is text here. An empty one stands for a setting
     *     that counts as not given although the code gives it
     */
    Map<String, Optional<String>> of(String account);
}
