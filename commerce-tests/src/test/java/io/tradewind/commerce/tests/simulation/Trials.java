package io.tradewind.commerce.tests.simulation;

import static io.tradewind.commerce.tests.simulation.Drills.ACTION;
import static io.tradewind.commerce.tests.simulation.Drills.APPROVE;
import static io.tradewind.commerce.tests.simulation.Drills.A_DAY;
import static io.tradewind.commerce.tests.simulation.Drills.CUP;
import static io.tradewind.commerce.tests.simulation.Drills.DECLINE;
import static io.tradewind.commerce.tests.simulation.Drills.MUG;
import static io.tradewind.commerce.tests.simulation.Drills.PENDING;
import static io.tradewind.commerce.tests.simulation.Drills.act;
import static io.tradewind.commerce.tests.simulation.Drills.back;
import static io.tradewind.commerce.tests.simulation.Drills.drill;
import static io.tradewind.commerce.tests.simulation.Drills.fill;
import static io.tradewind.commerce.tests.simulation.Drills.jobs;
import static io.tradewind.commerce.tests.simulation.Drills.pause;
import static io.tradewind.commerce.tests.simulation.Drills.pay;

import io.tradewind.commerce.tests.simulation.Trespasses.Wish;
import io.tradewind.commerce.tests.simulation.Trouble.Kind;
import java.util.List;

/** Short stories about providers that lie, databases that fail, and people who want what is not theirs. */
final class Trials {
    private Trials() {}

    private static Step want(Wish wish) {
        return act(Act.TRESPASS, wish.ordinal(), 0);
    }

    static List<Drill> all() {
        return List.of(
                drill(
                        "another amount than was asked for",
                        "changed, confirming, handled, confirming",
                        fill(0, CUP, 1),
                        pay(0, APPROVE).with(Kind.LIE_AMOUNT, 0),
                        jobs(),
                        act(Act.STATUS)),
                drill(
                        "another currency than was asked for",
                        "changed, confirming, handled, confirming",
                        fill(0, CUP, 1),
                        pay(0, APPROVE).with(Kind.LIE_CURRENCY, 0),
                        jobs(),
                        act(Act.STATUS)),
                drill(
                        "money for another sum",
                        "changed, refused: not-paid, changed, away, 1 news: 200, handled, waited, handled, away, placed",
                        fill(0, CUP, 1),
                        pay(0, APPROVE).with(Kind.LIE_NO, 0),
                        fill(0, CUP, 1),
                        pay(0, ACTION),
                        act(Act.NEWS),
                        jobs(),
                        pause(0),
                        jobs(),
                        act(Act.STATUS),
                        back(0)),
                drill(
                        "paid for twice",
                        "changed, refused: not-paid, placed, 1 news: 200, handled, waited, handled",
                        fill(0, CUP, 1),
                        pay(0, APPROVE).with(Kind.LIE_NO, 0),
                        pay(0, APPROVE),
                        act(Act.NEWS),
                        jobs(),
                        pause(0),
                        jobs()),
                drill(
                        "the reference of another payment",
                        "changed, away, confirming, decided INTEGRITY: true, waited, handled, placed",
                        fill(0, CUP, 1),
                        pay(0, ACTION),
                        back(0).with(Kind.LIE_REFERENCE, 0),
                        act(Act.REVIEW),
                        pause(0),
                        jobs(),
                        act(Act.STATUS)),
                drill(
                        "an exception after the money was taken",
                        "changed, confirming, waited, handled, placed",
                        fill(0, CUP, 1),
                        pay(0, APPROVE).with(Kind.THROW_AFTER, 0),
                        pause(0),
                        jobs(),
                        act(Act.STATUS)),
                drill(
                        "a plugin that hangs",
                        "changed, confirming, waited, handled, placed",
                        fill(0, CUP, 1),
                        pay(0, APPROVE).with(Kind.HANG_AFTER, 0),
                        pause(0),
                        jobs(),
                        act(Act.STATUS)),
                drill(
                        "a no is no failure",
                        "changed, refused: not-paid, refused: not-paid, refused: not-paid, refused: not-paid, refused: not-paid, refused: not-paid, placed",
                        fill(0, CUP, 1),
                        pay(0, DECLINE),
                        pay(0, DECLINE),
                        pay(0, DECLINE),
                        pay(0, DECLINE),
                        pay(0, DECLINE),
                        pay(0, DECLINE),
                        pay(0, APPROVE)),
                drill(
                        "money for what is sold",
                        "changed, changed, confirming, waited, handled, placed, decided, 1 news: 200, handled 3, handled",
                        fill(0, MUG, 1),
                        fill(1, MUG, 1),
                        pay(0, PENDING),
                        pause(A_DAY),
                        jobs(),
                        pay(1, APPROVE),
                        act(Act.DECIDE, 0, 1),
                        act(Act.TELL),
                        jobs()),
                drill(
                        "old news after new",
                        "changed, confirming, 1 news: 200, decided, waited, placed, handled, placed",
                        fill(0, CUP, 1),
                        pay(0, PENDING),
                        act(Act.NEWS),
                        act(Act.DECIDE, 0, 1),
                        pause(0),
                        back(0),
                        jobs(),
                        act(Act.STATUS)),
                drill(
                        "a conflict in the database",
                        "changed, placed",
                        fill(0, CUP, 1),
                        pay(0, APPROVE).with(Kind.CONFLICT, 5)),
                drill(
                        "a commit without an answer",
                        "OUTCOME_UNKNOWN, changed, changed, placed, refused: sold-out",
                        act(Act.RECEIVE, MUG, 0).with(Kind.LOST_AFTER_COMMIT, 0),
                        fill(0, MUG, 2),
                        fill(1, MUG, 1),
                        pay(0, APPROVE),
                        pay(1, APPROVE)),
                drill(
                        "a held order stays in the building",
                        "changed, placed, work Done Done Done, handled, held, handed over: 0, lifted, handed over: 1",
                        fill(0, CUP, 1),
                        pay(0, APPROVE),
                        act(Act.PACK, 0, 2),
                        jobs(),
                        act(Act.HOLD),
                        act(Act.SHIP),
                        act(Act.LIFT),
                        act(Act.SHIP)),
                drill(
                        "a held order waits for as long as it is held",
                        "changed, placed, held, waited, handled, work Refused Refused Refused, lifted, work Done Done Done",
                        fill(0, CUP, 1),
                        pay(0, APPROVE),
                        act(Act.HOLD),
                        pause(A_DAY),
                        jobs(),
                        act(Act.PACK, 0, 1),
                        act(Act.LIFT),
                        act(Act.PACK, 0, 1)),
                drill(
                        "told again of all that happened",
                        "changed, placed, handled, told, handled",
                        fill(0, CUP, 1),
                        pay(0, APPROVE),
                        jobs(),
                        act(Act.REPLAY),
                        jobs()),
                drill(
                        "a price that is not the one shown",
                        "changed, refused: not-paid, wanted: total-changed, placed",
                        fill(0, CUP, 1),
                        pay(0, DECLINE),
                        want(Wish.AN_OLD_PRICE),
                        pay(0, APPROVE)),
                drill(
                        "a stop sign on packed goods",
                        "changed, placed, work Done Done Done, handled, StopAsked, handed over: 0",
                        fill(0, CUP, 1),
                        pay(0, APPROVE),
                        act(Act.PACK, 0, 2),
                        jobs(),
                        act(Act.STAFF_CANCEL),
                        act(Act.SHIP)),
                drill(
                        "orders of others",
                        "changed, placed, wanted: not there, wanted: not there, wanted: FORBIDDEN",
                        fill(0, CUP, 1),
                        pay(0, APPROVE),
                        want(Wish.ANOTHERS_ORDER),
                        want(Wish.ANOTHER_SHOPS_ORDER),
                        want(Wish.NOT_ONES_JOB)),
                drill(
                        "the checkout of somebody else",
                        "changed, away, wanted: NOT_FOUND",
                        fill(0, CUP, 1),
                        pay(0, ACTION),
                        want(Wish.ANOTHERS_CHECKOUT)),
                drill(
                        "news that is not the provider's",
                        "changed, confirming, wanted: 401, wanted: 401",
                        fill(0, CUP, 1),
                        pay(0, PENDING),
                        want(Wish.SOMEBODY_ELSES_SIGNATURE),
                        want(Wish.AN_OLD_SIGNATURE)),
                drill(
                        "no line and no delivery back twice",
                        "changed, changed, placed, wanted: Accepted Refused, wanted: Accepted Refused, handled",
                        fill(0, CUP, 1),
                        fill(0, MUG, 1),
                        pay(0, APPROVE),
                        want(Wish.A_LINE_TWICE),
                        want(Wish.DELIVERY_TWICE),
                        jobs()));
    }
}
