package io.tradewind.commerce.returns;

/** Why somebody gives goods back. */
public enum ReturnReason {
    CHANGED_MIND(false),
    DOES_NOT_FIT(false),
    TOO_LATE(false),
    WRONG_ITEM(true),
    DAMAGED(true),
    FAULTY(true),
    NOT_AS_DESCRIBED(true),
    UNDELIVERED(false),
    OTHER(false);

    private final boolean fault;

    ReturnReason(boolean fault) {
        this.fault = fault;
    }

    /** True if the goods are not as they should be: then even engraved ones may come back. */
    public boolean isFault() {
        return fault;
    }
}
