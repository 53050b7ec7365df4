package io.tradewind.commerce.tests.simulation;

import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody does, what goes wrong with it, and what happens in the middle of it. The numbers are choices
 * among what there is when it happens, so that a step means something whatever came before.
 *
 * @param who which of the shoppers
 * @param pick first choice
 * @param more second choice
 * @param meanwhile what somebody else does in the middle of it; null for nothing
 * @param moment at which pause of this step that happens, from 0
 */
record Step(
        Act act,
        int who,
        int pick,
        int more,
        Trouble trouble,
        @Nullable Step meanwhile,
        int moment) {
    static Step of(Act act, int who, int pick, int more) {
        return new Step(act, who, pick, more, Trouble.NONE, null, 0);
    }

    Step with(Trouble.Kind kind, int at) {
        return new Step(act, who, pick, more, new Trouble(kind, at), meanwhile, moment);
    }

    Step meanwhile(int at, Step other) {
        return new Step(act, who, pick, more, trouble, other, at);
    }

    Step quiet() {
        return new Step(act, who, pick, more, Trouble.NONE, meanwhile, moment);
    }

    Step alone() {
        return new Step(act, who, pick, more, trouble, null, 0);
    }

    @Override
    public String toString() {
        return act + "(" + who + "," + pick + "," + more + ")" + trouble
                + (meanwhile == null ? "" : " | meanwhile@" + moment + " " + meanwhile);
    }
}
