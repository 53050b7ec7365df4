package io.tradewind.commerce.app.console;

/** Somebody of the staff asked for a page that takes a right this person does not have. */
final class LacksRight extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Access access;

    LacksRight(Access access) {
        super("lacks " + access.oneOf(), null, false, false);
        this.access = access;
    }

    Access access() {
        return access;
    }
}
