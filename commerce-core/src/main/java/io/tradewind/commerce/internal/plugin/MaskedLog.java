package io.tradewind.commerce.internal.plugin;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A plugin's log: masked, one logger per account, ending in the host's slf4j. Safe for many threads. */
final class MaskedLog implements System.Logger {
    private final Logger log;
    private final Scrub scrub;

    MaskedLog(String account, Scrub scrub) {
        this.log = LoggerFactory.getLogger("io.tradewind.plugin." + account);
        this.scrub = scrub;
    }

    @Override
    public String getName() {
        return log.getName();
    }

    @Override
    public boolean isLoggable(Level level) {
        return switch (level) {
            case ALL, TRACE -> log.isTraceEnabled();
            case DEBUG -> log.isDebugEnabled();
            case INFO -> log.isInfoEnabled();
            case WARNING -> log.isWarnEnabled();
            case ERROR -> log.isErrorEnabled();
            case OFF -> false;
        };
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        if (!isLoggable(level)) {
            return;
        }
        StringBuilder text = new StringBuilder(String.valueOf(message));
        Throwable each = thrown;
        for (int depth = 0; each != null && depth < 8; depth++) { // messages of exceptions may hold secrets too
            text.append(" ← ").append(each);
            each = each.getCause();
        }
        write(level, scrub.clean(text.toString()));
    }

    @Override
    public void log(
            Level level,
            @Nullable ResourceBundle bundle,
            @Nullable String format,
            @Nullable Object @Nullable ... parameters) {
        if (isLoggable(level)) {
            String text = String.valueOf(format);
            write(
                    level,
                    scrub.clean(parameters == null || parameters.length == 0 ? text : formatted(text, parameters)));
        }
    }

    private static String formatted(String format, @Nullable Object[] parameters) {
        try {
            return MessageFormat.format(format, parameters);
        } catch (IllegalArgumentException noFormat) {
            return format;
        }
    }

    private void write(Level level, String text) {
        switch (level) {
            case ERROR -> log.error("{}", text);
            case WARNING -> log.warn("{}", text);
            case INFO -> log.info("{}", text);
            case DEBUG -> log.debug("{}", text);
            default -> log.trace("{}", text);
        }
    }
}
