package io.tradewind.commerce.spi.warehouse;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.Provider;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.time.Instant;

/**
 * Hands work to an outside warehouse. Remote: at least once, in sequence per order, and the operation id makes twice
 * once.
 */
public interface WarehouseLink extends Provider {
    /** Submits a pick request; the value is the warehouse's reference of it. */
    Answer<ProviderRef> submit(PickRequest request);

    /** Calls a pick request back. {@link Answer.Refused} means it is too late. Twice is once. */
    Answer<Cancelled> cancel(Call call, ProviderRef request);

    /** Returns the reference of a pick request after a lost answer; reads only. */
    default Answer<ProviderRef> query(OperationId submit, Instant deadline) {
        return Answer.unsupported("query");
    }

    /** Reads what the warehouse reports. Touches neither network nor storage. */
    default WebhookOutcome<WarehouseFact> receive(WebhookEnvelope envelope) {
        return new WebhookOutcome.NotSupported<>();
    }
}
