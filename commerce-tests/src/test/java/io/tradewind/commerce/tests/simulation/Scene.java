package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.tests.simulation.Trouble.Victim;
import java.util.List;

/**
 * A few steps that lead to one kind of trouble with one operation, so that none of the pairs is left to chance.
 *
 * @param operation as it is counted: a call of a plugin, or what somebody does
 * @param shop which of the shops it needs
 */
record Scene(String operation, Trouble.Kind kind, int shop, List<Step> steps) {
    Scene {
        steps = List.copyOf(steps);
    }

    String name() {
        return operation + " x " + kind;
    }

    /** The same with trouble of the database or the process at another moment. */
    Scene at(int moment) {
        boolean call = kind.victim != Victim.DATABASE && kind.victim != Victim.PROCESS;
        return call
                ? this
                : new Scene(
                        operation,
                        kind,
                        shop,
                        steps.stream()
                                .map(it -> it.trouble().kind() == kind ? it.with(kind, moment) : it)
                                .toList());
    }
}
