package io.tradewind.commerce.tests.simulation;

import java.util.ArrayList;
import java.util.List;

/** Short stories about what is known to be delicate, with what everybody must hear. */
final class Drills {
    static final int MUG = 0;
    static final int CUP = 1;
    static final int VASE = 2;
    static final int APPROVE = 0;
    static final int ACTION = 6;
    static final int PENDING = 5;
    static final int DECLINE = 4;
    static final int HALF_AN_HOUR = 5;
    static final int A_DAY = 8;

    private Drills() {}

    // ---- what people do ----

    static Step fill(int who, int sku, int units) {
        return Step.of(Act.FILL, who, sku, units - 1);
    }

    static Step code(int who, int code) {
        return Step.of(Act.CODE, who, code, 0);
    }

    /** A new wish, by post. */
    static Step pay(int who, int script) {
        return Step.of(Act.PAY, who, 4, script);
    }

    /** The button once more. */
    static Step payAgain(int who) {
        return Step.of(Act.PAY, who, 2, 0);
    }

    /** The same wish in another window. */
    static Step payElsewhere(int who) {
        return Step.of(Act.PAY, who, 1, 0);
    }

    static Step back(int who) {
        return Step.of(Act.BACK, who, 0, 0);
    }

    static Step act(Act act) {
        return Step.of(act, 0, 0, 0);
    }

    static Step act(Act act, int pick, int more) {
        return Step.of(act, 0, pick, more);
    }

    static Step jobs() {
        return act(Act.JOBS);
    }

    static Step pause(int how) {
        return act(Act.WAIT, how, 0);
    }

    // ---- stories ----

    static Drill drill(String name, String expected, Step... steps) {
        return new Drill(name, new Story(0, 1, List.of(steps)), expected);
    }

    static Drill late(String name, String expected, Step... steps) {
        return new Drill(name, new Story(1, 1, List.of(steps)), expected);
    }

    /** One after the other. */
    static List<Drill> inTurn() {
        Step all = act(Act.ASK_RETURN, 0, 0);
        Step goods = act(Act.GOODS, 0, 2);
        return List.of(
                drill(
                        "the last unit",
                        "changed, changed, placed, refused: sold-out",
                        fill(0, MUG, 1),
                        fill(1, MUG, 1),
                        pay(0, APPROVE),
                        pay(1, APPROVE)),
                drill(
                        "counted below what is sold",
                        "changed, placed, Short",
                        fill(0, MUG, 1),
                        pay(0, APPROVE),
                        act(Act.ADJUST, MUG, 0)),
                drill(
                        "no more pre-orders than announced",
                        "changed, changed, placed, refused: sold-out",
                        fill(0, VASE, 2),
                        fill(1, VASE, 1),
                        pay(0, APPROVE),
                        pay(1, APPROVE)),
                drill(
                        "what is held is not sold",
                        "changed, changed, away, handled, refused: sold-out, placed",
                        fill(0, MUG, 1),
                        fill(1, MUG, 1),
                        pay(0, ACTION),
                        jobs(),
                        pay(1, APPROVE),
                        back(0)),
                drill(
                        "what was held too long is sold",
                        "changed, changed, away, waited, handled, placed, refused: not-paid, handled",
                        fill(0, MUG, 1),
                        fill(1, MUG, 1),
                        pay(0, ACTION),
                        pause(A_DAY),
                        jobs(),
                        pay(1, APPROVE),
                        back(0),
                        jobs()),
                drill(
                        "what is sold stays sold",
                        "changed, changed, away, placed, waited, handled, refused: sold-out, Short",
                        fill(0, MUG, 1),
                        fill(1, MUG, 1),
                        pay(0, ACTION),
                        back(0),
                        pause(A_DAY),
                        jobs(),
                        pay(1, APPROVE),
                        act(Act.ADJUST, MUG, 0)),
                drill(
                        "a code for one",
                        "changed, changed, changed, changed, placed, refused: code-used-up",
                        fill(0, CUP, 1),
                        fill(1, CUP, 1),
                        code(0, 0),
                        code(1, 0),
                        pay(0, APPROVE),
                        pay(1, APPROVE)),
                drill(
                        "a code with a budget",
                        "changed, changed, changed, changed, changed, changed, placed, placed, refused: code-used-up",
                        fill(0, CUP, 1),
                        fill(1, CUP, 1),
                        fill(2, CUP, 1),
                        code(0, 1),
                        code(1, 1),
                        code(2, 1),
                        pay(0, APPROVE),
                        pay(1, APPROVE),
                        pay(2, APPROVE)),
                drill(
                        "a code once for each",
                        "changed, changed, placed, changed, changed, refused: code-used-by-you",
                        fill(0, CUP, 1),
                        code(0, 2),
                        pay(0, APPROVE),
                        fill(0, CUP, 1),
                        code(0, 2),
                        pay(0, APPROVE)),
                drill(
                        "a code is given back",
                        "changed, changed, placed, Cancelled, handled, changed, changed, placed",
                        fill(0, CUP, 1),
                        code(0, 0),
                        pay(0, APPROVE),
                        act(Act.STAFF_CANCEL),
                        jobs(),
                        fill(1, CUP, 1),
                        code(1, 0),
                        pay(1, APPROVE)),
                drill(
                        "a code is kept while it is paid",
                        "changed, changed, changed, changed, away, refused: code-used-up, placed",
                        fill(0, CUP, 1),
                        fill(1, CUP, 1),
                        code(0, 0),
                        code(1, 0),
                        pay(0, ACTION),
                        pay(1, APPROVE),
                        back(0)),
                drill(
                        "the button twice",
                        "changed, placed, placed, changed, placed",
                        fill(0, CUP, 1),
                        pay(0, APPROVE),
                        payAgain(0),
                        fill(0, CUP, 1),
                        payAgain(0)),
                drill(
                        "in another window",
                        "changed, away, away, placed, refused: cart-empty",
                        fill(0, CUP, 1),
                        pay(0, ACTION),
                        payElsewhere(0),
                        back(0),
                        payElsewhere(0)),
                drill(
                        "declined, then paid",
                        "changed, refused: not-paid, placed",
                        fill(0, CUP, 1),
                        pay(0, DECLINE),
                        pay(0, APPROVE)),
                drill(
                        "an unknown outcome",
                        "changed, confirming, confirming, waited, handled, placed",
                        fill(0, CUP, 1),
                        pay(0, APPROVE).with(Trouble.Kind.UNKNOWN_AFTER, 0),
                        payElsewhere(0),
                        pause(0),
                        jobs(),
                        act(Act.STATUS)),
                drill(
                        "an order that waits",
                        "changed, placed, held, work Refused Refused Refused, lifted, work Done Done Done",
                        fill(0, CUP, 1),
                        pay(0, APPROVE),
                        act(Act.HOLD),
                        act(Act.PACK, 0, 1),
                        act(Act.LIFT),
                        act(Act.PACK, 0, 1)),
                drill(
                        "shipped once",
                        "changed, placed, work Done Done Done, handled, handed over: 1, nothing, Refused",
                        fill(0, CUP, 2),
                        pay(0, APPROVE),
                        act(Act.PACK, 0, 1),
                        jobs(),
                        act(Act.SHIP),
                        act(Act.SHIP),
                        act(Act.STAFF_CANCEL)),
                drill(
                        "packed again",
                        "changed, placed, work Done Done Done, handled, work Done, work Done Done Done, handled, handed over: 1",
                        fill(0, CUP, 2),
                        pay(0, APPROVE),
                        act(Act.PACK, 0, 2),
                        jobs(),
                        act(Act.UNPACK),
                        act(Act.PACK, 0, 2),
                        jobs(),
                        act(Act.SHIP)),
                drill(
                        "two packers",
                        "changed, placed, work Done Done, handled, work Refused Refused Refused, waited, handled, work Done Done Done",
                        fill(0, CUP, 2),
                        pay(0, APPROVE),
                        act(Act.PACK, 0, 10),
                        jobs(),
                        act(Act.PACK, 0, 3),
                        pause(HALF_AN_HOUR),
                        jobs(),
                        act(Act.PACK, 0, 3)),
                drill(
                        "there and back",
                        "changed, placed, work Done Done Done, handled, handed over: 1, parcels, waited, handled, waited, handled, Done, Done, returns Done, handled, returns Done, returns Done, handled, Refused",
                        fill(0, CUP, 2),
                        pay(0, APPROVE),
                        act(Act.PACK, 0, 2),
                        jobs(),
                        act(Act.SHIP),
                        act(Act.DELIVER),
                        pause(A_DAY),
                        jobs(),
                        pause(A_DAY),
                        jobs(),
                        all,
                        all,
                        goods,
                        jobs(),
                        goods,
                        goods,
                        jobs(),
                        all),
                drill(
                        "money back",
                        "changed, placed, Accepted, Accepted, handled, Refused, Refused",
                        fill(0, CUP, 2),
                        pay(0, APPROVE),
                        act(Act.REFUND, 0, 0),
                        act(Act.REFUND, 0, 0),
                        jobs(),
                        act(Act.REFUND, 0, 4),
                        act(Act.REFUND, 0, 1)),
                drill(
                        "cancelled twice",
                        "changed, placed, Cancelled, Cancelled, handled, Refused",
                        fill(0, CUP, 2),
                        pay(0, APPROVE),
                        act(Act.STAFF_CANCEL),
                        act(Act.STAFF_CANCEL),
                        jobs(),
                        act(Act.REFUND, 0, 0)),
                drill(
                        "news twice",
                        "changed, confirming, decided, 2 news: 200, 2 news: 200, handled, placed",
                        fill(0, CUP, 1),
                        pay(0, PENDING),
                        act(Act.DECIDE, 0, 1),
                        act(Act.NEWS, 0, 1),
                        act(Act.NEWS, 0, 1),
                        jobs(),
                        act(Act.STATUS)),
                drill(
                        "given back by hand",
                        "changed, placed, given, 2 news: 200, handled, Refused, decided, nothing",
                        fill(0, CUP, 1),
                        pay(0, APPROVE),
                        act(Act.BY_HAND, 0, 0),
                        act(Act.NEWS, 0, 1),
                        jobs(),
                        act(Act.REFUND, 0, 0),
                        act(Act.REVIEW),
                        act(Act.REVIEW)),
                drill(
                        "left at the bank",
                        "changed, away, refused: not-paid, placed, handled",
                        fill(0, CUP, 1),
                        pay(0, ACTION),
                        act(Act.LEAVE),
                        pay(0, APPROVE),
                        jobs()),
                drill(
                        "somebody else's cart",
                        "changed, NOT_FOUND, placed",
                        fill(0, CUP, 1),
                        act(Act.STEAL, CUP, 0),
                        pay(0, APPROVE)),
                drill(
                        "a code is guessed",
                        "changed, guessed: Wrong Wrong Wrong Wrong Refused Refused",
                        fill(0, CUP, 1),
                        act(Act.GUESS, 1, 0)),
                drill(
                        "a code is guessed too late",
                        "changed, guessed: Refused Refused Refused Refused Refused Refused",
                        fill(0, CUP, 1),
                        act(Act.GUESS, 1, 40)),
                late(
                        "taken later",
                        "changed, placed, took, took, Refused, Refused",
                        fill(0, CUP, 2),
                        pay(0, APPROVE),
                        act(Act.CAPTURE),
                        act(Act.CAPTURE),
                        act(Act.REFUND, 0, 0),
                        act(Act.REFUND, 0, 4)));
    }

    static List<Drill> all() {
        List<Drill> all = new ArrayList<>(inTurn());
        all.addAll(Trials.all());
        all.addAll(Encounters.all());
        return all;
    }
}
