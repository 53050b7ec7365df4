package io.tradewind.commerce.payment.sandbox;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.SavedInstrument;
import io.tradewind.commerce.spi.payment.SavedInstruments;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** The cards the sandbox keeps for buyers. Safe for use by many threads. */
record SandboxCards(SandboxBook book, Clock clock) implements SavedInstruments {
    private static final YearMonth LAST_MONTH = YearMonth.of(2099, 12);

    /** An approval says which instrument is kept, if the buyer agreed to that. */
    PaymentResult kept(OperationId operation, PaymentResult result) {
        return result instanceof PaymentResult.Approved it
                ? book.kept(operation, it.ref())
                        .<PaymentResult>map(card -> it.keeping(shown(card)))
                        .orElse(it)
                : result;
    }

    private static SavedInstrument shown(ProviderRef card) {
        return new SavedInstrument(card, "Sandbox card ending in 4242", Optional.of(LAST_MONTH));
    }

    @Override
    public Answer<List<SavedInstrument>> list(ProviderRef buyer, Instant deadline) {
        return new Answer.Done<>(
                book.keptFor(buyer.value()).stream().map(SandboxCards::shown).toList());
    }

    @Override
    public Answer<Cancelled> forget(Call call, ProviderRef instrument) {
        if (book.isDown()) {
            return new Answer.NotSent<>("the sandbox was told to be down");
        }
        book.forget(instrument);
        return new Answer.Done<>(new Cancelled(clock.instant()));
    }
}
