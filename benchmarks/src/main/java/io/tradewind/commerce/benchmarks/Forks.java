package io.tradewind.commerce.benchmarks;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs a JMH benchmark in a JVM of its own, also from inside Maven. */
final class Forks {
    private Forks() {}

    static void run(Class<?> benchmark) throws RunnerException {
        if (benchmark.getClassLoader() instanceof URLClassLoader loader) { // inside Maven
            System.setProperty("java.class.path", classPath(loader));
        }
        new Runner(new OptionsBuilder().include(benchmark.getName()).build()).run();
    }

    /** For the JVM that JMH starts, which takes its class path from this one. */
    private static String classPath(URLClassLoader loader) {
        return Arrays.stream(loader.getURLs())
                .map(Forks::file)
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static String file(URL url) {
        return Path.of(URI.create(url.toString())).toString();
    }
}
