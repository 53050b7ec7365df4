package io.tradewind.commerce.spi;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * Who made a plugin and which version it is.
 *
 * @param id lower-kebab name of the plugin, the same in every version
 * @param version the plugin's own version
 * @param vendor who maintains it
 * @param licence SPDX identifier of its licence
 * @param homepage where its documentation lives
 */
public record PluginInfo(String id, String version, String vendor, String licence, URI homepage) {
    private static final Pattern KEBAB = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** Checks that the id is lower-kebab and nothing is missing. */
    public PluginInfo {
        requireNonNull(id, "id");
        requireNonNull(version, "version");
        requireNonNull(vendor, "vendor");
        requireNonNull(licence, "licence");
        requireNonNull(homepage, "homepage");
        if (!KEBAB.matcher(id).matches()) {
            throw new IllegalArgumentException("plugin id is not lower-kebab: " + id);
        }
    }
}
