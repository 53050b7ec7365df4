package io.tradewind.commerce.tests.simulation;

import static io.tradewind.commerce.tests.simulation.Drills.ACTION;
import static io.tradewind.commerce.tests.simulation.Drills.APPROVE;
import static io.tradewind.commerce.tests.simulation.Drills.A_DAY;
import static io.tradewind.commerce.tests.simulation.Drills.CUP;
import static io.tradewind.commerce.tests.simulation.Drills.DECLINE;
import static io.tradewind.commerce.tests.simulation.Drills.PENDING;
import static io.tradewind.commerce.tests.simulation.Drills.act;
import static io.tradewind.commerce.tests.simulation.Drills.back;
import static io.tradewind.commerce.tests.simulation.Drills.code;
import static io.tradewind.commerce.tests.simulation.Drills.fill;
import static io.tradewind.commerce.tests.simulation.Drills.jobs;
import static io.tradewind.commerce.tests.simulation.Drills.pause;
import static io.tradewind.commerce.tests.simulation.Drills.pay;
import static io.tradewind.commerce.tests.simulation.Drills.payAgain;
import static io.tradewind.commerce.tests.simulation.Drills.payElsewhere;

import java.util.ArrayList;
import java.util.List;

/** Stories of two who want the same, at every moment at which one can get into the way of the other. */
final class Encounters {
    private static final int AT_PLACING = 0;
    private static final int LATER = 1;

    private Encounters() {}

    /** One story for each moment of the step at which the other one can come in between. */
    private static List<Drill> between(
            String name, int moments, List<Step> before, Step one, Step other, Step... after) {
        return between(AT_PLACING, name, moments, before, one, other, after);
    }

    private static List<Drill> between(
            int shop, String name, int moments, List<Step> before, Step one, Step other, Step... after) {
        List<Drill> drills = new ArrayList<>();
        for (int moment = 0; moment < moments; moment++) {
            List<Step> steps = new ArrayList<>(before);
            steps.add(one.meanwhile(moment, other));
            steps.addAll(List.of(after));
            drills.add(new Drill(name + ", moment " + moment, new Story(shop, 1, steps), ""));
        }
        return drills;
    }

    private static List<Step> then(List<Step> before, Step... more) {
        List<Step> steps = new ArrayList<>(before);
        steps.addAll(List.of(more));
        return steps;
    }

    static List<Drill> all() {
        List<Step> cup = List.of(fill(0, CUP, 1));
        List<Step> away = then(cup, pay(0, ACTION));
        List<Step> paid = List.of(fill(0, CUP, 2), pay(0, APPROVE));
        List<Step> packed = then(paid, act(Act.PACK, 0, 2), jobs());
        List<Step> there = then(packed, act(Act.SHIP), act(Act.DELIVER), pause(A_DAY), jobs(), pause(A_DAY), jobs());
        Step all = act(Act.ASK_RETURN, 0, 0);
        Step goods = act(Act.GOODS, 0, 2);
        List<Drill> drills = new ArrayList<>();
        drills.addAll(between("refund twice", 16, paid, act(Act.REFUND, 0, 0), act(Act.REFUND, 0, 4), jobs()));
        drills.addAll(between("pay twice", 20, cup, pay(0, APPROVE), payAgain(0)));
        drills.addAll(between("pay in two windows", 16, cup, pay(0, APPROVE), payElsewhere(0)));
        drills.addAll(
                between("pay again after a no", 12, then(cup, pay(0, DECLINE)), pay(0, APPROVE), payElsewhere(0)));
        drills.addAll(between(
                "one code for two",
                16,
                List.of(fill(0, CUP, 1), fill(1, CUP, 1), code(0, 0), code(1, 0)),
                pay(0, APPROVE),
                pay(1, APPROVE)));
        drills.addAll(between("back twice", 10, away, back(0), back(0)));
        drills.addAll(between("back and leave", 10, away, back(0), act(Act.LEAVE), jobs()));
        drills.addAll(between("leave and back", 8, away, act(Act.LEAVE), back(0), jobs()));
        drills.addAll(between("ship and cancel", 12, packed, act(Act.SHIP), act(Act.STAFF_CANCEL), jobs()));
        drills.addAll(between("ship twice", 18, packed, act(Act.SHIP), act(Act.SHIP), jobs()));
        drills.addAll(between("cancel twice", 6, paid, act(Act.STAFF_CANCEL), act(Act.STAFF_CANCEL), jobs()));
        drills.addAll(between("pack and cancel", 12, paid, act(Act.PACK, 0, 2), act(Act.STAFF_CANCEL), jobs()));
        drills.addAll(between("take twice", 3, paid, act(Act.CAPTURE), act(Act.CAPTURE), jobs()));
        drills.addAll(between(LATER, "take twice later", 3, paid, act(Act.CAPTURE), act(Act.CAPTURE), jobs()));
        drills.addAll(between("ask for it twice", 8, there, all, all, goods, goods, goods, jobs()));
        drills.addAll(between("look at it twice", 24, then(there, all, goods, goods), goods, goods, jobs()));
        drills.addAll(between(
                "back and news", 10, then(away, act(Act.DECIDE, 0, 1), act(Act.NEWS)), jobs(), back(0), jobs()));
        drills.addAll(between("paid and told", 14, cup, pay(0, APPROVE), act(Act.TELL), jobs()));
        drills.addAll(
                between("the same news twice", 3, then(cup, pay(0, PENDING)), act(Act.NEWS), act(Act.NEWS), jobs()));
        return drills;
    }
}
