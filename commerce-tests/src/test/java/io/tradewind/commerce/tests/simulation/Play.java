package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.Commerce;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import io.tradewind.commerce.launch.LaunchId;
import io.tradewind.commerce.launch.NewLaunch;
import io.tradewind.commerce.payment.sandbox.SandboxBook;
import io.tradewind.commerce.promotion.NewCode;
import io.tradewind.commerce.shipping.sandbox.SandboxCarrierBook;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.stock.Kind;
import io.tradewind.commerce.testkit.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
    final Map<ProviderRef, List<Dispute>> disputes = new LinkedHashMap<>();

    /** Orders whose reserved money staff gave up. */
    final Set<UUID> released = new LinkedHashSet<>();

    /** From a crash until a job has looked. */
    boolean recovering;

    private final Actors actors = new Actors(this);
    private final Verdict verdict = new Verdict(this);
    private final boolean everyStep;

    Play(Stage stage, Story story, Tally tally, boolean everyStep) {
        this.stage = stage;
        this.story = story;
        this.tally = tally;
        this.house = stage.house();
        this.clock = house.clock;
        this.weather = house.weather;
        this.everyStep = everyStep;
        shoppers.add(new Shopper("shopper0", "shopper0@example.com", false));
        shoppers.add(new Shopper("shopper1", "", false));
        shoppers.add(new Shopper("shopper2", "shopper2@example.com", true));
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
        stage.giveBack(house);
    }

    private void prepare() {
        Shop staff = staff();
        staff.stock().receive(Stage.MUG, story.units(), "delivery note 1");
        staff.stock().receive(Stage.CUP, 9, "delivery note 1");
        staff.stock().setPromise(Stage.VASE, Kind.PREORDER, 2);
        staff.promotions().create(NewCode.percent("ONCE", "10").maxUses(1));
        staff.promotions().create(NewCode.fixed("PURSE", Money.parse("EUR 5")).budget(Money.parse("EUR 12")));
        staff.promotions().create(NewCode.percent("EACH", "15").perCustomer(1));
        if (story.has(Act.SIGN_UP) || story.has(Act.INVITE)) {
            launch(staff);
        }
    }

    private static void launch(Shop staff) {
        staff.stock().receive(Stage.LAMP, Stage.LAUNCH_QUOTA, "delivery note 2");
        LaunchId launch = staff.launches()
                .create(NewLaunch.of(
                        Stage.LAUNCH,
                        "The lamp",
                        Stage.LAMP,
                        Stage.MONDAY.plus(Duration.ofHours(1)),
                        Stage.LAUNCH_QUOTA))
                .id();
        staff.launches().announce(launch);
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
        return commerce().shop(store(), shopper.member ? Actor.customer(shopper.name) : Actor.guest(shopper.name));
    }

    // ---- steps ----

    private void step(Step step) {
        clock.pass(Duration.ofSeconds(1));
        weather.begin(step, this::meanwhile);
        try {
            log.add(step + " -> " + act(step, true));
        } finally {
            carrierBook.calm();
            weather.end();
        }
        house.requirePatience();
        if (step.meanwhile() != null
                && !weather.wasInterrupted()
                && !house.life().isDead()) {
            log.add("  afterwards " + step.meanwhile() + " -> " + act(step.meanwhile(), false));
        }
        if (house.life().isDead()) {
            if (recovering) {
                tally.met(Rare.DIED_TWICE);
            }
            recovering = true;
            house.live();
        }
    }

    private void meanwhile(Step step) {
        if (step.act() == Act.RESTART || !house.life().isOpen()) {
            return; // nobody stops a process that is busy, and before it is open nobody gets in
        }
        tally.situation("meanwhile " + step.act());
        String said = act(step, false);
        log.add("  meanwhile " + step + " -> " + said);
        meanwhile(step, said);
    }

    private void meanwhile(Step step, String said) {
        Step first = weather.step();
        if (!weather.calling().isEmpty()) {
            tally.met(Rare.PLUGIN_AND_OTHERS);
        }
        if (step.act() == Act.JOBS && first.act() == Act.JOBS && !said.equals("handled 0")) {
            tally.met(Rare.SECOND_WORKER);
        }
        if (step.act() == Act.PAY && first.act() == Act.PAY && step.who() == first.who()) {
            tally.met(Rare.DOUBLE_CLICK);
        }
    }

    private String act(Step step, boolean mayBeRough) {
        try {
            String said = actors.act(step);
            if (step.act() == Act.PAY && said.equals("refused: sold-out") && weather.wasInterrupted() && mayBeRough) {
                tally.met(Rare.LAST_UNIT_GONE_MEANWHILE);
            }
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
        actors.outside.late();
        actors.outside.decideEverything();
        actors.outside.tellEverything();
        actors.outside.jobs();
        settle();
        if (actors.office.decideAll() > 0) {
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
            actors.outside.jobs();
        }
    }
}
