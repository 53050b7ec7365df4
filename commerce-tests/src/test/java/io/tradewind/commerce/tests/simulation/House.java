package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.FreshNumbers;
import io.tradewind.commerce.SimulatedThreads;
import io.tradewind.commerce.database.Migrations;
import io.tradewind.commerce.payment.sandbox.SandboxBook;
import io.tradewind.commerce.shipping.sandbox.SandboxCarrierBook;
import io.tradewind.commerce.testkit.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Everything around the shops: the clock, chance, the providers with their books, and the process that runs now. One
 * that nothing happened to serves the next story too, as if it had been started for it.
 */
final class House {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> ACCOUNTS = List.of("card", "post", "parcel", "text", "letters");

    final TestClock clock = new TestClock(Stage.MONDAY);
    final Random random = new Random();
    final Weather weather = new Weather();
    final SimulatedThreads threads = new SimulatedThreads(this::waits, weather::mayHang);
    final FaultyPayments payments = new FaultyPayments(this);
    final FaultyCarrier carrier = new FaultyCarrier(this);
    final FaultyMessages messages = new FaultyMessages(this);
    private final Stage stage;
    private Life life = new Life();
    private int lives;
    private Duration longest = Duration.ZERO;

    House(Stage stage) {
        this.stage = stage;
    }

    /** Makes it as good as new for the next story. */
    void begin(SandboxBook book, SandboxCarrierBook carrierBook) {
        clock.turnTo(Stage.MONDAY);
        payments.use(book);
        carrier.use(carrierBook);
        messages.clear();
        longest = Duration.ZERO;
        if (!life.isOpen()) {
            live();
        }
        FreshNumbers.of(life.commerce());
        ACCOUNTS.forEach(life.commerce().plugins()::closeBreaker);
        lives = 1;
        random.setSeed(1);
    }

    /** Somebody waits for a plugin, or before the next try. */
    private void waits(Duration wait) {
        longest = wait.compareTo(longest) > 0 ? wait : longest;
        clock.pass(wait);
    }

    /** Fails if somebody waited longer for a plugin than any call may take. */
    void requirePatience() {
        if (longest.compareTo(PATIENCE) > 0) {
            throw new Broken("somebody waited " + longest + " for a plugin");
        }
    }

    /** Starts a process. */
    void live() {
        live(Migrations.OFF);
    }

    void live(Migrations migrations) {
        life = new Life();
        lives++;
        life.opened(stage.open(this, migrations));
        random.setSeed(7919L * lives + 1);
    }

    Life life() {
        return life;
    }

    /** How many processes there have been. */
    int lives() {
        return lives;
    }

    Tally tally() {
        return weather.tally();
    }
}
