package io.tradewind.commerce.testkit.payment;

import java.util.Optional;

/**
 * One line of the report.
 *
 * @param id the rule
 * @param kind which case of it, empty if it has one only
 * @param says what the rule says
 * @param result how it ended
 * @param ms how long it took
 * @param why why it did not pass, empty if it did
 * @param thrown what it threw, if it failed
 */
record Outcome(String id, String kind, String says, Result result, long ms, String why, Optional<Throwable> thrown) {
    String name() {
        return kind.isEmpty() ? id : id + " [" + kind + "]";
    }

    /** Returns whether a rule found a fault, as opposed to stumbling itself. */
    boolean foundFault() {
        return thrown.filter(it -> it instanceof Broken).isPresent();
    }
}
