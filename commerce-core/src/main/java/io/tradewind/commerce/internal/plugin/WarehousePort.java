package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.Internal;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.warehouse.PickRequest;
import io.tradewind.commerce.spi.warehouse.WarehouseLink;
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

    private <T> Answer<T> effect(String name, Call call, Callable<Answer<T>> work) {
        return guard.call(
                new Site(CallKind.EFFECT, name, Optional.of(call.id().value()), call.attempt(), call.deadline()),
                work,
                Shape.answer(),
                answers::clean,
                tooLate -> {});
    }
}
