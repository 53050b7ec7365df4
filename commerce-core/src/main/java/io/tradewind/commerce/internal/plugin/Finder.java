package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.PluginInfo;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Finds plugins on the class path, in folders and among objects handed in. Each is tried by itself: whatever one throws,
 * linkage errors included, ends in the list of broken ones and stops nobody else.
 */
final class Finder {
    private static final String SERVICE = "META-INF/services/" + CommercePlugin.class.getName();
    private static final int MOST_ERRORS = 100;

    private final List<FoundPlugin> found = new ArrayList<>();
    private final List<BrokenPlugin> broken = new ArrayList<>();
    private final Set<String> classes = new HashSet<>();

    List<FoundPlugin> found() {
        return List.copyOf(found);
    }

    List<BrokenPlugin> broken() {
        return List.copyOf(broken);
    }

    void instance(CommercePlugin plugin) {
        classes.add(plugin.getClass().getName());
        keep(plugin.getClass().getName(), plugin.getClass().getClassLoader(), () -> plugin);
    }

    void classPath(ClassLoader loader) {
        services("class path", loader);
    }

    /** Takes every sub-folder as one plugin. A missing folder holds none. */
    void folder(Path folder) {
        if (!Files.isDirectory(folder)) {
            broken.add(new BrokenPlugin(folder.toString(), "no such folder. Fix: create it or take it out"));
            return;
        }
        PluginLock lock;
        try {
            lock = PluginLock.of(folder);
        } catch (IOException unreadable) {
            broken.add(new BrokenPlugin(
                    folder.resolve(PluginLock.FILE).toString(), String.valueOf(unreadable.getMessage())));
            return;
        }
        try (Stream<Path> children = Files.list(folder)) {
            children.filter(Files::isDirectory).sorted().forEach(it -> pluginFolder(it, lock));
        } catch (IOException | RuntimeException e) {
            broken.add(BrokenPlugin.of(folder.toString(), e));
        }
    }

    private void pluginFolder(Path folder, PluginLock lock) {
        try {
            List<Path> jars = jars(folder);
            Optional<String> other = lock.problem(folder, jars);
            if (other.isPresent()) {
                broken.add(new BrokenPlugin(folder.toString(), other.get()));
                return;
            }
            if (jars.isEmpty()) {
                broken.add(new BrokenPlugin(folder.toString(), "holds no jar. Fix: put the plugin's jars there"));
                return;
            }
            boolean offers = false;
            boolean marked = false;
            for (Path jar : jars) {
                try (JarFile file = new JarFile(jar.toFile())) {
                    Optional<String> problem = marker(file);
                    if (problem.isPresent()) {
                        broken.add(new BrokenPlugin(jar.toString(), problem.get()));
                        return;
                    }
                    marked |= file.getEntry(SpiVersion.MARKER) != null;
                    offers |= file.getEntry(SERVICE) != null;
                } catch (IOException notAJar) {
                    broken.add(new BrokenPlugin(jar.toString(), "cannot be read as a jar. Fix: replace it"));
                    return;
                }
            }
            if (!offers) {
                String why = marked ? "has our marker file but no " : "has no ";
                broken.add(new BrokenPlugin(folder.toString(), why + SERVICE + ". Fix: name the plugin class there"));
                return;
            }
            services(folder.toString(), loader(folder, jars));
        } catch (Throwable anything) {
            broken.add(BrokenPlugin.of(folder.toString(), anything));
        }
    }

    private static List<Path> jars(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(".jar")).sorted().toList();
        }
    }

    private static FolderLoader loader(Path folder, List<Path> jars) throws IOException {
        URL[] urls = new URL[jars.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = jars.get(i).toUri().toURL();
        }
        return new FolderLoader("plugin-" + folder.getFileName(), urls, Finder.class.getClassLoader());
    }

    private static Optional<String> marker(JarFile file) throws IOException {
        ZipEntry entry = file.getEntry(SpiVersion.MARKER);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = file.getInputStream(entry)) {
            return SpiVersion.problem(in);
        }
    }

    /** The loader's iterator goes on with the next provider after it has thrown for one. */
    private void services(String source, ClassLoader loader) {
        Iterator<ServiceLoader.Provider<CommercePlugin>> each;
        try {
            each = ServiceLoader.load(CommercePlugin.class, loader).stream().iterator();
        } catch (Throwable anything) {
            broken.add(BrokenPlugin.of(source, anything));
            return;
        }
        for (int errors = 0; errors < MOST_ERRORS; ) {
            try {
                if (!each.hasNext()) {
                    return;
                }
                ServiceLoader.Provider<CommercePlugin> next = each.next();
                Class<? extends CommercePlugin> type = next.type();
                if (!source.equals("class path")) {
                    keep(source, loader, next);
                } else if (classes.add(type.getName())) {
                    Optional<String> problem = marker(type);
                    if (problem.isPresent()) {
                        broken.add(new BrokenPlugin(source(type), problem.get()));
                    } else {
                        keep(source(type), type.getClassLoader(), next);
                    }
                }
            } catch (Throwable anything) {
                errors++;
                broken.add(BrokenPlugin.of(source, anything));
            }
        }
    }

    private void keep(String source, ClassLoader loader, Supplier<CommercePlugin> supplier) {
        try {
            CommercePlugin plugin = supplier.get();
            PluginInfo info = plugin.info();
            if (info == null) {
                broken.add(new BrokenPlugin(source, "info() answered null. Fix: replace the jar"));
                return;
            }
            for (ProviderKind kind : ProviderKind.values()) {
                kind.factories(plugin).forEach(it -> Objects.requireNonNull(it.code(), "code"));
            }
            found.add(new FoundPlugin(plugin, info, source, loader));
        } catch (Throwable anything) {
            broken.add(BrokenPlugin.of(source, anything));
        }
    }

    private static String source(Class<?> type) {
        CodeSource code = type.getProtectionDomain().getCodeSource();
        return code == null || code.getLocation() == null
                ? type.getName()
                : code.getLocation().getPath();
    }

    /** The marker of the class's own jar or folder, not that of whoever comes first on the class path. */
    private static Optional<String> marker(Class<?> type) throws IOException {
        CodeSource code = type.getProtectionDomain().getCodeSource();
        if (code == null
                || code.getLocation() == null
                || !code.getLocation().getProtocol().equals("file")) {
            return Optional.empty();
        }
        Path place = Path.of(URI.create(code.getLocation().toString()));
        if (Files.isDirectory(place)) {
            Path file = place.resolve(SpiVersion.MARKER);
            if (Files.notExists(file)) {
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(file)) {
                return SpiVersion.problem(in);
            }
        }
        try (JarFile file = new JarFile(place.toFile())) {
            return marker(file);
        }
    }
}
