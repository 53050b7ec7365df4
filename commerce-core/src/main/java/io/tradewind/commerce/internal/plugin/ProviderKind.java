package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.Provider;
import io.tradewind.commerce.spi.ProviderFactory;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The roles that accounts can be configured for. */
public enum ProviderKind {
    PAYMENT,
    CARRIER,
    /** Senders of codes and managed verifiers alike. */
    PHONE,
    NOTIFIER,
    WAREHOUSE,
    EVENTS,
    GATE;

    List<? extends ProviderFactory<? extends Provider>> factories(CommercePlugin plugin) {
        return switch (this) {
            case PAYMENT -> plugin.payments();
            case CARRIER -> plugin.carriers();
            case PHONE ->
                Stream.concat(plugin.codeSenders().stream(), plugin.verifiers().stream())
                        .toList();
            case NOTIFIER -> plugin.notifiers();
            case WAREHOUSE -> plugin.warehouseLinks();
            case EVENTS -> plugin.eventSinks();
            case GATE -> plugin.checkoutGates();
        };
    }

    /** The word in messages and reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
