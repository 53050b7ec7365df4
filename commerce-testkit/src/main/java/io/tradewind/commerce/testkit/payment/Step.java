package io.tradewind.commerce.testkit.payment;

import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.OperationKind;
import java.util.Optional;
import org.joda.money.Money;

/**
 * One operation that could be sent, its stage set: for a capture there is an authorisation, for a refund a payment.
 *
 * @param kind what to do
 * @param payment with which payment; empty for a new one
 * @param amount how much
 * @param open how much is open for this kind
 * @param last whether nothing more of this kind follows
 * @param instrument how the buyer pays a new one
 * @param order the shop's reference of what is bought
 * @param played whether the kit plays the buyer, should the provider ask for one
 */
record Step(
        OperationKind kind,
        Optional<ProviderRef> payment,
        Money amount,
        Money open,
        boolean last,
        Instrument instrument,
        String order,
        boolean played) {
    Step of(Money newAmount) {
        return new Step(kind, payment, newAmount, open, last && newAmount.equals(open), instrument, order, played);
    }

    Step by(Instrument newInstrument) {
        return new Step(kind, payment, amount, open, last, newInstrument, order, false);
    }

    /** The same kind with less open, as after a first part. */
    Step withOpen(Money newOpen) {
        return new Step(kind, payment, amount, newOpen, amount.equals(newOpen), instrument, order, played);
    }
}
