package io.tradewind.commerce.benchmarks;

import io.tradewind.commerce.app.Main;
import io.tradewind.commerce.testdb.TestDatabase;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The example store in a process of its own, as somebody runs it. */
final class StoreProcess implements AutoCloseable {
    /** What docs/performance.md advises: the heap is what journeys need, the collector the one without threads. */
    static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-Xmx96m", "-Xss512k");

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern SHOP = Pattern.compile("Shop\\s+(http://\\S+)");
    private static final Pattern KEY = Pattern.compile("API\\s+\\S+\\s+(pk_\\S+)");

    private final Process process;
    private final URI url;
    private final String key;
    private final Start toFirstPage;

    /**
     * What it took to the first page.
     *
     * @param time on the clock
     * @param processor of the store's process
     */
    record Start(Duration time, Duration processor) {}

    private StoreProcess(Process process, URI url, String key, Start toFirstPage) {
        this.process = process;
        this.url = url;
        this.key = key;
        this.toFirstPage = toFirstPage;
    }

    /**
     * Starts it and fetches its first page.
     *
     * @param options of its virtual machine
     * @param environment what it is told apart from the port, as {@code DATA_DIR}
     */
    static StoreProcess start(String classPath, List<String> options, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, Main.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("PORT", "0");
        builder.environment().put("MALLOC_ARENA_MAX", "2"); // advised too: what the compiler gave back is used again
        long begin = System.nanoTime();
        Process process = builder.start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        URI url = URI.create(said(out, SHOP));
        try (PhoneLine line = new PhoneLine(url, "", 0)) {
            line.get("/");
        }
        Start toFirstPage = new Start(
                Duration.ofNanos(System.nanoTime() - begin),
                process.info().totalCpuDuration().orElse(Duration.ZERO));
        String key = said(out, KEY);
        Thread drain = new Thread(() -> drain(out), "store-output");
        drain.setDaemon(true);
        drain.start();
        return new StoreProcess(process, url, key, toFirstPage);
    }

    /** Reads on, so that the store never waits for somebody to read. */
    private static void drain(BufferedReader out) {
        try {
            out.transferTo(Writer.nullWriter());
        } catch (IOException closed) {
            // the store has ended
        }
    }

    /** Tells a store to use that database. */
    static Map<String, String> on(TestDatabase postgres, Path folder) {
        return Map.of(
                "DATA_DIR",
                folder.toString(),
                "DATABASE_URL",
                postgres.url() + "?user=" + postgres.user() + "&password=" + postgres.password());
    }

    private static String said(BufferedReader out, Pattern words) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        StringBuilder all = new StringBuilder();
        for (String line = out.readLine(); line != null && System.nanoTime() < end; line = out.readLine()) {
            all.append(line).append('\n');
            Matcher found = words.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new IllegalStateException("The store did not start; it said:\n" + all);
    }

    URI url() {
        return url;
    }

    String key() {
        return key;
    }

    Start toFirstPage() {
        return toFirstPage;
    }

    /** Memory that is really there, in MiB; Linux only. */
    long residentMebibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(it -> it.startsWith("VmRSS"))
                .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Ends as by Ctrl-C, so that an archive asked for is written. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Folders and archives this program runs with. */
    static List<Path> classPath() throws URISyntaxException {
        List<Path> found = new ArrayList<>();
        if (StoreProcess.class.getClassLoader() instanceof URLClassLoader loader) { // inside Maven
            for (URL it : loader.getURLs()) {
                found.add(Path.of(it.toURI()));
            }
        } else {
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of)
                    .forEach(found::add);
        }
        return found;
    }
}
