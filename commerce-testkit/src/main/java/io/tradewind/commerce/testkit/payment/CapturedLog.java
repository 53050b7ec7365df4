package io.tradewind.commerce.testkit.payment;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Queue;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Keeps what a plugin logs, before the host would mask it. Safe for many threads. */
final class CapturedLog implements System.Logger {
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    String text() {
        return String.join("\n", lines);
    }

    @Override
    public String getName() {
        return "tck";
    }

    @Override
    public boolean isLoggable(Level level) {
        return true;
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        StringWriter trace = new StringWriter();
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(trace));
        }
        lines.add(level + " " + message + " " + trace);
    }

    @Override
    public void log(Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... params) {
        String text = String.valueOf(format);
        boolean fill = params != null && params.length > 0;
        lines.add(level + " " + (fill ? formatted(text, params) : text));
    }

    private static String formatted(String format, @Nullable Object... params) {
        try {
            return MessageFormat.format(format, params);
        } catch (IllegalArgumentException notAFormat) {
            return format + " " + Arrays.toString(params);
        }
    }
}
