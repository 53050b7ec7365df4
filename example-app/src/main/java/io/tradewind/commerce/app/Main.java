package io.tradewind.commerce.app;

import io.javalin.util.JavalinBindException;
import io.tradewind.commerce.app.sample.JuniperAndJet;
import io.tradewind.commerce.database.Copied;
import io.tradewind.commerce.error.CommerceException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Starts the store and prints how to get in. */
public final class Main {
    private Main() {}

    /** Runs until the process is stopped. */
    @SuppressWarnings("SystemOut") // the two links are for the person at the terminal, not for a log
    public static void main(String[] arguments) throws InterruptedException {
        if (List.of(arguments).contains("--move")) {
            move();
            return;
        }
        App app;
        URI shown;
        try {
            AppConfig config = AppConfig.from(System.getenv());
            app = App.start(config);
            shown = config.publicUrl().map(it -> it.resolve("/")).orElse(app.url());
        } catch (RuntimeException e) {
            System.err.println(complaint(e, System.getenv()).orElseThrow(() -> e));
            System.exit(1);
            return;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            app.close();
            stopped.countDown();
        }));
        System.out.println();
        System.out.println("  " + app.brand() + " is open");
        System.out.println(
                "  Shop     " + shown + (shown.equals(app.url()) ? "" : "   (listens on " + app.url() + ")"));
        if (app.staff().isEmpty() || List.of(arguments).contains("--staff-link")) {
            System.out.println("  Console  " + shown.resolve(app.staffLink().getPath())
                    + "   (makes an administrator's account, once)");
        } else {
            System.out.println("  Console  " + shown.resolve("/admin") + "   (no way in? start with --staff-link)");
        }
        System.out.println(
                "  API      " + shown.resolve("/api/docs") + "   " + app.keys().publishable(JuniperAndJet.STORE));
        app.keys()
                .firstSecret(JuniperAndJet.STORE)
                .ifPresent(
                        it -> System.out.println("           " + it + "   (secret, for staff's programs; shown once)"));
        System.out.println();
        stopped.await();
    }

    @SuppressWarnings("SystemOut") // for the person at the terminal
    private static void move() {
        try {
            Copied copied = Move.run(AppConfig.from(System.getenv()));
            System.out.println(
                    "Moved " + copied.rows() + " rows of " + copied.tables() + " tables. From now on start with"
                            + " this DATABASE_URL and this DATA_DIR; the embedded database stays as it was and is no longer used.");
        } catch (IllegalArgumentException | CommerceException e) {
            System.err.println("Nothing was moved: " + oneLine(e));
            System.exit(1);
        }
    }

    private static String oneLine(RuntimeException failure) {
        return Optional.ofNullable(failure.getMessage()).orElse("").replaceAll("\\s+", " ");
    }

    /** In one line, what keeps the store from opening and what to do; empty for what only a stack trace explains. */
    static Optional<String> complaint(RuntimeException failure, Map<String, String> environment) {
        if (failure instanceof JavalinBindException) {
            return Optional.of("The store did not open: port " + environment.getOrDefault("PORT", "8080")
                    + " is taken by another program. Set PORT to another number, for example PORT=8081.");
        } else if (failure instanceof IllegalArgumentException || failure instanceof CommerceException) {
            return Optional.of("The store did not open: " + oneLine(failure));
        }
        return Optional.empty();
    }
}
