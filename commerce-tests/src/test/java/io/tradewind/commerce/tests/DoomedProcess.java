package io.tradewind.commerce.tests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** A process with a {@link DoomedShop}, and what it said before it was killed. */
final class DoomedProcess implements AutoCloseable {
    private final Process process;
    private final Path errors;
    private final List<String> lines = new ArrayList<>();
    private final Thread listener = new Thread(this::listen, "listener");

    private DoomedProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
        listener.setDaemon(true);
        listener.start();
    }

    static DoomedProcess start(
            ClassArchive classes, Premises premises, int buyers, long seed, Duration ahead, Path errors)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dguice_bytecode_gen_option=DISABLED"));
        command.addAll(classes.options());
        command.add(DoomedShop.class.getName());
        command.addAll(premises.arguments());
        command.addAll(List.of(String.valueOf(buyers), String.valueOf(seed), String.valueOf(ahead.toSeconds())));
        Process process = new ProcessBuilder(command)
                .redirectError(Redirect.appendTo(errors.toFile()))
                .start();
        return new DoomedProcess(process, errors);
    }

    /** Waits until it has said such a line, for a minute at most. */
    void await(Predicate<String> wanted) throws InterruptedException, IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        synchronized (lines) {
            while (lines.stream().noneMatch(wanted)) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0 || !listener.isAlive()) {
                    throw new AssertionError("the shop said only " + lines + " " + Files.readString(errors));
                }
                lines.wait(left);
            }
        }
    }

    /** Every whole line it has said so far. */
    List<String> said() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** Kills it with -9 after that time, and returns every whole line it has said. */
    List<String> killAfter(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        if (!process.isAlive()) {
            throw new AssertionError("the shop ended by itself");
        }
        close();
        return said();
    }

    /** Lets it end by itself. */
    void end() throws InterruptedException, IOException {
        process.getOutputStream().close();
        process.waitFor();
        listener.join();
    }

    private void listen() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            String line = output.readLine();
            while (line != null) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
                line = output.readLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            synchronized (lines) {
                lines.notifyAll();
            }
        }
    }

    /** Through the handle, since {@link Process#destroyForcibly()} would close the pipe with what is still in it. */
    @Override
    public void close() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
        listener.join();
    }
}
