package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.Internal;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads one plugin from its own folder. Only the plugin interface and the few libraries in its signatures come from the
 * host; everything else is the platform's or the plugin's own, so two plugins may bring clashing libraries.
 */
@Internal
public final class FolderLoader extends URLClassLoader {
    private static final String[] SHARED = {
        "io.tradewind.commerce.spi.", "org.joda.money.", "org.jspecify.", "org.slf4j."
    };

    private final ClassLoader host;

    /** A loader of one folder; {@code host} has the shared classes. */
    public FolderLoader(String name, URL[] jars, ClassLoader host) {
        super(name, jars, ClassLoader.getPlatformClassLoader());
        this.host = host;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        for (String shared : SHARED) {
            if (name.startsWith(shared)) {
                return host.loadClass(name);
            }
        }
        return super.loadClass(name, resolve);
    }
}
