package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.internal.plugin.FolderLoader;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.Environment;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.Settings;
import io.tradewind.commerce.spi.http.HttpPort;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.testkit.TestContext;
import io.tradewind.commerce.testkit.payment.Rule.Need;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.joda.money.Money;

/** GEN-RUN: a plugin is a good guest in the host's process. */
final class RunRules {
    private static final int THREADS = 32;
    private static final int CALLS = 50;
    private static final List<String> NOT_THE_PLUGINS = List.of("tck-", "HttpClient-", "tradewind-http-");

    static final List<Rule> ALL = List.of(
            Rule.of("GEN-RUN-1", "Closing twice is closing once").checked((b, kind) -> closeTwice(b)),
            Rule.of("GEN-RUN-2", "No thread outlives the account, and none keeps the process alive")
                    .checked((b, kind) -> noThreadIsLeft(b)),
            Rule.of("GEN-RUN-3", "No system property, default or JVM-wide handler is changed")
                    .checked((b, kind) -> nothingIsChanged(b)),
            Rule.of("GEN-RUN-4", "32 threads with 50 calls each get their own answers")
                    .needing(Need.MACHINE, Need.COUNT)
                    .checked((b, kind) -> noMixedAnswers(b)),
            Rule.of("GEN-RUN-5", "Two accounts share nothing")
                    .needing(Need.MACHINE)
                    .cases("SECOND IS WRONG", "FIRST IS WRONG")
                    .checked(RunRules::accountsShareNothing),
            Rule.of("GEN-RUN-6", "The class loader of a plugin that is closed can be collected")
                    .checked((b, kind) -> loaderIsCollected(b)),
            Rule.of("GEN-RUN-7", "From an isolated folder it answers the same")
                    .checked((b, kind) -> sameFromAFolder(b)));

    private RunRules() {}

    private static void closeTwice(Bench b) {
        PaymentGateway gateway = b.create(b.settings());
        b.send(gateway, b.opening(ConfRules.opening(b), b.money("12.50")), Call.first(b.id(), b.deadline()));
        b.answer("close twice", () -> {
            gateway.close();
            gateway.close();
            return "closed";
        });
    }

    /** Threads inherit the group of their maker, so all that the plugin starts are in the group of this rule. */
    private static void noThreadIsLeft(Bench b) throws Exception {
        b.gateway();
        ThreadGroup group = new ThreadGroup("tck-plugin");
        List<String> stubborn = new ArrayList<>();
        inGroup(group, () -> {
            PaymentGateway gateway = b.create(b.settings());
            b.send(gateway, b.opening(ConfRules.opening(b), b.money("12.50")), Call.first(b.id(), b.deadline()));
            alive(group).stream().filter(it -> !it.isDaemon()).forEach(it -> stubborn.add(it.getName()));
            gateway.close();
            return "done";
        });
        b.expect(stubborn.isEmpty(), "daemon threads only", stubborn);
        long start = System.nanoTime();
        while (!alive(group).isEmpty() && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(3)) {
            Thread.sleep(10);
        }
        List<String> left = alive(group).stream().map(Thread::getName).toList();
        b.expect(left.isEmpty(), "no thread left after close", left);
    }

    /** Without the kit's own, and those of the host's HTTP client, which Java 17 cannot close. */
    private static List<Thread> alive(ThreadGroup group) {
        Thread[] threads = new Thread[group.activeCount() + 16];
        int count = group.enumerate(threads);
        return Arrays.stream(threads, 0, count)
                .filter(Thread::isAlive)
                .filter(it -> NOT_THE_PLUGINS.stream().noneMatch(it.getName()::startsWith))
                .toList();
    }

    private static void inGroup(ThreadGroup group, Callable<?> work) throws Exception {
        ConcurrentLinkedQueue<Throwable> thrown = new ConcurrentLinkedQueue<>();
        Thread thread = new Thread(
                group,
                () -> {
                    try {
                        work.call();
                    } catch (Throwable each) {
                        thrown.add(each);
                    }
                },
                "tck-rule");
        thread.start();
        thread.join(TimeUnit.SECONDS.toMillis(60));
        Throwable first = thrown.peek();
        if (first instanceof Error error) {
            throw error;
        } else if (first instanceof Exception exception) {
            throw exception;
        }
        if (thread.isAlive()) {
            throw new Broken("expected an end within a minute, still running");
        }
    }

    private static void nothingIsChanged(Bench b) {
        b.gateway();
        Tour.of(b).goodOnly();
        Map<String, String> changed = b.before.changes();
        b.expect(changed.isEmpty(), "nothing of the whole process changed", changed);
    }

    private static void noMixedAnswers(Bench b) throws Exception {
        // straight to the provider: the line is not what is tested
        PaymentGateway gateway =
                b.create(b.upstream.address().map(b.harness::settings).orElseGet(b::settings));
        OperationKind kind = ConfRules.opening(b);
        b.gateway();
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        CountDownLatch start = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(THREADS);
        for (int t = 0; t < THREADS; t++) {
            int number = t;
            Thread thread = new Thread(
                    () -> {
                        try {
                            start.await();
                            for (int c = 0; c < CALLS && wrong.isEmpty(); c++) {
                                Money own = Money.ofMinor(
                                        b.money("1.00").getCurrencyUnit(), 1_000L + (long) number * CALLS + c);
                                OperationId id = b.id();
                                PaymentResult result =
                                        b.send(gateway, b.opening(kind, own), Call.first(id, b.deadline()));
                                boolean right = result instanceof PaymentResult.Approved it
                                        && it.amount().equals(own)
                                        && b.upstream
                                                .booked(id)
                                                .filter(own::equals)
                                                .isPresent();
                                if (!right) {
                                    wrong.add("asked for " + own + " got " + result + ", booked "
                                            + b.upstream.booked(id));
                                }
                            }
                        } catch (InterruptedException | RuntimeException | Broken thrown) {
                            wrong.add("threw " + thrown);
                        } finally {
                            done.countDown();
                        }
                    },
                    "tck-buyer-" + t);
            thread.setDaemon(true);
            thread.start();
        }
        start.countDown();
        boolean over = done.await(2, TimeUnit.MINUTES);
        b.expect(wrong.isEmpty(), "each buyer's own answer", wrong.peek());
        b.expect(over, "1,600 calls within two minutes", "still running");
    }

    private static void accountsShareNothing(Bench b, String kind) {
        Map<String, String> bad = b.harness
                .badCredentials(b.endpoint())
                .orElseThrow(() -> Skipped.notRun("the harness gives no bad credentials: badCredentials(…)"));
        boolean secondIsWrong = kind.startsWith("SECOND");
        PaymentGateway first = b.create("tck-a", secondIsWrong ? b.settings() : bad, b.port);
        PaymentGateway second = b.create("tck-b", secondIsWrong ? bad : b.settings(), b.port);
        PaymentGateway good = secondIsWrong ? first : second;
        PaymentGateway wrong = secondIsWrong ? second : first;
        Step step = b.opening(ConfRules.opening(b), b.money("12.50"));
        b.approved(b.send(good, step, Call.first(b.id(), b.deadline())), "the good account to work");
        PaymentResult result = b.send(wrong, step, Call.first(b.id(), b.deadline()));
        boolean refused = result instanceof PaymentResult.Rejected it && it.code() == RejectCode.BAD_CREDENTIALS;
        b.expect(refused, "the account with the bad key refused by the provider", result);
        b.approved(b.send(good, step, Call.first(b.id(), b.deadline())), "the good account to work still");
    }

    // ---- folders ----

    private static URLClassLoader loader(Bench b) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path each : b.harness.jars()) {
            urls.add(each.toUri().toURL());
        }
        return new FolderLoader("tck-folder", urls.toArray(URL[]::new), CommercePlugin.class.getClassLoader());
    }

    private static PaymentResult payFrom(Bench b, ClassLoader loader, HttpPort way) {
        ProviderFactory<PaymentGateway> factory = ServiceLoader.load(CommercePlugin.class, loader).stream()
                .filter(it -> it.type().getClassLoader() == loader)
                .map(ServiceLoader.Provider::get)
                .filter(it -> it.payments().stream().anyMatch(f -> f.code().equals(b.harness.code())))
                .findFirst()
                .map(it -> Bench.factory(it, b.harness.code()))
                .orElseThrow(() -> Skipped.notRun("jars() has no META-INF/services/" + CommercePlugin.class.getName()
                        + " for " + b.harness.code()));
        TestContext context = new TestContext(
                "tck-folder", Environment.TEST, Settings.of(factory.fields(), b.settings()), way, b.clock, b.log);
        try (PaymentGateway gateway = factory.create(context)) {
            Step step = b.opening(ConfRules.opening(b), b.money("12.50"));
            return b.send(gateway, step, Call.first(b.id(), b.deadline()));
        }
    }

    private static void sameFromAFolder(Bench b) throws IOException {
        try (URLClassLoader loader = loader(b)) {
            PaymentResult isolated = b.answer("a payment from a folder", () -> payFrom(b, loader, b.port));
            PaymentResult usual = b.send(b.opening(ConfRules.opening(b), b.money("12.50")), b.id());
            b.expect(isolated.getClass().equals(usual.getClass()), "as from the class path: " + usual, isolated);
        }
    }

    private static void loaderIsCollected(Bench b) throws Exception {
        List<WeakReference<ClassLoader>> gone = new ArrayList<>();
        b.gateway();
        // a thread of its own takes what libraries keep per thread with it
        inGroup(new ThreadGroup("tck-folder"), () -> {
            try (URLClassLoader loader = loader(b)) {
                gone.add(new WeakReference<>(loader));
                PaymentResult answer = payFrom(b, loader, b.port);
                return answer.getClass();
            }
        });
        for (int i = 0; i < 100 && gone.get(0).get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        boolean collected = gone.get(0).get() == null;
        b.expect(collected, "the class loader collected", "still reachable: by a thread, a static or a listener");
    }
}
