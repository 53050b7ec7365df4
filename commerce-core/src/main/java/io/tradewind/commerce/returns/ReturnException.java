package io.tradewind.commerce.returns;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;

/** A move on a return that its state forbids. */
public final class ReturnException extends CommerceException {
    private static final long serialVersionUID = 1L;

    private ReturnException(ErrorCode code, String message) {
        super(code, message);
    }

    /** The state forbids the move. */
    static ReturnException cannot(ReturnMove move, ReturnRow row) {
        return new ReturnException(
                ErrorCode.CANNOT_MOVE,
                "return " + row.id() + " is " + row.state() + ": cannot " + move + "; allowed now: "
                        + ReturnFlow.FLOW.moves(row.state()));
    }
}
