package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.tests.simulation.Trouble.Kind;
import io.tradewind.commerce.tests.simulation.Trouble.Victim;
import io.tradewind.commerce.tests.simulation.Weather.Place;
import java.util.Optional;
import java.util.function.Supplier;

/** The line between the library and a provider: every call goes over it, and on the way things get lost. */
final class FaultyLine {
    private final House house;

    FaultyLine(House house) {
        this.house = house;
    }

    /** What goes wrong with the call that begins now; others may get a turn first, and the process may die. */
    Kind begin(String call, Victim victim) {
        Kind kind = house.weather.call(call, victim);
        house.weather.pause(house.life(), true, Place.BEFORE_CALL);
        return kind;
    }

    /** The call has had its effect; its answer is on the way. */
    void done() {
        house.weather.pause(house.life(), true, Place.AFTER_CALL);
        house.weather.called();
    }

    /** Nobody hears of this call again until the story says so. */
    void hang() {
        Life life = house.life();
        house.weather.called();
        house.threads.hang();
        if (life.isDead()) {
            house.tally().met(Rare.LATE_ANSWER_TO_THE_DEAD);
        }
        life.check();
    }

    /** The process dies before, or after, the call has its effect. */
    void die(boolean done) {
        house.tally().died(true, done ? Place.AFTER_CALL : Place.BEFORE_CALL);
        house.life().die();
    }

    /** A question: asking has no effect, whatever becomes of the answer. */
    @SuppressWarnings("NullAway") // answering null is one of the faults
    <T> Answer<T> question(String call, Supplier<Answer<T>> asks) {
        switch (begin(call, Victim.PARCEL)) {
            case PARCEL_NO_ANSWER:
                return new Answer.Unknown<>(Optional.empty(), "simulated");
            case PARCEL_THROWS:
                throw new IllegalStateException("simulated");
            case PARCEL_NULL:
                return null;
            case PARCEL_HANGS:
                hang();
                return new Answer.Unknown<>(Optional.empty(), "simulated, after a long time");
            default:
                Answer<T> answer = asks.get();
                done();
                return answer;
        }
    }

    /** Something is sent to a person, who gets it whatever is answered. */
    @SuppressWarnings("NullAway") // answering null is one of the faults
    <T> Answer<T> message(String call, Supplier<Answer<T>> sends) {
        switch (begin(call, Victim.MESSAGE)) {
            case MESSAGE_LOST_BEFORE:
                return new Answer.Unknown<>(Optional.empty(), "simulated");
            case MESSAGE_NOT_SENT:
                return new Answer.NotSent<>("simulated");
            case MESSAGE_REFUSED:
                return new Answer.Refused<>("simulated", "nobody there");
            case MESSAGE_THROWS_BEFORE:
                throw new IllegalStateException("simulated, without effect");
            case MESSAGE_HANG_BEFORE:
                hang();
                return new Answer.NotSent<>("simulated, after a long time");
            case MESSAGE_LOST_AFTER:
                unheard(call, sends.get());
                return new Answer.Unknown<>(Optional.empty(), "simulated");
            case MESSAGE_THROWS_AFTER:
                unheard(call, sends.get());
                throw new IllegalStateException("simulated, with effect");
            case MESSAGE_NULL:
                unheard(call, sends.get());
                return null;
            case MESSAGE_DIES_AFTER:
                Answer<T> lost = sends.get();
                die(true);
                return lost;
            case MESSAGE_HANG_AFTER:
                Answer<T> late = sends.get();
                hang();
                return late;
            default:
                Answer<T> answer = sends.get();
                done();
                return answer;
        }
    }

    private void unheard(String call, Object lost) {
        if (call.equals("code") && lost instanceof Answer.Done) {
            house.tally().met(Rare.CODE_MESSAGE_LOST);
        }
    }
}
