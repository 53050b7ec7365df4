package io.tradewind.commerce.tests;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The class path of the tests as an archive of classes takes it, with a jar in the place of each folder, and the archive
 * that the first process writes when it ends. Processes that use it begin in about half the time.
 */
final class ClassArchive {
    private final String classPath;
    private final Path file;

    private ClassArchive(String classPath, Path file) {
        this.classPath = classPath;
        this.file = file;
    }

    static ClassArchive in(Path folder) throws IOException {
        List<String> packed = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                Path jar = folder.resolve(packed.size() + ".jar");
                pack(path, jar);
                packed.add(jar.toString());
            } else if (Files.exists(path)) {
                packed.add(entry);
            }
        }
        return new ClassArchive(String.join(File.pathSeparator, packed), folder.resolve("classes.jsa"));
    }

    /** The options of the next process: it writes the archive when it ends, or uses the one that is there. */
    List<String> options() {
        String use = Files.exists(file) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=";
        return List.of(use + file, "-Xlog:disable", "-classpath", classPath);
    }

    private static void pack(Path folder, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(folder)) {
            files.filter(it -> !it.equals(folder)).forEach(it -> add(out, folder, it));
        }
    }

    private static void add(JarOutputStream out, Path folder, Path file) {
        try {
            String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
            boolean whole = Files.isRegularFile(file);
            out.putNextEntry(new JarEntry(whole ? name : name + "/"));
            if (whole) {
                Files.copy(file, out);
            }
            out.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
