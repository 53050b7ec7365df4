package io.tradewind.commerce.benchmarks;

import io.tradewind.commerce.internal.plugin.PaymentPort;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentResult;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.RunnerException;

/**
 * What the guard costs a call: a vendor that answers at once is called directly and through its guard, with its own
 * threads, deadline, breaker, integrity checks and record of the call. The difference is the guard's.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class GuardedCalls {
    private final AuthorizeRequest request = Vendors.request();
    private final Vendors vendors = new Vendors();
    private final PaymentGateway direct = vendors.unguarded();
    private final PaymentPort guarded = vendors.guarded(Vendors.QUICK);

    /** The vendor itself. */
    @Benchmark
    public PaymentResult unguarded() {
        return direct.authorize(request);
    }

    /** The vendor behind its guard. */
    @Benchmark
    public PaymentResult guarded() {
        return guarded.authorize(request);
    }

    /** Sees that the guard lets calls through: an open breaker would be quick, too. */
    @Setup(Level.Iteration)
    public void check() {
        if (!(guarded.authorize(request) instanceof PaymentResult.Approved)) {
            throw new IllegalStateException("the guard does not let the call through");
        }
    }

    /** Empties the table of records. */
    @TearDown(Level.Iteration)
    public void forget() {
        vendors.forget();
    }

    /** Stops the threads. */
    @TearDown
    public void close() {
        vendors.close();
    }

    /** Runs it in a JVM of its own. */
    public static void main(String[] arguments) throws RunnerException {
        Forks.run(GuardedCalls.class);
    }
}
