package io.tradewind.commerce.testkit.payment;

import java.util.Locale;

/** How a rule ended. */
enum Result {
    PASSED,
    FAILED,
    /** The capability it is about is not claimed; that this fails cleanly is PAY-CAP-2. */
    NOT_CLAIMED,
    /** There is nothing the rule could be about, as a line to a provider in the same process. */
    NOT_APPLICABLE,
    /** It could be tested, and was not: the harness leaves out what it needs. */
    NOT_RUN;

    /** Returns the word used in the report. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
