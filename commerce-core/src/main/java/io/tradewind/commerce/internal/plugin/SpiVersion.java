package io.tradewind.commerce.internal.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Version of the plugin interface. A host takes the same major and a minor not above its own.
 *
 * @param major breaks when it changes
 * @param minor grows with additions
 */
public record SpiVersion(int major, int minor) {
    /** What this host speaks. */
    public static final SpiVersion HOST = new SpiVersion(1, 0);

    /** Where a plugin's jar says which version it was built for. */
    static final String MARKER = "META-INF/tradewind-plugin.properties";

    private static final Pattern FORM = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    /** Reads {@code spi} of a marker file and says what is wrong with it, if anything is. */
    static Optional<String> problem(InputStream marker) throws IOException {
        Properties properties = new Properties();
        properties.load(marker);
        String spi = properties.getProperty("spi", "").strip();
        Matcher parts = FORM.matcher(spi);
        if (!parts.matches()) {
            return Optional.of(MARKER + " names no spi version as spi=" + HOST);
        }
        SpiVersion built = new SpiVersion(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
        if (built.major != HOST.major || built.minor > HOST.minor) {
            return Optional.of("TW-3005 built for spi " + built + ", this host has spi " + HOST
                    + ". Fix: use the plugin version that fits this library, or upgrade the library");
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
