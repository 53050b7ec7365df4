package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.tests.simulation.Trouble.Kind;
import io.tradewind.commerce.tests.simulation.Trouble.Victim;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong during the step under way, and when somebody else gets a turn in the middle of it: between
 * transactions, after a read in a transaction that has not written or locked anything yet, and around each call of a
 * plugin. Two steps never run at the same time: one waits while the other runs, on another thread only because a
 * transaction belongs to its thread.
 */
final class Weather {
    /** What strikes a process that is not open yet. */
    static final String START = "start";

    private static final int FEW = 8;

    private static final ExecutorService OTHER = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "meanwhile");
        thread.setDaemon(true);
        return thread;
    });
    private Tally tally = new Tally();
    private @Nullable Step step;
    private @Nullable Consumer<Step> meanwhile;
    private boolean nested;
    private boolean struck;
    private boolean interrupted;
    private int crashes;
    private int turns;
    private int statements;
    private int commits;
    private int connections;
    private final int[] calls = new int[Victim.values().length];
    private String calling = "";

    /** What a process was at when it died, or somebody else got a turn. */
    enum Place {
        CONNECTING,
        READING,
        WRITING,
        COMMITTING,
        COMMITTED,
        BEFORE_CALL,
        AFTER_CALL,
        MARK
    }

    /** Where what comes up is counted from now on. */
    void countedBy(Tally other) {
        tally = other;
    }

    Tally tally() {
        return tally;
    }

    void begin(Step now, Consumer<Step> others) {
        step = now;
        meanwhile = others;
        nested = false;
        struck = false;
        interrupted = false;
        crashes = 0;
        turns = 0;
        statements = 0;
        commits = 0;
        connections = 0;
        Arrays.fill(calls, 0);
        calling = "";
    }

    void end() {
        step = null;
    }

    /** The step under way. */
    Step step() {
        return Objects.requireNonNull(step);
    }

    /** Whether a call of a plugin may hang, so that it needs a thread of its own. */
    boolean mayHang() {
        Step now = step;
        return now != null && now.trouble().kind().hangs();
    }

    /** The call of a plugin that is under way; empty if there is none. */
    String calling() {
        return calling;
    }

    /** Whether something went wrong. */
    boolean isStruck() {
        return struck;
    }

    /** Whether something went wrong, or somebody got in between. */
    boolean isRough() {
        return struck || interrupted;
    }

    /** Whether somebody got a turn in the middle. */
    boolean wasInterrupted() {
        return interrupted;
    }

    /** A place where the process may die and, if it holds nothing, somebody else may get a turn. */
    void pause(Life life, boolean holdsNothing, Place place) {
        Step now = step;
        if (now == null || nested) {
            return;
        }
        if (holdsNothing && now.meanwhile() != null && !interrupted && turns++ == now.moment()) {
            interrupted = true;
            turnOf(now.meanwhile());
        }
        if (now.trouble().is(Victim.PROCESS)
                && !struck
                && crashes++ == now.trouble().at()) {
            strike(now, life.isOpen() ? now.act().name() : START);
            tally.died(life.isOpen(), place);
            life.die();
        }
    }

    private void turnOf(Step somebody) {
        nested = true;
        try {
            OTHER.submit(() -> {
                        if (meanwhile != null) {
                            meanwhile.accept(somebody);
                        }
                    })
                    .get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Broken broken) {
                throw broken;
            }
            throw new Broken("meanwhile " + somebody, failed.getCause());
        } finally {
            nested = false;
        }
    }

    void connecting() throws SQLException {
        if (strikes(Kind.POOL_EMPTY, connections, FEW)) {
            throw new SQLTransientConnectionException("simulated: no connection is free", "08001");
        }
        connections++;
    }

    /** Whether the connection breaks now. */
    boolean breaks(Kind kind) {
        boolean atCommit = kind != Kind.CONNECTION_LOST;
        return strikes(kind, atCommit ? commits : statements, atCommit ? FEW : Integer.MAX_VALUE);
    }

    void committed() {
        commits++;
    }

    void executing() throws SQLException {
        if (strikes(Kind.CONFLICT, statements, Integer.MAX_VALUE)) {
            statements++;
            throw new SQLException("simulated: could not serialize access", "40001");
        }
        statements++;
    }

    private boolean strikes(Kind kind, int chance, int most) {
        Step now = step;
        if (now == null
                || nested
                || struck
                || now.trouble().kind() != kind
                || now.trouble().at() % most > chance) {
            return false;
        }
        strike(now, now.act().name());
        if (kind == Kind.LOST_AFTER_COMMIT) {
            tally.met(Rare.COMMIT_DONE_BUT_LOST);
        }
        return true;
    }

    /** What goes wrong with a call of a plugin. */
    Kind call(String call, Victim victim) {
        Step now = step;
        calling = call;
        int chance = calls[victim.ordinal()]++;
        if (now == null
                || nested
                || struck
                || !now.trouble().is(victim)
                || now.trouble().at() != chance) {
            return Kind.NONE;
        }
        strike(now, call);
        return now.trouble().kind();
    }

    /** The call is over, or nobody waits for it any more. */
    void called() {
        calling = "";
    }

    private void strike(Step now, String operation) {
        struck = true;
        tally.struck(operation, now.trouble().kind());
    }
}
