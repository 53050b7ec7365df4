package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.shipping.sandbox.Fault;
import java.util.Arrays;
import java.util.List;

/**
 * What goes wrong during a step.
 *
 * @param at the how-maniest opportunity it takes, from 0
 */
record Trouble(Kind kind, int at) {
    static final Trouble NONE = new Trouble(Kind.NONE, 0);

    /** Whom it strikes. */
    enum Victim {
        NOBODY,
        DATABASE,
        PROCESS,
        PAYMENT,
        QUESTION,
        CARRIER,
        PARCEL,
        MESSAGE
    }

    /** What it is. */
    enum Kind {
        NONE(Victim.NOBODY),
        CONFLICT(Victim.DATABASE),
        CONNECTION_LOST(Victim.DATABASE),
        LOST_BEFORE_COMMIT(Victim.DATABASE),
        LOST_AFTER_COMMIT(Victim.DATABASE),
        POOL_EMPTY(Victim.DATABASE),
        CRASH(Victim.PROCESS),
        THROW_BEFORE(Victim.PAYMENT),
        THROW_AFTER(Victim.PAYMENT),
        ERROR_AFTER(Victim.PAYMENT),
        NULL_AFTER(Victim.PAYMENT),
        NOT_SENT(Victim.PAYMENT),
        UNKNOWN_BEFORE(Victim.PAYMENT),
        UNKNOWN_AFTER(Victim.PAYMENT),
        HANG_BEFORE(Victim.PAYMENT),
        HANG_AFTER(Victim.PAYMENT),
        LIE_AMOUNT(Victim.PAYMENT),
        LIE_CURRENCY(Victim.PAYMENT),
        LIE_REFERENCE(Victim.PAYMENT),
        LIE_EFFECT(Victim.PAYMENT),
        LIE_NO(Victim.PAYMENT),
        DIES_BEFORE(Victim.PAYMENT),
        DIES_AFTER(Victim.PAYMENT),
        NO_ANSWER(Victim.QUESTION),
        QUERY_THROWS(Victim.QUESTION),
        QUERY_NULL(Victim.QUESTION),
        QUERY_HANGS(Victim.QUESTION),
        LABEL_LOST_ANSWER(Victim.CARRIER),
        LABEL_LOST_BEFORE(Victim.CARRIER),
        LABEL_REFUSE(Victim.CARRIER),
        LABEL_REJECT(Victim.CARRIER),
        LABEL_NOT_SENT(Victim.CARRIER),
        LABEL_THROW(Victim.CARRIER),
        LABEL_THROW_AFTER(Victim.CARRIER),
        LABEL_NULL(Victim.CARRIER),
        LABEL_GARBAGE(Victim.CARRIER),
        LABEL_DIES_AFTER(Victim.CARRIER),
        LABEL_HANG_BEFORE(Victim.CARRIER),
        LABEL_HANG_AFTER(Victim.CARRIER),
        PARCEL_NO_ANSWER(Victim.PARCEL),
        PARCEL_THROWS(Victim.PARCEL),
        PARCEL_NULL(Victim.PARCEL),
        PARCEL_HANGS(Victim.PARCEL),
        MESSAGE_LOST_BEFORE(Victim.MESSAGE),
        MESSAGE_LOST_AFTER(Victim.MESSAGE),
        MESSAGE_NOT_SENT(Victim.MESSAGE),
        MESSAGE_REFUSED(Victim.MESSAGE),
        MESSAGE_THROWS_BEFORE(Victim.MESSAGE),
        MESSAGE_THROWS_AFTER(Victim.MESSAGE),
        MESSAGE_NULL(Victim.MESSAGE),
        MESSAGE_DIES_AFTER(Victim.MESSAGE),
        MESSAGE_HANG_BEFORE(Victim.MESSAGE),
        MESSAGE_HANG_AFTER(Victim.MESSAGE);

        final Victim victim;

        Kind(Victim victim) {
            this.victim = victim;
        }

        /** What the carrier's own book does about it; hanging and dying are none of its business. */
        Fault fault() {
            return hangs() || this == LABEL_DIES_AFTER
                    ? Fault.NONE
                    : Fault.valueOf(name().substring("LABEL_".length()));
        }

        /** Whether nobody hears of the call again until it is let go. */
        boolean hangs() {
            return name().contains("HANG");
        }

        static List<Kind> of(Victim victim) {
            return Arrays.stream(values()).filter(it -> it.victim == victim).toList();
        }
    }

    boolean is(Victim victim) {
        return kind.victim == victim;
    }

    @Override
    public String toString() {
        return kind == Kind.NONE ? "" : " | " + kind + "@" + at;
    }
}
