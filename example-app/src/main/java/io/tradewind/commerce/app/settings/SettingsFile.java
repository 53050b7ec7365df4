package io.tradewind.commerce.app.settings;

import io.tradewind.commerce.plugin.ChangedSettings;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * Changed settings of plugin accounts in one small file that only its owner may read, a line for each. Secrets stand in it
 * sealed. It is written whole and put in place at once, so a crash leaves the former or the new one. Safe for many
 * threads.
 */
public final class SettingsFile implements ChangedSettings {
    /** Its name in the folder of data. */
    public static final String NAME = "plugins.settings";

    private static final String PLAIN = "plain:";
    private static final String SEALED = "sealed:";
    private static final String LEFT_OUT = "left-out";

    private final Path file;
    private final Vault vault;
    private Map<String, Map<String, Optional<String>>> accounts;
    private Map<String, String> lines;

    private SettingsFile(Path file, Vault vault) {
        this.file = file;
        this.vault = vault;
        this.lines = read(file);
        this.accounts = opened(lines, vault);
    }

    /**
     * The file in that folder; it need not exist yet.
     *
     * @param keyFile the installation's key, under which secrets are sealed
     * @throws IllegalArgumentException naming the secret that does not open with that key, and what to do
     */
    public static SettingsFile in(Path folder, Path keyFile) {
        return new SettingsFile(folder.resolve(NAME), new Vault(keyFile));
    }

    @Override
    public synchronized Map<String, Optional<String>> of(String account) {
        return Map.copyOf(accounts.getOrDefault(account, Map.of()));
    }

    /**
     * Keeps the changes of an account instead of those it had.
     *
     * @param secrets names of settings that must not stand in the file as they are
     */
    public synchronized void keep(String account, Map<String, Optional<String>> changes, Set<String> secrets) {
        Map<String, String> now = new TreeMap<>(lines);
        now.keySet().removeIf(it -> it.startsWith(account + "."));
        changes.forEach((name, value) -> {
            String place = account + "." + name;
            now.put(
                    place,
                    value.map(it -> secrets.contains(name) ? SEALED + vault.seal(place, it) : PLAIN + it)
                            .orElse(LEFT_OUT));
        });
        write(now);
        lines = now;
        Map<String, Map<String, Optional<String>>> all = new HashMap<>(accounts);
        all.put(account, Map.copyOf(changes));
        accounts = all;
    }

    private static Map<String, String> read(Path file) {
        Map<String, String> lines = new TreeMap<>();
        if (Files.exists(file)) {
            Properties stored = new Properties();
            try (BufferedReader in = Files.newBufferedReader(file)) {
                stored.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException("the settings " + file + " cannot be read", e);
            }
            stored.stringPropertyNames().forEach(it -> lines.put(it, stored.getProperty(it)));
        }
        return lines;
    }

    private static Map<String, Map<String, Optional<String>>> opened(Map<String, String> lines, Vault vault) {
        Map<String, Map<String, Optional<String>>> accounts = new HashMap<>();
        lines.forEach((place, text) -> {
            int dot = place.indexOf('.');
            if (dot > 0) {
                accounts.computeIfAbsent(place.substring(0, dot), it -> new LinkedHashMap<>())
                        .put(place.substring(dot + 1), opened(place, text, vault));
            }
        });
        return accounts;
    }

    private static Optional<String> opened(String place, String text, Vault vault) {
        if (text.startsWith(SEALED)) {
            return Optional.of(vault.open(place, text.substring(SEALED.length())));
        }
        return text.startsWith(PLAIN) ? Optional.of(text.substring(PLAIN.length())) : Optional.empty();
    }

    private void write(Map<String, String> now) {
        Properties stored = new Properties();
        stored.putAll(now);
        Path fresh = file.resolveSibling(NAME + ".new");
        try {
            Files.deleteIfExists(fresh);
            Files.createFile(fresh);
            if (fresh.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            }
            try (BufferedWriter out = Files.newBufferedWriter(fresh)) {
                stored.store(out, "Changed in the console. Secrets are sealed under commerce.key.");
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the settings " + file + " cannot be written", e);
        }
    }
}
