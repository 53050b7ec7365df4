package io.tradewind.commerce.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs a benchmark in a JVM of its own, also from inside Maven. */
final class Forks {
    private Forks() {}

    private static final String FORKED = "bench.forked";
    /** Properties that begin so are for the benchmark, or for the databases it opens. */
    private static final List<String> PASSED_ON = List.of("bench.", "test.");

    /** One of JMH's. */
    static void run(Class<?> benchmark) throws RunnerException {
        System.setProperty("java.class.path", classPath(benchmark));
        new Runner(new OptionsBuilder().include(benchmark.getName()).build()).run();
    }

    /**
     * True in a JVM that this started; elsewhere it starts one with those options, to which Maven's own do not go, runs
     * the benchmark there and waits for its end.
     */
    static boolean isForked(Class<?> benchmark, List<String> options) throws IOException, InterruptedException {
        if (Boolean.getBoolean(FORKED)) {
            return true;
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-D" + FORKED + "=true");
        System.getProperties().stringPropertyNames().stream()
                .filter(it -> PASSED_ON.stream().anyMatch(it::startsWith))
                .forEach(it -> command.add("-D" + it + "=" + System.getProperty(it)));
        command.addAll(List.of("-cp", classPath(benchmark), benchmark.getName()));
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(benchmark.getSimpleName() + " ended with " + code);
        }
        return false;
    }

    /** Maven loads the benchmark itself; a JVM of its own has to be told from where. */
    private static String classPath(Class<?> benchmark) {
        return benchmark.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs())
                        .map(Forks::file)
                        .collect(Collectors.joining(System.getProperty("path.separator")))
                : System.getProperty("java.class.path");
    }

    private static String file(URL url) {
        return Path.of(URI.create(url.toString())).toString();
    }
}
