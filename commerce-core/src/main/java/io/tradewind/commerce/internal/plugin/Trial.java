package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.Health;
import java.util.List;

/**
 * What came of trying settings out on an account that nobody uses.
 *
 * @param mistakes what is wrong with them, all at once; empty if they fit
 * @param health what the provider says to them; {@link Health#UNKNOWN} if it was not asked
 */
public record Trial(List<Mistake> mistakes, Health health) {
    /** Copies the list. */
    public Trial {
        mistakes = List.copyOf(mistakes);
    }

    /**
     * Something wrong with settings.
     *
     * @param field the setting; empty if it is about the account as a whole
     */
    public record Mistake(String field, String reason, String fix) {
        static Mistake of(Problem problem) {
            return new Mistake(problem.field(), problem.reason(), problem.fix());
        }
    }
}
