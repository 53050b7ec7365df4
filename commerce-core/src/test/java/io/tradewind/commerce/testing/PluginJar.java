package io.tradewind.commerce.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles sources against the plugin interface and packs them into a jar in a plugin folder. */
public final class PluginJar {
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> resources = new LinkedHashMap<>();

    /** Adds a class; its name is that of the file. */
    public PluginJar source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    /** Adds a file as it is. */
    public PluginJar resource(String path, String text) {
        resources.put(path, text);
        return this;
    }

    /** Names the plugin class for the service loader. */
    public PluginJar service(String className) {
        return resource("META-INF/services/io.tradewind.commerce.spi.CommercePlugin", className + "\n");
    }

    /** Writes {@code <folder>/<name>/<name>.jar}. */
    public Path writeTo(Path folder, String name) {
        try {
            Path work = Files.createTempDirectory("plugin-jar");
            Path classes = Files.createDirectories(work.resolve("classes"));
            compile(work, classes);
            Path target = Files.createDirectories(folder.resolve(name)).resolve(name + ".jar");
            try (OutputStream out = Files.newOutputStream(target);
                    JarOutputStream jar = new JarOutputStream(out)) {
                try (Stream<Path> files = Files.walk(classes)) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        jar.putNextEntry(
                                new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                        jar.write(Files.readAllBytes(file));
                    }
                }
                for (Map.Entry<String, String> each : resources.entrySet()) {
                    jar.putNextEntry(new JarEntry(each.getKey()));
                    jar.write(each.getValue().getBytes(StandardCharsets.UTF_8));
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void compile(Path work, Path classes) throws IOException {
        if (sources.isEmpty()) {
            return;
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--release",
                "17",
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString()));
        for (Map.Entry<String, String> each : sources.entrySet()) {
            Path file = work.resolve(each.getKey().replace('.', '/') + ".java");
            Files.createDirectories(file.getParent());
            Files.writeString(file, each.getValue());
            arguments.add(file.toString());
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int result = compiler.run(null, OutputStream.nullOutputStream(), null, arguments.toArray(String[]::new));
        if (result != 0) {
            throw new IllegalStateException("the sources do not compile");
        }
    }
}
