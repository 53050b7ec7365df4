package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.internal.world.World;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.shipping.Label;
import io.tradewind.commerce.spi.shipping.LabelFormat;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.spi.shipping.QuoteRequest;
import io.tradewind.commerce.spi.shipping.Shipment;
import io.tradewind.commerce.spi.shipping.TrackingEvent;
import java.util.List;
import java.util.Optional;

/** Judges what a carrier plugin answered. */
final class CarrierIntegrity {
    private static final int LONGEST_TEXT = 200;

    private final World world;
    private final Answers answers;

    CarrierIntegrity(World world, Scrub scrub) {
        this.world = world;
        this.answers = new Answers(scrub);
    }

    /** Keeps the quotes that make sense: priced in the asked currency, not negative, valid, not before the hand-over. */
    Answer<List<Quote>> quotes(Answer<List<Quote>> answer, QuoteRequest asked) {
        if (!(answer instanceof Answer.Done<List<Quote>> done)) {
            return answers.clean(answer);
        }
        List<Quote> sound = done.value().stream().filter(it -> sound(it, asked)).toList();
        if (sound.isEmpty() && !done.value().isEmpty()) {
            return new Answer.Unknown<>(Optional.empty(), Integrity.BREACH + "INT-12 no quote makes sense");
        }
        return new Answer.Done<>(sound);
    }

    private boolean sound(Quote quote, QuoteRequest asked) {
        return quote.price().getCurrencyUnit().equals(asked.currency())
                && !quote.price().isNegative()
                && quote.validUntil().isAfter(world.now())
                && !quote.promise().latest().isBefore(asked.handover())
                && text(quote.service());
    }

    Answer<Shipment> shipment(Answer<Shipment> answer) {
        if (!(answer instanceof Answer.Done<Shipment> done)) {
            return answers.clean(answer);
        }
        Shipment it = done.value();
        String breach = it.price().isNegative()
                ? "INT-1 negative price"
                : !it.labels().stream().allMatch(Label::plausible)
                        ? "INT-11 a label is not what its format says"
                        : !it.trackingNumbers().stream().allMatch(CarrierIntegrity::text)
                                ? "INT-11 tracking number"
                                : "";
        return breach.isEmpty() ? done : new Answer.Unknown<>(Optional.of(it.ref()), Integrity.BREACH + breach);
    }

    Answer<Label> label(Answer<Label> answer, LabelFormat format) {
        if (answer instanceof Answer.Done<Label> done
                && (done.value().format() != format || !done.value().plausible())) {
            return new Answer.Unknown<>(
                    Optional.empty(), Integrity.BREACH + "INT-11 a label is not what its format says");
        }
        return answers.clean(answer);
    }

    Answer<List<TrackingEvent>> events(Answer<List<TrackingEvent>> answer) {
        if (answer instanceof Answer.Done<List<TrackingEvent>> done) {
            return new Answer.Done<>(
                    done.value().stream().filter(CarrierIntegrity::sound).toList());
        }
        return answers.clean(answer);
    }

    <T> Answer<T> clean(Answer<T> answer) {
        return answers.clean(answer);
    }

    static boolean sound(TrackingEvent event) {
        return text(event.trackingNumber())
                && text(event.eventId())
                && event.place().length() <= LONGEST_TEXT
                && event.place().chars().noneMatch(Character::isISOControl);
    }

    private static boolean text(String text) {
        return !text.isBlank() && text.length() <= LONGEST_TEXT && text.chars().noneMatch(Character::isISOControl);
    }
}
