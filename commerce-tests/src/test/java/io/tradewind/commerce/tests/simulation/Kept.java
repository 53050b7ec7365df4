package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.tests.simulation.Trouble.Kind;
import java.util.List;

/** Stories that once went wrong, shortened; seeds change their meaning, these do not. */
final class Kept {
    private static final Step PAID = Step.of(Act.PAY, 0, 4, 0);
    private static final Step JOBS = Step.of(Act.JOBS, 0, 0, 0);
    private static final Step CAPTURE = Step.of(Act.CAPTURE, 0, 0, 0);
    private static final Step RELEASE = Step.of(Act.RELEASE, 0, 0, 0);

    /** Each on the shop that takes money when it is packed, or when it is placed. */
    static final List<Story> ALL = List.of(
            late(PAID, RELEASE), // picked although its money was given up
            late(PAID, RELEASE, JOBS, Step.of(Act.STAFF_CANCEL, 0, 0, 0), JOBS), // a job never came to an end
            late(PAID, CAPTURE, JOBS.with(Kind.LIE_NO, 0), CAPTURE), // taken twice by the books, and nobody's task
            late(PAID, CAPTURE, JOBS.with(Kind.LIE_NO, 0), RELEASE), // let go by money that was owed back
            early( // paid, and never asked again
                    PAID.with(Kind.LIE_NO, 0), Step.of(Act.NEWS, 0, 0, 0), JOBS.with(Kind.NO_ANSWER, 0)),
            early( // given back twice, and picked
                    PAID, Step.of(Act.REFUND, 0, 0, 1), JOBS.with(Kind.LIE_NO, 0), Step.of(Act.REVIEW, 0, 0, 0)),
            new Story( // refunded out of the money of a payment that had to go back anyway
                    0,
                    4,
                    List.of(
                            PAID.with(Kind.LIE_NO, 0),
                            PAID,
                            Step.of(Act.NEWS, 3, 56, 27).with(Kind.QUERY_HANGS, 0),
                            Step.of(Act.REFUND, 2, 25, 60),
                            Step.of(Act.JOBS, 3, 20, 27).meanwhile(18, Step.of(Act.REFUND, 3, 26, 53)))),
            new Story( // paid at another sum, denied, given back by hand, and owed by nobody
                    0,
                    4,
                    List.of(
                            Step.of(Act.PAY, 0, 4, 6),
                            Step.of(Act.BACK, 0, 0, 0).with(Kind.LIE_NO, 0),
                            Step.of(Act.FILL, 3, 37, 0),
                            Step.of(Act.NEXT, 3, 19, 20),
                            Step.of(Act.BY_HAND, 0, 33, 54))),
            new Story( // the bank's page was closed after its buyer had paid on it
                    1,
                    2,
                    List.of(
                            Step.of(Act.PAY, 0, 60, 43).with(Kind.PARCEL_HANGS, 1),
                            JOBS,
                            Step.of(Act.LEAVE, 2, 48, 17).with(Kind.NOT_SENT, 0),
                            Step.of(Act.BACK, 0, 49, 21))));

    private Kept() {}

    private static Story late(Step... steps) {
        return new Story(1, 1, List.of(steps));
    }

    private static Story early(Step... steps) {
        return new Story(0, 1, List.of(steps));
    }
}
