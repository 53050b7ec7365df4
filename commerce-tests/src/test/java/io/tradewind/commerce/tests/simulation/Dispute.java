package io.tradewind.commerce.tests.simulation;

import io.tradewind.commerce.spi.payment.DisputeStage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/** A stage that a dispute has reached at the bank. */
record Dispute(DisputeStage stage, Money amount, Instant at) {
    /** Where it goes from there; empty if it is over for good. */
    static Optional<Dispute> next(List<Dispute> stages, int more, Money left, Instant now) {
        boolean one = more % 2 == 0;
        if (stages.isEmpty()) {
            return Optional.of(new Dispute(one ? DisputeStage.OPENED : DisputeStage.INQUIRY, left, now));
        }
        Dispute last = stages.get(stages.size() - 1);
        boolean turned = stages.stream().anyMatch(it -> it.stage() == DisputeStage.LOST);
        return switch (last.stage()) {
            case INQUIRY -> Optional.of(last.at(one ? DisputeStage.OPENED : DisputeStage.WON, now));
            case OPENED -> Optional.of(last.at(one ? DisputeStage.LOST : DisputeStage.UNDER_REVIEW, now));
            case UNDER_REVIEW -> Optional.of(last.at(one ? DisputeStage.LOST : DisputeStage.WON, now));
            case LOST -> one ? Optional.of(last.at(DisputeStage.WON, now)) : Optional.empty();
            case WON -> turned || one ? Optional.empty() : Optional.of(last.at(DisputeStage.LOST, now));
        };
    }

    private Dispute at(DisputeStage next, Instant now) {
        return new Dispute(next, amount, now);
    }

    /** What the bank has taken back and kept. */
    static Money lost(List<Dispute> stages) {
        Dispute last = stages.get(stages.size() - 1);
        return last.stage() == DisputeStage.LOST
                ? last.amount()
                : Money.zero(last.amount().getCurrencyUnit());
    }
}
