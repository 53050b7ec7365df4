package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.tests.simulation.Trouble.Victim;
import java.util.EnumSet;
import java.util.Set;

/** What somebody may do. */
enum Act {
    FILL(12),
    CODE(4),
    PHONE(2),
    PAY(18),
    BACK(6),
    STATUS(2),
    LEAVE(2),
    CANCEL(5),
    ASK_RETURN(5),
    SIGN_UP(4),
    FORGET(1),
    NEXT(24),
    PACK(4),
    SHIP(4),
    UNPACK(1),
    DELIVER(4),
    CAPTURE(4),
    TAKE_PART(4),
    RELEASE(1),
    REFUND(6),
    STAFF_CANCEL(3),
    GOODS(5),
    TAKE_BACK(2),
    REVIEW(3),
    RECEIVE(2),
    ADJUST(2),
    HOLD(1),
    LIFT(1),
    INVITE(4),
    NEWS(7),
    DISPUTE(3),
    FORGED(1),
    JOBS(14),
    WAIT(10),
    LATE(4),
    DECIDE(4),
    BY_HAND(1),
    OUTAGE(1),
    RESTART(2),
    /** Somebody else reaches for a cart. Not among what happens by chance, nor are the next. */
    STEAL(0),
    /** The provider tells what happened, and it is read at once. */
    TELL(0),
    /** Somebody guesses at a code. */
    GUESS(0),
    /** Somebody wants what is not theirs. */
    TRESPASS(0),
    /** Whoever writes messages hears of everything once more. */
    REPLAY(0);

    private static final Set<Act> PAYING = EnumSet.of(
            PAY,
            BACK,
            CANCEL,
            NEXT,
            PACK,
            CAPTURE,
            TAKE_PART,
            RELEASE,
            REFUND,
            STAFF_CANCEL,
            GOODS,
            TAKE_BACK,
            JOBS,
            REVIEW,
            LEAVE);
    private static final Set<Act> ASKING = EnumSet.of(BACK, JOBS, LEAVE, STATUS, NEWS, PAY);
    private static final Set<Act> SENDING = EnumSet.of(NEXT, PACK, SHIP, JOBS, GOODS);
    private static final Set<Act> FOLLOWING = EnumSet.of(PAY, NEXT, UNPACK, STAFF_CANCEL, JOBS);
    private static final Set<Act> TELLING = EnumSet.of(PHONE, NEXT, JOBS);

    /** How often, compared with the others. */
    final int weight;

    Act(int weight) {
        this.weight = weight;
    }

    /** Whether it comes across those. */
    boolean meets(Victim victim) {
        return switch (victim) {
            case NOBODY -> false;
            case DATABASE, PROCESS -> this != WAIT && this != OUTAGE && this != DECIDE && this != BY_HAND;
            case PAYMENT -> PAYING.contains(this);
            case QUESTION -> ASKING.contains(this);
            case CARRIER -> SENDING.contains(this);
            case PARCEL -> FOLLOWING.contains(this);
            case MESSAGE -> TELLING.contains(this);
        };
    }
}
