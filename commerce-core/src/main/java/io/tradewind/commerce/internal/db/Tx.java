package io.tradewind.commerce.internal.db;

import io.tradewind.commerce.access.HostTransaction;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.internal.world.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs transactions. Nobody else opens, commits or rolls back. A block is run again as a whole, up to eight times, when
 * the database reports a conflict; so it may only use the database, and its ids are made before the first try. A
 * runner joined to a host's transaction runs blocks on the host's connection and neither commits nor retries. Safe for
 * many threads.
 */
public final class Tx {
    private static final Logger log = LoggerFactory.getLogger(Tx.class);
    private static final int TRIES = 8;
    private static final String SAVEPOINT = "tradewind";

    private final Jdbi jdbi;
    private final Connections connections;
    private final World world;
    private final Barrier barrier;
    private final ThreadLocal<@Nullable String> running;
    private final AtomicBoolean closed;
    private final Later.Way way;
    private final @Nullable HostTransaction host;

    /** @param way how the driver sends writes that nobody asks about */
    Tx(Jdbi jdbi, Connections connections, World world, Barrier barrier, Later.Way way) {
        this(jdbi, connections, world, barrier, new ThreadLocal<>(), new AtomicBoolean(), way, null);
    }

    private Tx(
            Jdbi jdbi,
            Connections connections,
            World world,
            Barrier barrier,
            ThreadLocal<@Nullable String> running,
            AtomicBoolean closed,
            Later.Way way,
            @Nullable HostTransaction host) {
        this.jdbi = jdbi;
        this.connections = connections;
        this.world = world;
        this.barrier = barrier;
        this.running = running;
        this.closed = closed;
        this.way = way;
        this.host = host;
    }

    /** A runner whose blocks run inside that transaction of the host. */
    public Tx joining(HostTransaction transaction) {
        return new Tx(jdbi, connections, world, barrier, running, closed, way, transaction);
    }

    /** Refuses every further block, also of runners that have joined a host's transaction. */
    void close() {
        closed.set(true);
    }

    /** True if this runner runs inside a host's transaction. */
    public boolean isJoined() {
        return host != null;
    }

    /** Runs a block that changes rows, in one transaction. */
    public <T> T write(String name, Function<Handle, T> block) {
        requireOpen(name);
        return host == null ? retrying(name, trusting -> once(name, block, trusting)) : onHost(host, name, block);
    }

    /**
     * Runs a block whose first statement changes rows and whose others only read: on a pool of our own the change is
     * committed by itself, which saves beginning, commit and their way. Elsewhere it is a {@link #write}.
     */
    public <T> T change(String name, Function<Handle, T> block) {
        requireOpen(name);
        return host == null && way == Later.Way.WITH_COMMIT
                ? retrying(name, trusting -> alone(name, block))
                : write(name, block);
    }

    /**
     * Runs a block that only reads: outside a host's transaction without one, since each statement sees what was committed
     * before it anyway and the begin and end of a transaction cost as much as a statement.
     */
    public <T> T read(String name, Function<Handle, T> block) {
        requireOpen(name);
        return host == null ? retrying(name, trusting -> look(name, block)) : onHost(host, name, block);
    }

    private void requireOpen(String name) {
        if (closed.get()) {
            throw new CommerceException(ErrorCode.CLOSED, "'" + name + "' was called after close().");
        }
    }

    /** Fails if a transaction is open on this thread: nothing may leave the process while one is. */
    public void assertNone(String call) {
        String open = running.get();
        if (open != null || host != null) {
            throw new CommerceException(
                    ErrorCode.PLUGIN_CALL_IN_TRANSACTION,
                    call + " was called while the transaction '" + (open == null ? "of the host" : open)
                            + "' is open.");
        }
    }

    /** One try of a block; true lets it take for granted what can be found out before the commit. */
    private interface Try<T> {
        Done<T> run(boolean trusting);
    }

    private <T> T retrying(String name, Try<T> attempt) {
        String open = running.get();
        if (open != null) {
            throw new CommerceException(
                    ErrorCode.NESTED_TRANSACTION, "'" + name + "' was started inside the transaction '" + open + "'.");
        }
        boolean trusting = true;
        for (int tried = 1; ; tried++) {
            running.set(name);
            Done<T> done;
            try {
                done = attempt.run(trusting);
            } catch (Later.Missed e) {
                trusting = false;
                continue;
            } catch (ConnectionException e) { // a pool has waited long enough already
                throw new CommerceException(ErrorCode.CONTENTION, "'" + name + "' got no connection.", e);
            } catch (CommerceException e) {
                throw e;
            } catch (RuntimeException e) {
                if (!SqlErrors.isTransient(e)) {
                    throw e instanceof JdbiException ? failed(name, e) : e;
                }
                if (tried >= TRIES) {
                    throw new CommerceException(
                            ErrorCode.CONTENTION, "'" + name + "' was tried " + TRIES + " times.", e);
                }
                log.debug("{} is tried again after {}", name, e.toString());
                world.pause(Duration.ofMillis(1 + world.random().nextInt(2 << tried)));
                continue;
            } finally {
                running.remove();
            }
            barrier.await();
            done.after().forEach(this::quietly);
            return done.result();
        }
    }

    private static CommerceException failed(String name, RuntimeException e) {
        return new CommerceException(ErrorCode.DATABASE, "'" + name + "' failed.", e);
    }

    private record Done<T>(T result, List<Runnable> after) {}

    private <T> Done<T> look(String name, Function<Handle, T> block) {
        try (Handle handle = jdbi.open()) {
            Later.atOnce(handle, way);
            assert ReadOnly.watch(handle);
            return isAutoCommit(handle)
                    ? new Done<>(block.apply(handle), TxHooks.of(handle).afterCommit())
                    : inTransaction(name, handle, block); // what a pool leaves open would never end
        }
    }

    private static boolean isAutoCommit(Handle handle) {
        try {
            return handle.getConnection().getAutoCommit();
        } catch (SQLException e) {
            throw new ConnectionException(e);
        }
    }

    private <T> Done<T> alone(String name, Function<Handle, T> block) {
        try (Handle handle = jdbi.open()) {
            Later.atOnce(handle, way);
            try {
                return new Done<>(block.apply(handle), TxHooks.of(handle).afterCommit());
            } catch (JdbiException e) {
                throw ended(name, e);
            }
        }
    }

    private <T> Done<T> once(String name, Function<Handle, T> block, boolean trusting) {
        try (Handle handle = jdbi.open()) {
            Later.begin(handle, way, trusting);
            return inTransaction(name, handle, block);
        }
    }

    private <T> Done<T> inTransaction(String name, Handle handle, Function<Handle, T> block) {
        Beginning.open(handle, Later.sendsEnds(handle));
        T result;
        try {
            result = block.apply(handle);
            runBeforeCommit(handle);
            Later.beforeCommit(handle);
        } catch (RuntimeException | Error e) {
            rollback(handle, e);
            if (e instanceof RuntimeException && Later.isInDoubt(handle)) {
                throw new Later.Missed(); // what was taken for granted may be why it failed
            }
            throw e;
        }
        commit(name, handle);
        return new Done<>(result, TxHooks.of(handle).afterCommit());
    }

    /** Everything that belongs to a block that others may follow. */
    private static <T> T whole(Handle handle, Function<Handle, T> block) {
        T result = block.apply(handle);
        runBeforeCommit(handle);
        Later.flush(handle);
        return result;
    }

    /** Listeners before the commit see all of a block. */
    private static void runBeforeCommit(Handle handle) {
        TxHooks hooks = TxHooks.of(handle);
        if (hooks.hasBeforeCommit()) {
            Later.flush(handle);
            Beginning.now(handle);
            hooks.runBeforeCommit(handle.getConnection());
        }
    }

    private void commit(String name, Handle handle) {
        barrier.committing();
        boolean committed = false;
        try {
            sendRest(handle);
            Beginning.now(handle); // if it did nothing
            handle.commit();
            committed = true;
        } catch (JdbiException e) {
            throw ended(name, e);
        } finally {
            barrier.ended(committed);
        }
    }

    /** What a commit throws that failed like this. */
    private static RuntimeException ended(String name, JdbiException e) {
        return SqlErrors.isAmbiguousAtCommit(e)
                ? new CommerceException(
                        ErrorCode.OUTCOME_UNKNOWN, "The connection was lost while '" + name + "' committed.", e)
                : e;
    }

    private static void sendRest(Handle handle) {
        try {
            Later.withCommit(handle);
        } catch (RuntimeException | Error e) {
            rollback(handle, e);
            throw e;
        }
    }

    private static void rollback(Handle handle, Throwable because) {
        try {
            Beginning.now(handle);
            handle.rollback();
        } catch (RuntimeException e) {
            because.addSuppressed(e);
        }
    }

    private <T> T onHost(HostTransaction transaction, String name, Function<Handle, T> block) {
        Connection connection = transaction.connection();
        try {
            if (connection.getAutoCommit()) {
                throw new CommerceException(ErrorCode.HOST_TRANSACTION, "Its connection is in auto-commit.");
            }
        } catch (SQLException e) {
            throw new CommerceException(ErrorCode.HOST_TRANSACTION, "Its connection cannot be used.", e);
        }
        String outer = running.get();
        running.set(name);
        try {
            Handle handle = connections.lend(jdbi, connection);
            Later.begin(handle, way, false);
            T result = transaction instanceof OwnTransaction own && own.isFirst()
                    ? wholly(handle, block)
                    : undoable(handle, block);
            List<Runnable> after = TxHooks.of(handle).afterCommit();
            transaction.onCompletion(committed -> {
                barrier.committing();
                barrier.ended(committed);
                if (committed) {
                    barrier.await();
                    after.forEach(this::quietly);
                }
            });
            return result;
        } catch (RuntimeException e) {
            throw joined(name, e);
        } finally {
            if (outer == null) {
                running.remove();
            } else {
                running.set(outer);
            }
        }
    }

    /** What stands at the very beginning of a transaction is taken back by rolling it back; it goes on from there. */
    private static <T> T wholly(Handle handle, Function<Handle, T> block) {
        try {
            return whole(handle, block);
        } catch (RuntimeException | Error e) {
            try {
                handle.getConnection().rollback();
            } catch (SQLException gone) {
                e.addSuppressed(gone);
            }
            throw e;
        }
    }

    /** A call that fails leaves nothing behind, even if the host catches the failure and commits. */
    private static <T> T undoable(Handle handle, Function<Handle, T> block) {
        handle.savepoint(SAVEPOINT);
        try {
            T result = whole(handle, block);
            handle.releaseSavepoint(SAVEPOINT);
            return result;
        } catch (RuntimeException | Error e) {
            try {
                handle.rollbackToSavepoint(SAVEPOINT);
            } catch (JdbiException gone) {
                e.addSuppressed(gone);
            }
            throw e;
        }
    }

    /** What a joined call throws: only the host can run its own transaction again. */
    private static RuntimeException joined(String name, RuntimeException e) {
        if (e instanceof CommerceException) {
            return e;
        }
        if (SqlErrors.isTransient(e)) {
            return new CommerceException(
                    ErrorCode.CONTENTION, "'" + name + "' met a conflict inside the host's transaction.", e);
        }
        return e instanceof JdbiException ? failed(name, e) : e;
    }

    /** A listener after the commit cannot undo it, so its failure is only logged. */
    private void quietly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.warn("A listener failed after the commit", e);
        }
    }
}
