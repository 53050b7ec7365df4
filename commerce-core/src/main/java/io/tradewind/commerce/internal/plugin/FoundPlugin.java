package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.PluginInfo;

/**
 * A plugin that was found and says who it is. Being found switches nothing on.
 *
 * @param plugin its table of contents
 * @param info who made it
 * @param source jar, folder or class
 * @param loader set as context class loader while it runs
 */
record FoundPlugin(CommercePlugin plugin, PluginInfo info, String source, ClassLoader loader) {}
