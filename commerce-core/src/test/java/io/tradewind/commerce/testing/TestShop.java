package io.tradewind.commerce.testing;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.CommerceParts;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.health.InvariantChecker;
import io.tradewind.commerce.health.Violation;
import io.tradewind.commerce.internal.db.Tx;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Store;
import io.tradewind.commerce.store.StoreSpec;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * A running {@link Commerce} for tests: a store of its own in a database that may be shared, a clock that stands still,
 * repeatable randomness, background work on the caller's thread, jobs stepped by {@link #runJobs()}.
 */
public final class TestShop implements AutoCloseable {
    /** When every test begins: a Thursday, ten in the morning in Berlin. */
    public static final Instant START = Instant.parse("2026-01-15T09:00:00Z");

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final TestClock clock;
    private final Commerce commerce;
    private boolean sound = true;
    private final Set<String> broken = new HashSet<>();

    private TestShop(TestClock clock, Commerce commerce) {
        this.clock = clock;
        this.commerce = commerce;
    }

    /** A store in euro, in Germany, prices including tax. */
    public static TestShop on(DataSource dataSource) {
        return on(dataSource, builder -> {});
    }

    /** The same with more said to the builder: listeners, plugins, another clock. */
    public static TestShop on(DataSource dataSource, Consumer<Commerce.Builder> more) {
        return on(dataSource, more, store -> {});
    }

    /** The same with more said about the store. */
    public static TestShop on(DataSource dataSource, Consumer<Commerce.Builder> more, Consumer<StoreSpec> policy) {
        return again(dataSource, "mugs-" + NUMBER.incrementAndGet(), new TestClock(START), more, policy);
    }

    /** Another process, as it were, on a store that is there already. */
    public static TestShop again(
            DataSource dataSource,
            String store,
            TestClock clock,
            Consumer<Commerce.Builder> more,
            Consumer<StoreSpec> policy) {
        Commerce.Builder builder = Commerce.builder()
                .dataSource(dataSource)
                .store(store, spec -> {
                    spec.currency("EUR").country("DE").zone("Europe/Berlin");
                    policy.accept(spec);
                })
                .clock(clock)
                .random(new Random(NUMBER.incrementAndGet()))
                .executor(Runnable::run)
                .jobs(JobMode.MANUAL);
        more.accept(builder);
        return new TestShop(clock, builder.start());
    }

    public TestClock clock() {
        return clock;
    }

    public Commerce commerce() {
        return commerce;
    }

    /** A counter or another singleton of the library. */
    public <T> T part(Class<T> type) {
        return CommerceParts.part(commerce, type);
    }

    public World world() {
        return part(World.class);
    }

    public Tx tx() {
        return part(Tx.class);
    }

    public Store store() {
        return commerce.stores().get(0);
    }

    /** The front doors as that actor sees them. */
    public Shop shop(Actor actor) {
        return commerce.shop(store().code(), actor);
    }

    /** The front doors as an administrator sees them. */
    public Shop staff() {
        return shop(Actor.staff("mia", Role.ADMIN));
    }

    /** The front doors as a guest sees them. */
    public Shop guest() {
        return shop(Actor.guest("cookie-7f3a"));
    }

    /** For calling counters directly. */
    public Scope scope(Actor actor) {
        return new Scope(store(), actor, tx());
    }

    /** For calling counters directly, as a worker of the library. */
    public Scope scope() {
        return scope(Actor.system("test"));
    }

    /** Steps every job until nothing is due. */
    public int runJobs() {
        return commerce.jobs().runDue();
    }

    /** What breaks an invariant now, in all stores of the database; empty if all is sound. */
    public List<Violation> violations() {
        return violations(clock.instant());
    }

    private List<Violation> violations(Instant now) {
        return tx()
                .read("violations", handle -> part(InvariantChecker.class).check(handle.getConnection(), now))
                .stream()
                .filter(it -> !broken.contains(it.id()))
                .toList();
    }

    /** Says that this test breaks a rule, since it tries a part of the library without the rest. */
    public TestShop breaking(String invariant) {
        broken.add(invariant);
        return this;
    }

    /** Says that this test breaks its data on purpose. */
    public TestShop unsound() {
        sound = false;
        return this;
    }

    /** Every story ends with sound data; what jobs have not cleaned up yet is not held against it. */
    @Override
    public void close() {
        List<Violation> violations = sound ? violations(Instant.EPOCH) : List.of();
        commerce.close();
        if (!violations.isEmpty()) {
            throw new AssertionError("the data is not sound: " + violations);
        }
    }
}
