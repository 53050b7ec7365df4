package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.warehouse.PickRequest;
import io.tradewind.commerce.spi.warehouse.WarehouseFact;
import io.tradewind.commerce.spi.warehouse.WarehouseLink;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;

/** One link to an outside warehouse, behind its guard. Safe for many threads. */
@Internal
public final class WarehousePort {
    private final Guard guard;
    private final WarehouseLink link;
    private final Answers answers;

    WarehousePort(Guard guard, WarehouseLink link) {
        this.guard = guard;
        this.link = link;
        this.answers = new Answers(guard.account().scrub());
    }

    /** The shop's name for the account. */
    public String account() {
        return guard.account().name();
    }

    /** Submits a pick request; the operation id makes twice once. */
    public Answer<ProviderRef> submit(PickRequest request) {
        return effect("submit", request.call(), () -> link.submit(request));
    }

    /** Calls a pick request back; refused means it is too late. */
    public Answer<Cancelled> cancel(Call call, ProviderRef request) {
        return effect("cancel", call, () -> link.cancel(call, request));
    }

    /** The reference of a pick request whose answer was lost; reads only. */
    public Answer<ProviderRef> query(OperationId submit, Instant deadline) {
        return guard.call(
                Site.read(CallKind.READ, "query", deadline),
                () -> link.query(submit, deadline),
                Shape.answer(),
                answers::clean,
                tooLate -> {});
    }

    /** Reads a webhook; empty if the plugin could not judge it now, so that the warehouse must send it again. */
    public Optional<WebhookOutcome<WarehouseFact>> receive(WebhookEnvelope envelope) {
        return guard.call(
                Site.read(CallKind.PARSE, "receive", Instant.MAX),
                () -> Optional.of(link.receive(envelope)),
                Shape.webhook(),
                outcome -> outcome.map(it -> Notices.checked(it, fact -> fact)),
                tooLate -> {});
    }

    private <T> Answer<T> effect(String name, Call call, Callable<Answer<T>> work) {
        return guard.call(
                new Site(CallKind.EFFECT, name, Optional.of(call.id().value()), call.attempt(), call.deadline()),
                work,
                Shape.answer(),
                answers::clean,
                tooLate -> {});
    }
}
