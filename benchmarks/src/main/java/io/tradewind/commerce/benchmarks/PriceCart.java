package io.tradewind.commerce.benchmarks;

import io.tradewind.commerce.catalog.Sku;
import io.tradewind.commerce.pricing.Benefit;
import io.tradewind.commerce.pricing.CodeRule;
import io.tradewind.commerce.pricing.PriceLine;
import io.tradewind.commerce.pricing.PriceQuote;
import io.tradewind.commerce.pricing.PriceRequest;
import io.tradewind.commerce.pricing.Pricing;
import io.tradewind.commerce.store.Store;
import io.tradewind.commerce.store.StoreSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.joda.money.Money;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.RunnerException;

/** Prices a cart of twenty lines with a code, engraving on every other line, delivery and two rates of VAT. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PriceCart {
    private final Store store = new StoreSpec("mugs")
            .currency("EUR")
            .country("DE")
            .zone("Europe/Berlin")
            .tax("standard", "DE", "19")
            .tax("reduced", "DE", "7")
            .build(1);
    private final PriceRequest request = request();

    /** What is measured. */
    @Benchmark
    public PriceQuote quote() {
        return Pricing.quote(store, request);
    }

    private static PriceRequest request() {
        List<PriceLine> lines = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            lines.add(new PriceLine(
                    new UUID(0, i),
                    Sku.of("MUG-" + i),
                    1 + i % 3,
                    Money.parse("EUR " + (9 + i) + ".90"),
                    Money.parse(i % 2 == 0 ? "EUR 4.00" : "EUR 0.00"),
                    i % 4 == 3 ? "reduced" : "standard"));
        }
        CodeRule code = new CodeRule(
                "SPRING", new Benefit.Percent(new BigDecimal("12.5")), Optional.empty(), Optional.of("lena"));
        return new PriceRequest(lines, Optional.of(code), Optional.of(Money.parse("EUR 4.90")), "DE");
    }

    /** Runs it in a JVM of its own. */
    public static void main(String[] arguments) throws RunnerException {
        Forks.run(PriceCart.class);
    }
}
