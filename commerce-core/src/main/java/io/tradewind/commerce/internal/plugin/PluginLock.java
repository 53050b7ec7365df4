package io.tradewind.commerce.internal.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file {@code plugins.lock} of a plugin folder: which jars may be there, each by its SHA-256, as the command
 * {@code sha256sum} writes it. Without the file everything may be there; with it, nothing else and nothing
 * less.
 *
 * @param sums sums by sub-folder and jar, as {@code stripe/gson-2.10.1.jar}; empty if there is no lock
 */
record PluginLock(Optional<Map<String, String>> sums) {
    static final String FILE = "plugins.lock";

    private static final Pattern LINE = Pattern.compile("([0-9a-fA-F]{64}) [ *](?:\\./)?([^/\\\\]+/[^/\\\\]+)");
    private static final String AGAIN = ". Fix: if this is what you want, write it anew: sha256sum */*.jar > " + FILE;

    /**
     * Reads the lock of a folder.
     *
     * @throws IOException if there is one that cannot be read, with the line that is wrong
     */
    static PluginLock of(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.notExists(file)) {
            return new PluginLock(Optional.empty());
        }
        Map<String, String> sums = new TreeMap<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            Matcher parts = LINE.matcher(line);
            if (parts.matches()) {
                sums.put(parts.group(2), parts.group(1).toLowerCase(Locale.ROOT));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                throw new IOException("line " + (i + 1) + " is no sum and jar" + AGAIN);
            }
        }
        return new PluginLock(Optional.of(sums));
    }

    /** Returns why the jars of a sub-folder are not the ones that are locked, in one line; empty if they are. */
    Optional<String> problem(Path plugin, List<Path> jars) throws IOException {
        if (sums.isEmpty()) {
            return Optional.empty();
        }
        Set<String> missing = new TreeSet<>(sums.get().keySet());
        missing.removeIf(it -> !it.startsWith(plugin.getFileName() + "/"));
        for (Path jar : jars) {
            String name = plugin.getFileName() + "/" + jar.getFileName();
            String locked = sums.get().get(name);
            missing.remove(name);
            if (locked == null) {
                return Optional.of("TW-3002 " + name + " is not in " + FILE + AGAIN);
            } else if (!locked.equals(sum(jar))) {
                return Optional.of("TW-3002 " + name + " is not the jar that " + FILE + " names" + AGAIN);
            }
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("TW-3002 " + FILE + " names " + String.join(", ", missing) + ", not there" + AGAIN);
    }

    private static String sum(Path jar) throws IOException {
        try (InputStream in = Files.newInputStream(jar)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[65_536];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
