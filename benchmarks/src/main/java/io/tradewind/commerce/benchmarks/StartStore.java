package io.tradewind.commerce.benchmarks;

import io.tradewind.commerce.testdb.TestDatabase;
import io.tradewind.commerce.testdb.TestDatabases;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts the example store again and again in a process of its own and prints how long it takes until its first page is
 * there, with an archive of its classes and without. See {@code docs/performance.md}.
 */
public final class StartStore {
    private static final int STARTS = Integer.getInteger("bench.starts", 5);
    private static final double SECONDS = 6;
    private static final double SECONDS_ARCHIVED = 3;

    private StartStore() {}

    /** Runs it; {@code bench.starts} is a system property. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("start-store");
        String classPath = packed(folder);
        List<String> plain = StoreProcess.SMALL;
        String archive = folder.resolve("store.jsa").toString();
        try (TestDatabase postgres = TestDatabases.postgres()) {
            for (Map<String, String> environment : List.of(
                    Map.of("DATA_DIR", folder.resolve("data").toString()),
                    StoreProcess.on(postgres, folder.resolve("postgres")))) {
                String database = environment.containsKey("DATABASE_URL") ? "PostgreSQL" : "H2";
                StoreProcess.start(classPath, plain, environment).close(); // fills the store
                print(database, "without an archive", SECONDS, times(classPath, plain, environment));
                StoreProcess.start(classPath, with(plain, "-XX:ArchiveClassesAtExit=" + archive), environment)
                        .close();
                List<String> archived = with(plain, "-XX:SharedArchiveFile=" + archive);
                print(database, "with an archive", SECONDS_ARCHIVED, times(classPath, archived, environment));
            }
        }
    }

    private static List<StoreProcess.Start> times(
            String classPath, List<String> options, Map<String, String> environment) throws IOException {
        List<StoreProcess.Start> starts = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            try (StoreProcess store = StoreProcess.start(classPath, options, environment)) {
                starts.add(store.toFirstPage());
            }
        }
        return starts;
    }

    private static void print(String database, String how, double goal, List<StoreProcess.Start> starts) {
        List<Double> times = sorted(starts, StoreProcess.Start::time);
        List<Double> processor = sorted(starts, StoreProcess.Start::processor);
        System.out.printf(
                Locale.ROOT,
                "%-10s %-20s %.1f s to the first page (%.1f to %.1f; goal %.0f), %.1f s of processor time%n",
                database,
                how,
                times.get(times.size() / 2),
                times.get(0),
                times.get(times.size() - 1),
                goal,
                processor.get(processor.size() / 2));
    }

    private static List<Double> sorted(List<StoreProcess.Start> starts, Function<StoreProcess.Start, Duration> part) {
        return starts.stream()
                .map(it -> part.apply(it).toMillis() / 1000.0)
                .sorted()
                .toList();
    }

    private static List<String> with(List<String> options, String one) {
        return Stream.concat(options.stream(), Stream.of(one)).toList();
    }

    /** The class path with a jar in the place of each folder: an archive of classes takes no folders. */
    private static String packed(Path folder) throws IOException, URISyntaxException {
        List<Path> packed = new ArrayList<>();
        for (Path entry : StoreProcess.classPath()) {
            if (Files.isDirectory(entry)) {
                Path jar = folder.resolve(packed.size() + ".jar");
                pack(entry, jar);
                packed.add(jar);
            } else if (Files.exists(entry)) {
                packed.add(entry);
            }
        }
        return packed.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static void pack(Path folder, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(it -> !it.equals(folder)).toList()) {
                String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                boolean whole = Files.isRegularFile(file);
                out.putNextEntry(new JarEntry(whole ? name : name + "/")); // folders are looked for, too
                if (whole) {
                    Files.copy(file, out);
                }
                out.closeEntry();
            }
        }
    }
}
