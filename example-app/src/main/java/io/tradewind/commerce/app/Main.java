package io.tradewind.commerce.app;

import java.util.concurrent.CountDownLatch;

/** Starts the store and prints how to get in. */
public final class Main {
    private Main() {}

    /** Runs until the process is stopped. */
    @SuppressWarnings("SystemOut") // the two links are for the person at the terminal, not for a log
    public static void main(String[] arguments) throws InterruptedException {
        App app = App.start(AppConfig.from(System.getenv()));
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            app.close();
            stopped.countDown();
        }));
        System.out.println();
        System.out.println("  Juniper & Jet is open");
        System.out.println("  Shop     " + app.url());
        System.out.println("  Console  " + app.staffLink() + "   (works once; a restart prints a new one)");
        System.out.println();
        stopped.await();
    }
}
