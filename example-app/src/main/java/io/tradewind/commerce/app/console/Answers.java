package io.tradewind.commerce.app.console;

import io.tradewind.commerce.fulfillment.FulfillmentOrder;
import io.tradewind.commerce.fulfillment.Parcel;
import io.tradewind.commerce.fulfillment.ParcelAnswer;
import io.tradewind.commerce.fulfillment.WorkAnswer;
import io.tradewind.commerce.launch.Launch;
import io.tradewind.commerce.launch.LaunchAnswer;
import io.tradewind.commerce.returns.Return;
import io.tradewind.commerce.returns.ReturnAnswer;

/** Takes what was done out of an answer, or declines with what the answer says. */
final class Answers {
    private Answers() {}

    static FulfillmentOrder done(WorkAnswer answer) {
        if (answer instanceof WorkAnswer.Refused refused) {
            throw new Declined(Words.sentence(refused.refusal()));
        }
        return ((WorkAnswer.Done) answer).work();
    }

    static Parcel done(ParcelAnswer answer) {
        if (answer instanceof ParcelAnswer.Refused refused) {
            throw new Declined(Words.sentence(refused.refusal()));
        }
        return ((ParcelAnswer.Done) answer).parcel();
    }

    static Return done(ReturnAnswer answer) {
        if (answer instanceof ReturnAnswer.Refused refused) {
            throw new Declined(Words.sentence(refused.refusal()));
        }
        return ((ReturnAnswer.Done) answer).goods();
    }

    static Launch done(LaunchAnswer answer) {
        if (answer instanceof LaunchAnswer.Refused refused) {
            throw new Declined(Words.sentence(refused.reason()));
        }
        return ((LaunchAnswer.Moved) answer).launch();
    }
}
