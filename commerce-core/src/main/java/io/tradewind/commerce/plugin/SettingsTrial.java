package io.tradewind.commerce.plugin;

import io.tradewind.commerce.spi.Health;
import java.util.List;

/**
 * What came of trying settings out. Immutable.
 *
 * @param problems everything that is wrong with them, at once; empty if they fit
 * @param health what the provider says to them, credentials included; {@link Health#UNKNOWN} if it was not asked
 */
public record SettingsTrial(List<Problem> problems, Health health) {
    /** Copies the list. */
    public SettingsTrial {
        problems = List.copyOf(problems);
    }

    /**
     * One thing that is wrong; never repeats a value.
     *
     * @param field the setting; empty if it is about the account as a whole
     * @param reason what is wrong with it, such as {@code is missing}
     * @param fix how to mend it; may be empty
     */
    public record Problem(String field, String reason, String fix) {}

    /** True if nothing is wrong with them. */
    public boolean fits() {
        return problems.isEmpty();
    }
}
