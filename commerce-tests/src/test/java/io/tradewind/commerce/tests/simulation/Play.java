package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.payment.sandbox.SandboxBook;
import io.tradewind.commerce.promotion.NewCode;
import io.tradewind.commerce.shipping.sandbox.CarrierCall;
import io.tradewind.commerce.shipping.sandbox.SandboxCarrierBook;
import io.tradewind.commerce.testkit.TestClock;
import io.tradewind.commerce.tests.simulation.Trouble.Victim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.joda.money.Money;

/** Plays one story on a stage: the shops, everybody who comes to them, and the providers, which outlive them. */
final class Play {
    private static final Set<ErrorCode> PROPER = EnumSet.of(
            ErrorCode.NOT_FOUND,
            ErrorCode.CANNOT_MOVE,
            ErrorCode.STALE,
            ErrorCode.KEY_REUSED,
            ErrorCode.ANSWER_REFUSED);
    private static final Set<ErrorCode> IN_ROUGH_WEATHER = EnumSet.of(ErrorCode.CONTENTION, ErrorCode.OUTCOME_UNKNOWN);

    /** As the schedules need it: what is asked, retried and given back after trouble, with nobody making any more. */
    private static final List<Duration> AFTERWARDS =
            List.of(Duration.ofSeconds(6), Duration.ofMinutes(31), Duration.ofHours(25), Duration.ofHours(25));

    final Stage stage;
    final Story story;
    final Tally tally;
    final Weather weather;
    final House house;
    final TestClock clock;
    final SandboxBook book = SandboxBook.inMemory();
    final SandboxCarrierBook carrierBook = new SandboxCarrierBook();
    final List<Shopper> shoppers = new ArrayList<>();
    final List<String> log = new ArrayList<>();
    final List<String> heard = new ArrayList<>();
    private final Actors actors = new Actors(this);
    private final Verdict verdict = new Verdict(this);
    private final boolean everyStep;
    private boolean worn;

    Play(Stage stage, Story story, Tally tally, boolean everyStep) {
        this.stage = stage;
        this.story = story;
        this.tally = tally;
        this.house = stage.house();
        this.clock = house.clock;
        this.weather = house.weather;
        this.everyStep = everyStep;
        for (int i = 0; i < 3; i++) {
            shoppers.add(new Shopper("shopper" + i));
        }
    }

    /** Plays it to the end; throws {@link Broken} when something is wrong. */
    void run() {
        stage.clear();
        weather.countedBy(tally);
        house.begin(book, carrierBook);
        prepare();
        for (Step step : story.steps()) {
            step(step);
            if (everyStep) {
                verdict.whileRunning();
            }
        }
        afterwards();
        verdict.atTheEnd();
        if (!worn) {
            stage.giveBack(house);
        }
    }

    private void prepare() {
        Shop staff = staff();
        staff.stock().receive(Stage.MUG, story.units(), "delivery note 1");
        staff.stock().receive(Stage.CUP, 9, "delivery note 1");
        staff.stock().setPromise(Stage.VASE, io.tradewind.commerce.stock.Kind.PREORDER, 2);
        staff.promotions().create(NewCode.percent("ONCE", "10").maxUses(1));
        staff.promotions().create(NewCode.fixed("PURSE", Money.parse("EUR 5")).budget(Money.parse("EUR 12")));
        staff.promotions().create(NewCode.percent("EACH", "15").perCustomer(1));
    }

    // ---- processes ----

    /** The process ends in good order and another one starts, if need be twice. */
    void restart() {
        commerce().close();
        try {
            house.live();
        } catch (Crash | CommerceException e) {
            tally.situation("start failed");
            house.live();
        }
    }

    Commerce commerce() {
        return house.life().commerce();
    }

    String store() {
        return Stage.SHOPS.get(story.shop());
    }

    Shop staff() {
        return commerce().shop(store(), Actor.staff("mia", Role.ADMIN));
    }

    Shop staff(String name) {
        return commerce().shop(store(), Actor.staff(name, Role.ADMIN));
    }

    Shop shop(Shopper shopper) {
        return commerce().shop(store(), Actor.guest(shopper.name));
    }

    // ---- steps ----

    private void step(Step step) {
        clock.pass(Duration.ofSeconds(1));
        weather.begin(step, this::meanwhile);
        if (step.trouble().is(Victim.CARRIER)) {
            worn = true;
            carrierBook.next(CarrierCall.BOOK, step.trouble().kind().fault());
            house.carrier.onBooking(() -> tally.struck("label", step.trouble().kind()));
        }
        try {
            log.add(step + " -> " + act(step, true));
        } finally {
            if (step.trouble().is(Victim.CARRIER)) {
                carrierBook.calm();
                house.carrier.onBooking(() -> {});
            }
            weather.end();
        }
        if (step.meanwhile() != null
                && !weather.wasInterrupted()
                && !house.life().isDead()) {
            log.add("  afterwards " + step.meanwhile() + " -> " + act(step.meanwhile(), false));
        }
        if (house.life().isDead()) {
            house.live();
        }
        worn |= weather.isStruck() || step.act() == Act.OUTAGE || step.act() == Act.PHONE;
    }

    private void meanwhile(Step step) {
        if (step.act() == Act.RESTART || !house.life().isOpen()) {
            return; // nobody stops a process that is busy, and before it is open nobody gets in
        }
        worn |= step.act() == Act.OUTAGE || step.act() == Act.PHONE;
        tally.situation("meanwhile " + step.act());
        log.add("  meanwhile " + step + " -> " + act(step, false));
    }

    private String act(Step step, boolean mayBeRough) {
        try {
            String said = actors.act(step);
            boolean short_ = said.contains(": ") || said.startsWith("work") || said.startsWith("returns");
            heard.add(short_ && said.length() < 80 ? said : said.split("[ :(]", 2)[0]);
            tally.done(step.act(), said.split("[ :(]", 2)[0]);
            return said;
        } catch (CommerceException e) {
            if (house.life().isDead()) {
                return "the process died";
            }
            boolean rough = mayBeRough ? weather.isRough() : IN_ROUGH_WEATHER.contains(e.code());
            heard.add(e.code().name());
            if (PROPER.contains(e.code()) || (rough && IN_ROUGH_WEATHER.contains(e.code()))) {
                tally.done(step.act(), e.code().name());
                return e.code() + " " + e.getMessage();
            }
            log.add(step + " -> " + e);
            throw new Broken(step + " failed", e);
        } catch (Crash e) {
            tally.done(step.act(), "CRASH");
            return "the process died";
        } catch (Broken e) {
            throw e;
        } catch (StackOverflowError e) {
            throw new Broken(step + " never ended");
        } catch (RuntimeException e) {
            if (house.life().isDead()) {
                return "the process died";
            }
            log.add(step + " -> " + e);
            throw new Broken(step + " failed", e);
        }
    }

    // ---- the end ----

    /** Nobody makes trouble any more: providers answer, tell what happened, and staff decide what waits for them. */
    private void afterwards() {
        log.add("-- from here on nothing goes wrong");
        book.calm();
        carrierBook.calm();
        actors.late();
        actors.decideEverything();
        actors.tellEverything();
        actors.jobs();
        settle();
        if (actors.decideAll() > 0) {
            settle();
        }
    }

    /** Lets time pass until nothing is left undone. */
    private void settle() {
        for (Duration wait : AFTERWARDS) {
            if (verdict.unfinished().isEmpty()) {
                return;
            }
            clock.pass(wait);
            actors.jobs();
        }
    }
}
