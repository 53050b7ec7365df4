package io.tradewind.commerce.payment;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.Money;

/**
 * All about the money of one order, as staff decide by it: how much is where, what happened, and what could go back or be
 * taken now. Immutable.
 *
 * @param payments oldest first, with everything that was asked of their providers
 * @param refunds oldest first
 * @param facts oldest first
 * @param authorized reserved in all, captured money included
 * @param captured taken in all, also outside this library
 * @param refunded given back in all, also outside this library
 * @param chargedBack taken back by banks
 * @param open reserved, and neither taken, given up nor on its way
 * @param takeable of what is open, what may still be taken; less where it is being given up
 * @param taking on its way to be taken or given up
 * @param refunding set aside for refunds on their way
 * @param refundable what may go back now, for whatever reason
 */
public record OrderMoney(
        List<Payment> payments,
        List<Refund> refunds,
        List<MoneyFact> facts,
        Money authorized,
        Money captured,
        Money refunded,
        Money chargedBack,
        Money open,
        Money takeable,
        Money taking,
        Money refunding,
        Refundable refundable) {
    /** Copies the lists. */
    public OrderMoney {
        payments = List.copyOf(payments);
        refunds = List.copyOf(refunds);
        facts = List.copyOf(facts);
    }

    /**
     * What may go back now. A part is bounded by what was paid for it and is not granted yet, and by the whole.
     *
     * @param most in all
     * @param lines by order line
     * @param delivery for delivery
     */
    public record Refundable(Money most, Map<UUID, Money> lines, Money delivery) {
        /** Copies the map. */
        public Refundable {
            lines = Map.copyOf(lines);
        }

        /** What may go back for a line; zero for a line that is not of this order. */
        public Money line(UUID lineId) {
            return lines.getOrDefault(lineId, Money.zero(most.getCurrencyUnit()));
        }
    }

    /** What the shop really holds. */
    public Money held() {
        return captured.minus(refunded).minus(chargedBack);
    }
}
