package io.tradewind.commerce.fulfillment;

import io.tradewind.commerce.error.Refusal;

/** What became of the wish to move a parcel. */
public sealed interface ParcelAnswer {
    /** The parcel as it stands now; look at its state, for a carrier may not have answered yet. */
    record Done(Parcel parcel) implements ParcelAnswer {}

    /** Nothing was changed. */
    record Refused(Refusal refusal) implements ParcelAnswer {}

    /** The parcel, or an exception carrying the refusal. */
    default Parcel orThrow() {
        if (this instanceof Done done) {
            return done.parcel();
        }
        throw ((Refused) this).refusal().asException();
    }
}
