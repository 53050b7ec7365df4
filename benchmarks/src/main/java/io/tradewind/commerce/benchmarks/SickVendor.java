package io.tradewind.commerce.benchmarks;

import io.tradewind.commerce.internal.plugin.PaymentPort;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.PaymentResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Shoppers pay through a vendor that answers at once, in windows that take turns: alone, and while another vendor hangs with
 * every thread and every waiting place of its account taken and more shoppers knocking. Prints how the throughput of the
 * healthy vendor compares. See {@code docs/performance.md}.
 */
public final class SickVendor {
    /** All threads and waiting places of an account's calls with an effect, and as many again that find no room. */
    private static final int PATIENTS = 80;

    private static final Duration KNOCKING = Duration.ofMillis(250);
    private static final Duration MOMENT = Duration.ofMillis(10);
    private static final String ROW = "%-22s %10s %8s %8s %8s%n";

    private final Duration window =
            Duration.ofMillis((long) (Double.parseDouble(System.getProperty("bench.seconds", "3")) * 1000));
    private final int rounds = Integer.getInteger("bench.rounds", 5);
    private final int threads = Integer.getInteger("bench.threads", 4);

    private SickVendor() {}

    /** Runs it; the options are system properties. */
    public static void main(String[] arguments) throws Exception {
        new SickVendor().run();
    }

    private void run() throws SQLException, InterruptedException {
        System.out.println(rounds + " rounds of " + window.toMillis() + " ms, " + threads + " shoppers; JDK "
                + Runtime.version() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        try (Vendors vendors = new Vendors()) {
            healthy(vendors, window.multipliedBy(3)); // warm-up
            Measurement alone = Measurement.NOTHING;
            Measurement beside = Measurement.NOTHING;
            for (int round = 0; round < rounds; round++) {
                alone = alone.plus(healthy(vendors, window));
                try (Ward ward = new Ward(vendors)) {
                    ward.fill();
                    beside = beside.plus(healthy(vendors, window));
                    ward.check();
                }
            }
            System.out.printf(ROW, "", "calls/s", "p50 us", "p99 us", "CPU us");
            print("alone", alone);
            print("beside a hung vendor", beside);
            System.out.printf(
                    Locale.ROOT,
                    "throughput lost: %.1f %% (goal: less than 5 %%)%n",
                    100 * (1 - beside.perSecond() / alone.perSecond()));
        }
    }

    private static void print(String name, Measurement it) {
        System.out.printf(
                ROW,
                name,
                whole(it.perSecond()),
                whole(it.millis(0.50) * 1000),
                whole(it.millis(0.99) * 1000),
                whole(it.ownMillis() * 1000));
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%.0f", number);
    }

    /** Pays through the healthy vendor, and stops everything if that fails. */
    private Measurement healthy(Vendors vendors, Duration time) throws SQLException, InterruptedException {
        PaymentPort port = vendors.guarded(Vendors.QUICK);
        AuthorizeRequest request = Vendors.request();
        Measurement measured = Measurement.of(
                () -> {
                    if (port.authorize(request) instanceof PaymentResult.Approved) {
                        return true;
                    }
                    throw new IllegalStateException("the healthy vendor was not reached");
                },
                threads,
                time,
                Processor.ofThisProcess());
        vendors.forget();
        return measured;
    }

    /** Shoppers at the sick vendor: they hang, or hear that there is no room and knock again. */
    private static final class Ward implements AutoCloseable {
        private final Vendors vendors;
        private final ExecutorService patients = Executors.newFixedThreadPool(PATIENTS);
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicInteger inside = new AtomicInteger();
        private final AtomicInteger turnedAway = new AtomicInteger();

        Ward(Vendors vendors) {
            this.vendors = vendors;
        }

        void fill() {
            PaymentPort sick = vendors.guarded(Vendors.SICK);
            for (int i = 0; i < PATIENTS; i++) {
                patients.execute(() -> knock(sick));
            }
            while (turnedAway.get() < PATIENTS / 2) { // only then is it full
                LockSupport.parkNanos(MOMENT.toNanos());
            }
        }

        private void knock(PaymentPort sick) {
            AuthorizeRequest request = Vendors.request();
            while (!over.get()) {
                inside.incrementAndGet();
                boolean noRoom = sick.authorize(request) instanceof PaymentResult.NotSent;
                inside.decrementAndGet();
                if (noRoom) {
                    turnedAway.incrementAndGet();
                    LockSupport.parkNanos(KNOCKING.toNanos());
                }
            }
        }

        /** Says so if the vendor was not hung all the time: then nothing was measured. */
        void check() {
            if (inside.get() < PATIENTS / 2) {
                throw new IllegalStateException("only " + inside.get() + " calls hang at the sick vendor");
            }
        }

        @Override
        public void close() {
            over.set(true);
            patients.shutdown();
            while (!patients.isTerminated()) {
                vendors.recover();
                LockSupport.parkNanos(MOMENT.toNanos());
            }
        }
    }
}
