package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.testdb.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Plays the stories of many seeds on one stage. */
final class Simulation implements AutoCloseable {
    private final Stage stage;
    private final Tally tally;

    Simulation(TestDatabase database) {
        this(database, new Tally());
    }

    Simulation(TestDatabase database, Tally tally) {
        this.stage = new Stage(database);
        this.tally = tally;
    }

    Stage stage() {
        return stage;
    }

    /** Plays a story; what went wrong, if something did. */
    Optional<Failure> play(Story story, boolean everyStep) {
        Play play = new Play(stage, story, tally, everyStep);
        try {
            play.run();
            return Optional.empty();
        } catch (Broken e) {
            return Optional.of(new Failure(story, e, List.copyOf(play.log)));
        }
    }

    /** Plays a drill; what went wrong, if something did or somebody heard something else than expected. */
    Optional<Failure> play(Drill drill) {
        Play play = new Play(stage, drill.story(), tally, false);
        try {
            play.run();
            String heard = String.join(", ", play.heard);
            if (!drill.expected().isEmpty() && !heard.equals(drill.expected())) {
                throw new Broken("heard was " + heard + "; expected was " + drill.expected());
            }
            return Optional.empty();
        } catch (Broken e) {
            return Optional.of(new Failure(drill.story(), e, List.copyOf(play.log)));
        }
    }

    /** Fingerprint of everything that was done and said, and of every move; the same for the same story. */
    String hash(Story story) {
        Play play = new Play(stage, story, new Tally(), false);
        play.run();
        play.log.addAll(Rows.texts(stage, """
                select machine, subject_id, seq, to_state, happened_at, actor
                from commerce.history
                order by happened_at, machine, subject_id, seq
                """));
        try {
            byte[] text = String.join("\n", play.log).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The smallest story that fails like this one, with a check after each step. */
    Failure shrunk(Failure failure) {
        Story smallest = new Shrinking(it -> play(it, true).isPresent()).shrink(failure.story());
        return play(smallest, true).or(() -> play(smallest, false)).orElse(failure);
    }

    @Override
    public void close() {
        stage.close();
    }

    /** A story that went wrong. */
    record Failure(Story story, Broken reason, List<String> log) {
        @Override
        public String toString() {
            return reason.getMessage() + "\n" + story + "\nas it went:\n  " + String.join("\n  ", log);
        }
    }
}
