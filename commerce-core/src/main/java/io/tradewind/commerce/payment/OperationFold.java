package io.tradewind.commerce.payment;

import static io.tradewind.commerce.payment.OperationState.ABANDONED;
import static io.tradewind.commerce.payment.OperationState.ACTION_REQUIRED;
import static io.tradewind.commerce.payment.OperationState.APPROVED;
import static io.tradewind.commerce.payment.OperationState.DECLINED;
import static io.tradewind.commerce.payment.OperationState.NOT_SENT;
import static io.tradewind.commerce.payment.OperationState.PENDING;
import static io.tradewind.commerce.payment.OperationState.PREPARED;
import static io.tradewind.commerce.payment.OperationState.REJECTED;
import static io.tradewind.commerce.payment.OperationState.SENDING;
import static io.tradewind.commerce.payment.OperationState.UNKNOWN;

import io.tradewind.commerce.payment.Evidence.Origin;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.PaymentResult;
import java.util.Optional;

/**
 * The one fold. Direct answer, browser return, webhook, question and late answer are evidence for it, in any order and
 * any number: approved beats everything, a definite no beats undecided, unknown never replaces anything known. News that
 * would go backwards does not move an operation; it makes us ask. Pure.
 */
final class OperationFold {
    /**
     * What follows from a piece of evidence.
     *
     * @param to the state afterwards; the same if nothing moves
     * @param ask true if the provider should be asked now, because the news cannot be believed as it stands
     * @param task what staff must look at
     */
    record Folded(OperationState to, boolean ask, Optional<TaskKind> task) {
        static Folded to(OperationState state) {
            return new Folded(state, false, Optional.empty());
        }

        Folded asking() {
            return new Folded(to, true, task);
        }

        Folded with(TaskKind kind) {
            return new Folded(to, ask, Optional.of(kind));
        }
    }

    private OperationFold() {}

    /**
     * Folds evidence into a state.
     *
     * @param state before
     * @param evidence what was learnt
     * @param expired true if the time the buyer had to act is over
     */
    static Folded fold(OperationState state, Evidence evidence, boolean expired) {
        if (evidence instanceof Evidence.Said said) {
            return said(state, said);
        } else if (evidence instanceof Evidence.Misfit) {
            OperationState to = state == PREPARED || !state.isUndecided() ? state : UNKNOWN;
            return Folded.to(to).with(TaskKind.INTEGRITY);
        } else if (evidence instanceof Evidence.NotFound notFound) {
            return Folded.to(notFound.settled() ? gone(state, expired) : state);
        } else if (evidence instanceof Evidence.LeaseOver) {
            return Folded.to(state == SENDING ? UNKNOWN : state);
        } else if (evidence instanceof Evidence.Closed) {
            return closed(state);
        }
        return Folded.to(state);
    }

    /** The move that leads from a state to another one, as the table has it. */
    static OperationMove move(OperationState from, OperationState to, Evidence evidence) {
        if (from == SENDING) {
            return evidence instanceof Evidence.LeaseOver ? OperationMove.LOSE : OperationMove.ANSWER;
        } else if (from.isNo()) {
            return OperationMove.CORRECT;
        } else if (to == ABANDONED) {
            return OperationMove.ABANDON;
        }
        return to == NOT_SENT ? OperationMove.NEVER_HAPPENED : OperationMove.LEARN;
    }

    private static Folded said(OperationState state, Evidence.Said said) {
        OperationState told = told(state, said);
        if (state == APPROVED) {
            return contradicts(told, said);
        } else if (state.isNo()) {
            return afterNo(state, told, said.origin());
        } else if (state == PREPARED) {
            return told == APPROVED ? Folded.to(APPROVED) : Folded.to(PREPARED);
        } else if (told == UNKNOWN) {
            return afterUnknown(state, said.origin());
        } else if (said.origin() == Origin.NOTICE && waits(told) && waits(state) && told != state) {
            return Folded.to(state).asking();
        }
        return Folded.to(told);
    }

    /** The state that the words alone would mean; the old one if they prove nothing. */
    private static OperationState told(OperationState state, Evidence.Said said) {
        PaymentResult result = said.result();
        if (result instanceof PaymentResult.Approved) {
            return APPROVED;
        } else if (result instanceof PaymentResult.Pending) {
            return PENDING;
        } else if (result instanceof PaymentResult.ActionRequired) {
            return ACTION_REQUIRED;
        } else if (result instanceof PaymentResult.Declined declined) {
            return declined(state, declined.code());
        } else if (result instanceof PaymentResult.Rejected) {
            return said.origin() == Origin.FURTHER_CALL ? state : REJECTED;
        } else if (result instanceof PaymentResult.NotSent) {
            return provesNothingWasSent(state, said.origin()) ? NOT_SENT : state;
        }
        return UNKNOWN;
    }

    private static boolean waits(OperationState state) {
        return state == ACTION_REQUIRED || state == PENDING;
    }

    /** A call that was not sent says nothing about an earlier one of the same operation. */
    private static boolean provesNothingWasSent(OperationState state, Origin origin) {
        boolean only = origin == Origin.ANSWER || origin == Origin.PERSON;
        return only && (state == SENDING || state == UNKNOWN);
    }

    /** A buyer who gave up or took too long did not get a no from the bank: the attempt is simply over. */
    private static OperationState declined(OperationState state, DeclineCode code) {
        boolean over = code == DeclineCode.CANCELLED_BY_CUSTOMER || code == DeclineCode.SESSION_EXPIRED;
        return over && (state == ACTION_REQUIRED || state == PENDING) ? ABANDONED : DECLINED;
    }

    private static Folded closed(OperationState state) {
        if (state == APPROVED) {
            return Folded.to(APPROVED).with(TaskKind.OUTSIDE_MONEY);
        }
        return Folded.to(state.isUndecided() && state != SENDING ? ABANDONED : state);
    }

    private static Folded contradicts(OperationState told, Evidence.Said said) {
        if (!told.isNo()) {
            return Folded.to(APPROVED);
        }
        return said.origin() == Origin.NOTICE
                ? Folded.to(APPROVED).asking()
                : Folded.to(APPROVED).with(TaskKind.INTEGRITY);
    }

    private static Folded afterNo(OperationState state, OperationState told, Origin origin) {
        boolean confirmed = origin == Origin.QUERY || origin == Origin.LAST_WORD || origin == Origin.PERSON;
        if (told == APPROVED) {
            return confirmed
                    ? Folded.to(APPROVED).with(TaskKind.LATE_SUCCESS)
                    : Folded.to(state).asking();
        }
        boolean backwards = told == PENDING || told == ACTION_REQUIRED;
        return backwards && !confirmed ? Folded.to(state).asking() : Folded.to(state);
    }

    private static Folded afterUnknown(OperationState state, Origin origin) {
        boolean lost = state == SENDING || (origin == Origin.FURTHER_CALL && state == ACTION_REQUIRED);
        return lost ? Folded.to(UNKNOWN) : Folded.to(state);
    }

    private static OperationState gone(OperationState state, boolean expired) {
        return switch (state) {
            case UNKNOWN -> NOT_SENT;
            case ACTION_REQUIRED, PENDING -> expired ? ABANDONED : state;
            default -> state;
        };
    }
}
