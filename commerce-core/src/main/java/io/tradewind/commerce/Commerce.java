package io.tradewind.commerce;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.database.Copied;
import io.tradewind.commerce.database.Dialect;
import io.tradewind.commerce.database.Durability;
import io.tradewind.commerce.database.Migrations;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.error.Given;
import io.tradewind.commerce.event.Subscription;
import io.tradewind.commerce.event.Timing;
import io.tradewind.commerce.health.FlowBook;
import io.tradewind.commerce.health.HealthCheck;
import io.tradewind.commerce.health.HealthReport;
import io.tradewind.commerce.health.InvariantChecker;
import io.tradewind.commerce.health.Machines;
import io.tradewind.commerce.internal.db.Database;
import io.tradewind.commerce.internal.db.DatabaseSettings;
import io.tradewind.commerce.internal.db.Ddl;
import io.tradewind.commerce.internal.db.OwnTransaction;
import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.internal.plugin.PluginHost;
import io.tradewind.commerce.internal.wiring.Doors;
import io.tradewind.commerce.internal.wiring.Wiring;
import io.tradewind.commerce.internal.world.MasterKey;
import io.tradewind.commerce.internal.world.Threads;
import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.job.JobMode;
import io.tradewind.commerce.job.JobRunner;
import io.tradewind.commerce.job.Jobs;
import io.tradewind.commerce.message.MessageTexts;
import io.tradewind.commerce.plugin.PluginSpec;
import io.tradewind.commerce.plugin.PluginStart;
import io.tradewind.commerce.plugin.Plugins;
import io.tradewind.commerce.plugin.Webhooks;
import io.tradewind.commerce.spi.event.CommerceEvent;
import io.tradewind.commerce.store.Scope;
import io.tradewind.commerce.store.Store;
import io.tradewind.commerce.store.StoreSpec;
import io.tradewind.commerce.store.StoreTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The library, opened on a database. Safe for many threads; several may live in one JVM. Close it to stop its
 * background work and, if it opened the database itself, to close that too.
 */
public final class Commerce implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Commerce.class);

    private final World world;
    private final Database database;
    private final Map<String, Store> stores;
    private final Injector injector;
    private final Doors doors;
    private final JobRunner runner;
    private final PluginHost plugins;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Commerce(Builder builder) {
        this.world = new World(builder.clock, builder.random, builder.executor, builder.crashPoints, builder.threads);
        this.plugins = PluginStart.open(builder.plugins, world);
        this.database = open(builder, world, plugins);
        try {
            this.stores = new LinkedHashMap<>();
            for (StoreSpec spec : builder.stores) {
                stores.put(spec.code(), StoreTable.declare(database.tx(), spec, world.now()));
            }
            FlowBook.write(database.tx(), Machines.flows());
            Map<Integer, Store> byId = new LinkedHashMap<>();
            stores.values().forEach(store -> byId.put(store.id(), store));
            this.injector = Guice.createInjector(
                    Stage.DEVELOPMENT,
                    new Wiring(
                            world,
                            database,
                            byId,
                            builder.subscriptions,
                            builder.jobMode,
                            plugins,
                            builder.masterKey(world),
                            builder.messageTexts));
            this.doors = injector.getInstance(Doors.class);
            this.runner = injector.getInstance(JobRunner.class);
            runner.start();
        } catch (RuntimeException e) {
            plugins.close();
            database.close();
            world.close();
            throw e instanceof ProvisionException && e.getCause() instanceof CommerceException ours ? ours : e;
        }
        log.info("Tradewind is open: {}; stores {}", database.describe(), stores.keySet());
    }

    private static Database open(Builder builder, World world, PluginHost plugins) {
        try {
            return Database.open(builder.databaseSettings(), world);
        } catch (RuntimeException e) {
            plugins.close();
            world.close();
            throw e;
        }
    }

    /** Collects what is needed; only a store is required. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The whole schema as SQL, for those who run it themselves and start with {@link Migrations#VALIDATE} or
     * {@link Migrations#OFF}. It asks no database, and may be run again on a schema of an older version.
     *
     * @param schema as in {@link Builder#schema}: 1 to 40 of a-z, 0-9 and _, beginning with a letter
     */
    public static String ddl(Dialect dialect, String schema) {
        return Ddl.of(dialect, schema);
    }

    /**
     * The declared store as this actor sees it; costs nothing.
     *
     * @throws CommerceException with {@code TW-1002} if no such store was declared
     */
    public Shop shop(String store, Actor actor) {
        if (actor == null) {
            throw CommerceException.badArgument("actor", "null", "say who asks, such as Actor.guest(token)");
        }
        return new Shop(new Scope(store(store), actor, database.tx()), doors);
    }

    /** The declared stores in the order of the builder. */
    public List<Store> stores() {
        return List.copyOf(stores.values());
    }

    /**
     * Runs a block in one transaction in which host rows and ours are committed together. The block may be run again
     * after a conflict, so it must have no effect outside the database. What it throws rolls everything back and is thrown
     * on; calls that go out to a plugin refuse to join ({@code TW-2104}).
     *
     * @return what the block returned, once it is committed
     */
    public <T> T transaction(Function<CommerceTransaction, T> work) {
        return database.tx().write("host", handle -> {
            OwnTransaction own = new OwnTransaction(handle);
            return work.apply(new CommerceTransaction() {
                @Override
                public Connection connection() {
                    return own.forHost();
                }

                @Override
                public Shop shop(String store, Actor actor) {
                    return Commerce.this.shop(store, actor).in(own);
                }
            });
        });
    }

    /** How plugins and their accounts fare. */
    public Plugins plugins() {
        return injector.getInstance(Plugins.class);
    }

    /** Takes what providers send; the host's web server hands each request over. */
    public Webhooks webhooks() {
        return injector.getInstance(Webhooks.class);
    }

    /** The background work of this process. */
    public Jobs jobs() {
        return injector.getInstance(Jobs.class);
    }

    /** Whether all is well now; cheap enough for a probe, asks no provider. */
    public HealthReport health() {
        return injector.getInstance(HealthCheck.class).report();
    }

    /** Checks what must always hold in the data. */
    public InvariantChecker invariants() {
        return injector.getInstance(InvariantChecker.class);
    }

    /** The data source; host code that writes to the same embedded database must use this one. */
    public DataSource dataSource() {
        return database.dataSource();
    }

    /**
     * Writes a consistent copy of the embedded file database into a zip file, while it is in use; unpacked into an empty
     * folder it can be opened. Writers wait meanwhile. A file of that name is replaced once the copy is complete.
     *
     * @throws CommerceException with {@code TW-4003} on any other database: use its own tool there
     */
    public void backup(Path target) {
        database.backup(target);
    }

    /**
     * Copies all that the library keeps into another database, which must have none of it: from the embedded one to
     * PostgreSQL, or back. It is what was there at one moment, all of it or nothing; on H2 writers wait meanwhile. What is
     * written afterwards stays behind, so take the shop out of service first, with its jobs. Schema and tables of the
     * library are made in the target. A {@code Commerce} that is started there needs the same stores, accounts and secret
     * key ({@link Builder#secretKeyFile}).
     *
     * @param schemas of yours in the same database, whose tables are copied with them; they must stand in the target, empty
     * @throws CommerceException with {@code TW-2005} if the target holds rows, {@code TW-4003} if a table of yours is not
     *     there; nothing is copied then
     */
    public Copied copyTo(DataSource target, String... schemas) {
        Given.value("target", target);
        injector.getInstance(Calls.class).writeRecords();
        return database.copyTo(target, new LinkedHashSet<>(List.of(schemas)));
    }

    /** A part of the inside, for tests in this package. */
    <T> T part(Class<T> type) {
        return injector.getInstance(type);
    }

    Store store(String code) {
        Store store = stores.get(code);
        if (store == null) {
            throw new CommerceException(
                    ErrorCode.UNKNOWN_STORE,
                    "Store '" + code + "' was never declared; there are " + stores.keySet() + ".");
        }
        return store;
    }

    /** Stops the background work and closes what was opened; later calls fail with {@code TW-1004}. May be repeated. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        runner.close();
        injector.getInstance(Calls.class).close();
        plugins.close();
        database.close();
        world.close();
    }

    /** What a {@link Commerce} is made of. Not safe for many threads. */
    public static final class Builder {
        private final List<StoreSpec> stores = new ArrayList<>();
        private final List<Subscription<?>> subscriptions = new ArrayList<>();
        private @Nullable DataSource dataSource;
        private @Nullable Path file;
        private boolean memory;
        private @Nullable String url;
        private @Nullable String user;
        private @Nullable String password;
        private int poolSize = 10;
        private String schema = "commerce";
        private Migrations migrations = Migrations.AUTO;
        private Durability durability = Durability.PROCESS;
        private boolean lossy;
        private JobMode jobMode = JobMode.ON;
        private final PluginSpec plugins = new PluginSpec();
        private MessageTexts messageTexts = MessageTexts.bundled();
        private @Nullable String secretKey;
        private @Nullable Path secretKeyFile;
        private @Nullable Clock clock;
        private @Nullable Random random;
        private @Nullable Executor executor;
        private @Nullable Consumer<String> crashPoints;
        private Threads threads = Threads.REAL;

        private Builder() {}

        /**
         * Keeps everything in an H2 file in that folder, which is made if it is missing, opened by one process at a time.
         * The default is the folder {@code commerce-data}.
         */
        public Builder embedded(Path folder) {
            file = given("embedded", folder, "a folder");
            return this;
        }

        /** Keeps everything in memory; nothing survives. For tests and demonstrations. */
        public Builder inMemory() {
            memory = true;
            return this;
        }

        /** Uses the host's data source on H2 or PostgreSQL; it is never closed by the library. */
        public Builder dataSource(DataSource yours) {
            dataSource = given("dataSource", yours, "your DataSource, made before the library is started");
            return this;
        }

        /**
         * Opens a pool of its own on that JDBC URL, for H2 or PostgreSQL; its driver must be on the class path.
         *
         * @param login and secret null if the URL says them
         */
        public Builder database(String jdbcUrl, @Nullable String login, @Nullable String secret) {
            url = given("database", jdbcUrl, "a JDBC URL such as jdbc:postgresql://127.0.0.1:5432/shop");
            user = login;
            password = secret;
            return this;
        }

        /** Connections of a pool that the library opens, at least 2; default 10. Of no effect on {@link #dataSource}. */
        public Builder poolSize(int connections) {
            poolSize = connections;
            return this;
        }

        /** Name of the schema: 1 to 40 of a-z, 0-9 and _, beginning with a letter; default {@code commerce}. */
        public Builder schema(String name) {
            schema = given("schema", name, "its name, such as commerce");
            return this;
        }

        /** What start may do to the schema; default {@code AUTO}. */
        public Builder migrations(Migrations mode) {
            migrations = given("migrations", mode, "AUTO, VALIDATE or OFF");
            return this;
        }

        /** What an acknowledged commit survives on the embedded database, and on it alone; default {@code PROCESS}. */
        public Builder durability(Durability level) {
            durability = given("durability", level, "a level of Durability");
            return this;
        }

        /** Accepts an H2 file database that may lose acknowledged commits. */
        public Builder allowLossy() {
            lossy = true;
            return this;
        }

        /**
         * Declares a store; several share a database and see nothing of each other.
         *
         * @param code stable name of the store: 1 to 40 of a-z, 0-9 and -
         */
        public Builder store(String code, Consumer<StoreSpec> how) {
            StoreSpec spec = new StoreSpec(code);
            given("store", how, "what the store is like, such as it -> it.currency(\"EUR\")")
                    .accept(spec);
            stores.add(spec);
            return this;
        }

        /**
         * Listens to events of a type and its subtypes.
         *
         * @param name stable and unique among durable listeners, at most 60 characters: their deliveries are kept under it
         * @param listener called by many threads; a durable one may hear an event again and is tried ten times when it
         *     throws
         */
        public <E extends CommerceEvent> Builder on(Class<E> type, Timing timing, String name, Consumer<E> listener) {
            subscriptions.add(new Subscription<>(type, timing, name, (event, connection) -> listener.accept(event)));
            return this;
        }

        /** Listens inside the transaction, just before its commit, with its connection; throwing rolls back. */
        public <E extends CommerceEvent> Builder onCommit(
                Class<E> type, String name, BiConsumer<E, Connection> listener) {
            subscriptions.add(new Subscription<>(type, Timing.BEFORE_COMMIT, name, listener));
            return this;
        }

        /** Switches plugins on: payment, carrier and phone accounts by name. May be called several times. */
        public Builder plugins(Consumer<PluginSpec> how) {
            given("plugins", how, "what to switch on").accept(plugins);
            return this;
        }

        /** The shop's own words for messages; what they leave out keeps the bundled words. */
        public Builder messageTexts(MessageTexts texts) {
            messageTexts = given("messageTexts", texts, "words, such as MessageTexts.bundled()");
            return this;
        }

        /** A broken plugin stops the start instead of being reported. */
        public Builder strictPlugins() {
            plugins.strict();
            return this;
        }

        /**
         * The one secret of the installation, at least 16 random characters, the same in every process: links to orders
         * are signed and verification codes are hashed with it. Default: a key file beside the embedded database, else a
         * key that lives as long as this process, so that links stop working at a restart.
         */
        public Builder secretKey(String secret) {
            secretKey = given("secretKey", secret, "the secret, read before the library is started");
            return this;
        }

        /** The secret key lies in that file, which only its owner may read; it is made there if it is missing. */
        public Builder secretKeyFile(Path file) {
            secretKeyFile = given("secretKeyFile", file, "the path of a file");
            return this;
        }

        /** A null says that the caller's own set-up is unfinished; no default may take its place. */
        private static <T> T given(String method, @Nullable T value, String what) {
            if (value == null) {
                throw new CommerceException(
                        ErrorCode.BAD_CONFIGURATION, "." + method + "(…) was given null. Fix: pass " + what + ".");
            }
            return value;
        }

        private MasterKey masterKey(World world) {
            if (secretKey != null) {
                return new MasterKey(secretKey);
            }
            String fresh = world.token() + world.token();
            Path folder = databaseSettings().file();
            if (secretKeyFile != null) {
                return MasterKey.file(secretKeyFile, fresh);
            }
            return folder == null || memory
                    ? new MasterKey(fresh)
                    : MasterKey.file(folder.resolve(MasterKey.FILE), fresh);
        }

        /** Whether background work runs by itself; default {@code ON}. */
        public Builder jobs(JobMode mode) {
            jobMode = given("jobs", mode, "a JobMode");
            return this;
        }

        /** Where the time comes from; default the system's. */
        public Builder clock(Clock source) {
            clock = given("clock", source, "a Clock, or leave the call out");
            return this;
        }

        /** Where randomness comes from; default {@code SecureRandom}. Only tests may weaken it. */
        public Builder random(Random source) {
            random = given("random", source, "a Random, or leave the call out");
            return this;
        }

        /** Runs background work; default daemon threads of the library. */
        public Builder executor(Executor runner) {
            executor = given("executor", runner, "an Executor, or leave the call out");
            return this;
        }

        /** Is told the names of the places a crash test may stop at. */
        public Builder crashPoints(Consumer<String> listener) {
            crashPoints = listener;
            return this;
        }

        /** Brings the threads of a simulation; for tests in this package. */
        Builder threads(Threads source) {
            threads = source;
            return this;
        }

        /**
         * Checks the settings, opens the database, brings the schema up to date and starts the background work.
         *
         * @throws CommerceException with {@code TW-1001} naming every wrong setting at once, {@code TW-2…} for what is
         *     wrong with the database, {@code TW-3…} for plugin accounts; nothing stays open then
         */
        public Commerce start() {
            List<String> problems = problems();
            if (problems.size() == 1) {
                throw new CommerceException(ErrorCode.BAD_CONFIGURATION, problems.get(0) + ".");
            } else if (!problems.isEmpty()) {
                throw new CommerceException(
                        ErrorCode.BAD_CONFIGURATION,
                        problems.size() + " settings are wrong:\n  - " + String.join("\n  - ", problems) + "\n");
            }
            return new Commerce(this);
        }

        private List<String> problems() {
            List<String> problems = new ArrayList<>();
            if (stores.isEmpty()) {
                problems.add("No store was declared: call .store(code, …)");
            }
            Set<String> codes = new HashSet<>();
            for (StoreSpec store : stores) {
                if (!codes.add(store.code())) {
                    problems.add("Store '" + store.code() + "' is declared twice: give each a code of its own");
                }
                problems.addAll(store.problems());
            }
            List<String> databases = new ArrayList<>();
            if (file != null) {
                databases.add("embedded");
            }
            if (memory) {
                databases.add("inMemory");
            }
            if (dataSource != null) {
                databases.add("dataSource");
            }
            if (url != null) {
                databases.add("database");
            }
            if (databases.size() > 1) {
                problems.add("More than one database was named, by " + databases + ": keep one of them");
            }
            if (poolSize < 2) {
                problems.add("poolSize is " + poolSize + ": at least 2 connections are needed");
            }
            if (secretKey != null && secretKeyFile != null) {
                problems.add("secretKey and secretKeyFile were both set: keep one of them");
            }
            return problems;
        }

        private DatabaseSettings databaseSettings() {
            Path folder =
                    dataSource == null && url == null && !memory && file == null ? Path.of("commerce-data") : file;
            return new DatabaseSettings(
                    dataSource,
                    folder,
                    memory ? Database.memoryName() : null,
                    url,
                    user,
                    password,
                    poolSize,
                    schema,
                    migrations,
                    durability,
                    lossy);
        }
    }
}
