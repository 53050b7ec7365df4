package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.Answer;

/** Makes the diagnostics of answers safe to log and store. */
final class Answers {
    private final Scrub scrub;

    Answers(Scrub scrub) {
        this.scrub = scrub;
    }

    <T> Answer<T> clean(Answer<T> answer) {
        if (answer instanceof Answer.Refused<T> it) {
            return new Answer.Refused<>(scrub.clean(it.code()), scrub.clean(it.detail()));
        } else if (answer instanceof Answer.Rejected<T> it) {
            return new Answer.Rejected<>(it.code(), scrub.clean(it.detail()));
        } else if (answer instanceof Answer.NotSent<T> it) {
            return new Answer.NotSent<>(scrub.clean(it.why()));
        } else if (answer instanceof Answer.Unknown<T> it) {
            return new Answer.Unknown<>(it.ref(), scrub.clean(it.why()));
        }
        return answer;
    }
}
