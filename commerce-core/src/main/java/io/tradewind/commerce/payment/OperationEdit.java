package io.tradewind.commerce.payment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes a changed copy of an operation's row. Used by one thread. */
final class OperationEdit {
    private final OperationRow row;
    private OperationState state;
    private long received;
    private long setAside;
    private @Nullable String ref;
    private String action;
    private @Nullable Instant actionExpiresAt;
    private String code;
    private String retry;
    private String note;
    private @Nullable Instant leaseUntil;
    private @Nullable Instant dueAt;
    private int asks;
    private @Nullable Instant askedAt;
    private int sends;
    private @Nullable Instant sentAt;
    private @Nullable Instant unknownSince;

    OperationEdit(OperationRow row) {
        this.row = row;
        this.state = row.state();
        this.received = row.received();
        this.setAside = row.setAside();
        this.ref = row.ref();
        this.action = row.action();
        this.actionExpiresAt = row.actionExpiresAt();
        this.code = row.code();
        this.retry = row.retry();
        this.note = row.note();
        this.leaseUntil = row.leaseUntil();
        this.dueAt = row.dueAt();
        this.asks = row.asks();
        this.askedAt = row.askedAt();
        this.sends = row.sends();
        this.sentAt = row.sentAt();
        this.unknownSince = row.unknownSince();
    }

    OperationEdit state(OperationState now) {
        state = now;
        return this;
    }

    OperationEdit received(long now) {
        received = now;
        return this;
    }

    OperationEdit setAside(long now) {
        setAside = now;
        return this;
    }

    OperationEdit ref(@Nullable String now) {
        ref = now;
        return this;
    }

    OperationEdit action(String now) {
        action = now;
        return this;
    }

    OperationEdit actionExpiresAt(@Nullable Instant now) {
        actionExpiresAt = now;
        return this;
    }

    OperationEdit code(String now) {
        code = now;
        return this;
    }

    OperationEdit retry(String now) {
        retry = now;
        return this;
    }

    OperationEdit note(String now) {
        note = now;
        return this;
    }

    OperationEdit leaseUntil(@Nullable Instant now) {
        leaseUntil = now;
        return this;
    }

    OperationEdit dueAt(@Nullable Instant now) {
        dueAt = now;
        return this;
    }

    OperationEdit asks(int now) {
        asks = now;
        return this;
    }

    OperationEdit askedAt(@Nullable Instant now) {
        askedAt = now;
        return this;
    }

    OperationEdit sends(int now) {
        sends = now;
        return this;
    }

    OperationEdit sentAt(@Nullable Instant now) {
        sentAt = now;
        return this;
    }

    OperationEdit unknownSince(@Nullable Instant now) {
        unknownSince = now;
        return this;
    }

    boolean isIn(OperationState other) {
        return state == other;
    }

    boolean hasNoRef() {
        return ref == null;
    }

    /**
     * The copy after a move: one version on; only undecided operations keep others from starting, and the buyer's data
     * are kept only until they have been sent for sure.
     */
    OperationRow moved() {
        boolean sent =
                state != OperationState.PREPARED && state != OperationState.SENDING && state != OperationState.UNKNOWN;
        return copy(row.version() + 1, state.isUndecided() ? row.activeKey() : null, sent ? "" : row.request());
    }

    /** The copy after something that is no move. */
    OperationRow touched() {
        return copy(row.version(), row.activeKey(), row.request());
    }

    private OperationRow copy(int version, @Nullable String activeKey, String request) {
        return new OperationRow(
                row.id(),
                row.paymentId(),
                row.checkoutId(),
                row.account(),
                row.kind(),
                state,
                version,
                activeKey,
                row.amount(),
                received,
                setAside,
                row.cause(),
                request,
                ref,
                action,
                actionExpiresAt,
                code,
                retry,
                note,
                leaseUntil,
                dueAt,
                asks,
                askedAt,
                sends,
                sentAt,
                unknownSince,
                row.createdAt());
    }
}
