package io.tradewind.commerce.plugin;

import io.tradewind.commerce.internal.plugin.PluginHost;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Internal;

/** Opens the plugin host for the builder. */
@Internal
public final class PluginStart {
    private PluginStart() {}

    /** Finds plugins and creates the accounts; throws one exception that names every configuration mistake. */
    public static PluginHost open(PluginSpec spec, World world) {
        return PluginHost.open(spec.settings(), world);
    }
}
