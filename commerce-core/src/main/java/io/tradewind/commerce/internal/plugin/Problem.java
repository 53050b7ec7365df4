package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;
import java.util.List;

/**
 * One mistake in the configuration of plugins.
 *
 * @param code its kind
 * @param text names account, field, reason and fix; never a value
 * @param field the setting it is about; empty if it is about the account as a whole
 * @param reason what is wrong with that setting
 * @param fix how to mend it in a form
 */
record Problem(ErrorCode code, String text, String field, String reason, String fix) {
    /** A mistake that is not about one setting. */
    Problem(ErrorCode code, String text) {
        this(code, text, "", text, "");
    }

    /** A mistake in a setting of an account. */
    static Problem setting(AccountSettings account, String field, String reason, String fix) {
        return setting(account, field, reason, fix, fix);
    }

    /** The same where whoever fills in a form is told another way to mend it than whoever writes code. */
    static Problem setting(AccountSettings account, String field, String reason, String fix, String inForm) {
        return new Problem(
                ErrorCode.PLUGIN_SETTING,
                "Plugin account '" + account.account() + "' (" + account.code() + "): setting '" + field + "' " + reason
                        + ". Fix: " + fix + ".",
                field,
                reason,
                inForm);
    }

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
