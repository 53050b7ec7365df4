package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import java.util.List;

/**
 * One mistake in the configuration of plugins.
 *
 * @param code its kind
 * @param text names account, field, reason and fix; never a value
 */
record Problem(ErrorCode code, String text) {
    /** All mistakes as one exception. */
    static CommerceException exception(List<Problem> problems) {
        if (problems.size() == 1) {
            return new CommerceException(problems.get(0).code(), problems.get(0).text());
        }
        StringBuilder text = new StringBuilder(problems.size() + " problems with plugin accounts:");
        for (Problem each : problems) {
            text.append("\n  - ").append(each.code().code()).append(' ').append(each.text());
        }
        return new CommerceException(problems.get(0).code(), text.toString());
    }
}
