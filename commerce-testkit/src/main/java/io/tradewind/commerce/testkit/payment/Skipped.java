package io.tradewind.commerce.testkit.payment;

/** A rule is not for this plugin, or the harness leaves out what it needs. */
final class Skipped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Result result;

    private Skipped(Result result, String why) {
        super(why, null, false, false);
        this.result = result;
    }

    static Skipped notClaimed(Object capability) {
        return new Skipped(Result.NOT_CLAIMED, capability + " is not claimed");
    }

    static Skipped notApplicable(String why) {
        return new Skipped(Result.NOT_APPLICABLE, why);
    }

    static Skipped notRun(String why) {
        return new Skipped(Result.NOT_RUN, why);
    }

    Result result() {
        return result;
    }

    String why() {
        return String.valueOf(getMessage());
    }
}
