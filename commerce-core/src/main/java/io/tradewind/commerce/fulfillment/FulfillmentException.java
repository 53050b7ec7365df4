package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.error.ErrorCode;

/** A move on a parcel or on the warehouse's work that its state forbids. */
public final class FulfillmentException extends CommerceException {
    private static final long serialVersionUID = 1L;

    private FulfillmentException(ErrorCode code, String message) {
        super(code, message);
    }

    /** The state forbids the move. */
    static FulfillmentException cannot(ParcelMove move, ParcelRow parcel, ParcelState to) {
        return new FulfillmentException(
                ErrorCode.CANNOT_MOVE,
                "parcel " + parcel.id() + " is " + parcel.state() + ": cannot " + move + " to " + to + "; allowed now: "
                        + ParcelFlow.FLOW.moves(parcel.state()));
    }
}
