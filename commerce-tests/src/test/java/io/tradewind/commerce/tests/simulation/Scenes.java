package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.tests.simulation.Trouble.Kind;
import io.tradewind.commerce.tests.simulation.Trouble.Victim;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Every pair of operation and trouble that is possible, with steps that lead there. */
final class Scenes {
    private static final int CUP = 1;
    private static final int PENDING = 5;
    private static final int ACTION = 6;
    private static final int KEEPING = 9;
    private static final int KEPT = 18;
    private static final int VASE = 2;
    private static final int A_MOMENT = 0;
    private static final int HALF_AN_HOUR = 5;
    private static final int TWO_HOURS = 6;
    private static final int A_DAY = 8;
    private static final int EARLY = 0;
    private static final int LATE = 1;

    /**
     * They happen to the providers or to time, and nothing of the library runs; a forged webhook is refused before the
     * database is asked.
     */
    private static final Set<Act> OUTSIDE =
            EnumSet.of(Act.WAIT, Act.LATE, Act.DECIDE, Act.BY_HAND, Act.OUTAGE, Act.FORGED);

    /** What need not commit anything: parcels are delivered in the carrier's book. */
    private static final Set<Act> READING = EnumSet.of(Act.STATUS, Act.DELIVER);

    static final List<Scene> ALL = all();

    /** Steps that lead to situations which chance seldom brings about. */
    static final List<Scene> RARE = rare();

    private Scenes() {}

    private static List<Scene> all() {
        List<Scene> all = new ArrayList<>();
        for (Act act : Act.values()) {
            if (act.weight > 0 && !OUTSIDE.contains(act)) {
                for (Kind kind : Kind.values()) {
                    boolean possible = kind.victim == Victim.DATABASE || kind.victim == Victim.PROCESS;
                    if (possible
                            && !(act == Act.RESTART && kind == Kind.CRASH)
                            && !(READING.contains(act) && atCommit(kind))) {
                        all.add(new Scene(act.name(), kind, shop(act), steps(act, kind)));
                    }
                }
            }
        }
        all.add(new Scene(
                Weather.START,
                Kind.CRASH,
                EARLY,
                List.of(Step.of(Act.RESTART, 0, 0, 0).with(Kind.CRASH, 0))));
        payments(all);
        parcels(all);
        for (Kind kind : Kind.of(Victim.MESSAGE)) {
            add(all, "deliver", kind, EARLY, paid(), jobs());
            Step phone = Step.of(Act.PHONE, 0, 0, 1);
            add(all, "code", kind, EARLY, cart(), phone);
            all.add(new Scene("check", kind, EARLY, then(cart(), phone.with(kind, 1))));
            add(all, "forget", kind, EARLY, List.of(fill(2), pay(2, KEEPING), Step.of(Act.FORGET, 2, 0, 0)), jobs());
        }
        return List.copyOf(all);
    }

    private static void payments(List<Scene> all) {
        for (Kind kind : Kind.of(Victim.PAYMENT)) {
            add(all, "authorize", kind, EARLY, cart(), pay(0, 0));
            add(all, "complete", kind, EARLY, away(), Step.of(Act.BACK, 0, 0, 0));
            add(all, "capture", kind, LATE, then(paid(), Step.of(Act.CAPTURE, 0, 0, 0)), jobs());
            add(all, "cancel", kind, LATE, then(paid(), Step.of(Act.STAFF_CANCEL, 0, 0, 0)), jobs());
            add(all, "refund", kind, EARLY, then(paid(), Step.of(Act.REFUND, 0, 0, 1)), jobs());
        }
        for (Kind kind : Kind.of(Victim.QUESTION)) {
            add(all, "query", kind, EARLY, List.of(fill(0), pay(0, PENDING), pause(A_DAY)), jobs());
        }
    }

    private static void parcels(List<Scene> all) {
        Step lost = Step.of(Act.PACK, 0, 0, 2).with(Kind.LABEL_LOST_ANSWER, 0);
        for (Kind kind : Kind.of(Victim.CARRIER)) {
            add(all, "label", kind, EARLY, paid(), Step.of(Act.PACK, 0, 0, 2));
            add(all, "return label", kind, EARLY, asked(), Step.of(Act.GOODS, 0, 0, 2));
        }
        for (Kind kind : Kind.of(Victim.PARCEL)) {
            add(all, "quote", kind, EARLY, cart(), pay(0, 0));
            add(all, "find label", kind, EARLY, then(paid(), lost, pause(A_MOMENT)), jobs());
            add(all, "void label", kind, EARLY, then(packed(), Step.of(Act.UNPACK, 0, 0, 0)), jobs());
            add(all, "track", kind, EARLY, then(shipped(), pause(A_DAY)), jobs());
        }
    }

    private static void add(List<Scene> all, String operation, Kind kind, int shop, List<Step> before, Step struck) {
        all.add(new Scene(operation, kind, shop, then(before, struck.with(kind, 0))));
    }

    private static List<Scene> rare() {
        Step refund = Step.of(Act.REFUND, 0, 0, 3);
        Step cancel = Step.of(Act.STAFF_CANCEL, 0, 0, 0);
        Step capture = Step.of(Act.CAPTURE, 0, 0, 0);
        Step dispute = Step.of(Act.DISPUTE, 0, 0, 2);
        Step part = Step.of(Act.TAKE_PART, 0, 0, 0);
        Step signUp = Step.of(Act.SIGN_UP, 0, 0, 0);
        Step invite = Step.of(Act.INVITE, 0, 1, 1);
        Step takeUp = Step.of(Act.SIGN_UP, 0, 0, 1);
        Step inspect = Step.of(Act.GOODS, 0, 0, 3);
        return List.of(
                scene(
                        LATE,
                        paid(),
                        capture,
                        jobs().with(Kind.UNKNOWN_AFTER, 0),
                        outage(true),
                        cancel,
                        outage(false),
                        pause(A_MOMENT),
                        jobs()),
                scene(
                        EARLY,
                        List.of(fill(0), pay(0, PENDING)),
                        outage(true),
                        pause(A_DAY),
                        jobs(),
                        outage(false),
                        Step.of(Act.DECIDE, 0, 0, 1),
                        pause(TWO_HOURS),
                        jobs()),
                scene(
                        LATE,
                        paid(),
                        capture,
                        jobs().with(Kind.LIE_NO, 0),
                        jobs(),
                        news(),
                        jobs(),
                        pause(A_MOMENT),
                        jobs()),
                scene(
                        LATE,
                        paid(),
                        part,
                        Step.of(Act.TAKE_PART, 0, 0, 1),
                        jobs(),
                        Step.of(Act.RELEASE, 0, 0, 0),
                        jobs()),
                scene(LATE, paid(), pause(A_DAY), pause(A_DAY), pause(A_DAY), pause(A_DAY), pause(A_DAY), pause(A_DAY)),
                scene(EARLY, List.of(), signUp, invite, pause(2), jobs(), takeUp, pay(0, 0), cancel, jobs()),
                scene(EARLY, List.of(), signUp, invite, pause(TWO_HOURS), jobs(), takeUp, pay(0, 0), cancel, jobs()),
                scene(
                        EARLY,
                        List.of(Step.of(Act.FILL, 0, VASE, 0), pay(0, 0), Step.of(Act.RECEIVE, 0, VASE, 1)),
                        pause(A_DAY),
                        pause(A_DAY),
                        jobs()),
                scene(EARLY, cart(), pay(0, 0).with(Kind.LIE_NO, 0), pay(0, 0), pause(A_MOMENT), jobs()),
                scene(EARLY, List.of(fill(2), pay(2, KEEPING), fill(2), pay(2, KEPT))),
                scene(EARLY, away(), pause(HALF_AN_HOUR), jobs(), Step.of(Act.BACK, 0, 0, 0)),
                scene(
                        EARLY,
                        away(),
                        Step.of(Act.LEAVE, 0, 0, 0).with(Kind.UNKNOWN_BEFORE, 0),
                        Step.of(Act.BACK, 0, 0, 0)),
                scene(EARLY, paid(), dispute, jobs(), dispute, jobs(), dispute, jobs()),
                scene(EARLY, paid(), dispute, jobs(), refund, cancel, jobs()),
                scene(EARLY, asked(), inspect, inspect, inspect, jobs()),
                scene(EARLY, cart(), Step.of(Act.CODE, 0, 0, 0), pay(0, 0), cancel, jobs()),
                scene(EARLY, paid(), Step.of(Act.BY_HAND, 0, 0, 1), refund, jobs()),
                scene(
                        EARLY,
                        paid(),
                        Step.of(Act.REFUND, 0, 0, 1),
                        jobs().with(Kind.LIE_NO, 0),
                        Step.of(Act.REVIEW, 0, 0, 0)),
                scene(EARLY, paid(), jobs().meanwhile(3, jobs())),
                scene(
                        EARLY,
                        List.of(fill(0), outage(true)),
                        pay(0, 0).with(Kind.UNKNOWN_AFTER, 0),
                        pause(A_DAY),
                        jobs(),
                        pause(A_DAY),
                        jobs()));
    }

    private static Scene scene(int shop, List<Step> before, Step... more) {
        return new Scene("", Kind.NONE, shop, then(before, more));
    }

    private static boolean atCommit(Kind kind) {
        return kind == Kind.LOST_BEFORE_COMMIT || kind == Kind.LOST_AFTER_COMMIT;
    }

    private static int shop(Act act) {
        return act == Act.CAPTURE || act == Act.TAKE_PART || act == Act.RELEASE ? LATE : EARLY;
    }

    /** What somebody has to do before there is anything to be done, and then that. */
    private static List<Step> steps(Act act, Kind kind) {
        List<Step> before = switch (act) {
            case CODE, PHONE, PAY -> cart();
            case BACK, STATUS, LEAVE -> away();
            case CANCEL, PACK, CAPTURE, TAKE_PART, RELEASE, REFUND, STAFF_CANCEL, HOLD, NEXT -> paid();
            case DISPUTE, NEWS, FORGED, JOBS -> paid();
            case LIFT -> then(paid(), Step.of(Act.HOLD, 0, 0, 0));
            case SHIP, UNPACK -> packed();
            case DELIVER -> shipped();
            case ASK_RETURN, TAKE_BACK -> delivered();
            case GOODS -> asked();
            case REVIEW -> then(paid(), Step.of(Act.REFUND, 0, 0, 1), jobs().with(Kind.LIE_NO, 0));
            case INVITE -> List.of(Step.of(Act.SIGN_UP, 0, 0, 0));
            case FORGET -> List.of(fill(2), pay(2, KEEPING));
            default -> List.of();
        };
        int who = act == Act.FORGET ? 2 : 0;
        int pick = act == Act.PAY ? 4 : act == Act.FILL || act == Act.RECEIVE || act == Act.ADJUST ? CUP : 0;
        int more = act == Act.PACK || act == Act.GOODS ? 2 : act == Act.PAY ? 0 : 1;
        return then(before, Step.of(act, who, pick, more).with(kind, 0));
    }

    private static Step fill(int who) {
        return Step.of(Act.FILL, who, CUP, 1);
    }

    private static Step pay(int who, int how) {
        return Step.of(Act.PAY, who, 4, how);
    }

    private static Step jobs() {
        return Step.of(Act.JOBS, 0, 0, 0);
    }

    private static Step outage(boolean down) {
        return Step.of(Act.OUTAGE, 0, down ? 0 : 1, 0);
    }

    private static Step news() {
        return Step.of(Act.NEWS, 0, 1, 2);
    }

    private static Step pause(int how) {
        return Step.of(Act.WAIT, 0, how, 0);
    }

    private static List<Step> then(List<Step> before, Step... more) {
        List<Step> all = new ArrayList<>(before);
        all.addAll(List.of(more));
        return all;
    }

    private static List<Step> cart() {
        return List.of(fill(0));
    }

    private static List<Step> away() {
        return then(cart(), pay(0, ACTION));
    }

    private static List<Step> paid() {
        return then(cart(), pay(0, 0));
    }

    private static List<Step> packed() {
        return then(paid(), Step.of(Act.PACK, 0, 0, 2), jobs());
    }

    private static List<Step> shipped() {
        return then(packed(), Step.of(Act.SHIP, 0, 0, 0));
    }

    private static List<Step> delivered() {
        return then(shipped(), Step.of(Act.DELIVER, 0, 0, 0), pause(A_DAY), jobs());
    }

    private static List<Step> asked() {
        return then(delivered(), Step.of(Act.ASK_RETURN, 0, 0, 0));
    }
}
