package io.tradewind.commerce.app;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The file {@code accounts.properties} of a folder of plugins: {@code acme.apiKey = test_1} switches payments through the
 * plugin {@code acme} on and says a setting, {@code acme =} switches it on without any.
 */
final class PluginAccounts {
    private static final String FILE = "accounts.properties";

    private PluginAccounts() {}

    /** Reads the file: settings by plugin. Anything wrong is named with its cure. */
    static Map<String, Map<String, String>> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("PLUGINS_DIR is '" + folder + "': there is no such folder");
        }
        Path file = folder.resolve(FILE);
        Properties lines = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                lines.load(reader);
            } catch (IOException | IllegalArgumentException unreadable) {
                throw new IllegalArgumentException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
            }
        }
        Map<String, Map<String, String>> accounts = new TreeMap<>();
        for (String name : lines.stringPropertyNames()) {
            String value = lines.getProperty(name).strip();
            int dot = name.indexOf('.');
            Map<String, String> settings =
                    accounts.computeIfAbsent(dot < 0 ? name : name.substring(0, dot), it -> new TreeMap<>());
            if (dot >= 0) {
                settings.put(name.substring(dot + 1), value);
            } else if (!value.isEmpty()) {
                throw new IllegalArgumentException(file + " says '" + name + " = " + value
                        + "': write the plugin, a dot and its setting, like " + name + ".apiKey = test_1");
            }
        }
        return accounts;
    }
}
