package io.tradewind.commerce.spi.example;

import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.joda.money.Money;

/** Writes purchases up to a limit on the customer's account. Safe for use by many threads. */
final class HouseAccount implements PaymentGateway {
    private final Map<OperationId, PaymentResult> book = new ConcurrentHashMap<>(); // a real one asks its server
    private final Money limit;

    HouseAccount(Money limit) {
        this.limit = limit;
    }

    @Override
    public PaymentProfile profile() {
        return PaymentProfiles.purchase("EUR");
    }

    @Override
    public PaymentResult authorize(AuthorizeRequest request) {
        return book.computeIfAbsent(request.call().id(), id -> decide(id, request.amount()));
    }

    private PaymentResult decide(OperationId id, Money amount) {
        return amount.isGreaterThan(limit)
                ? new PaymentResult.Declined(DeclineCode.CREDIT_LIMIT, Retry.OTHER_INSTRUMENT, Details.NONE)
                : new PaymentResult.Approved(new ProviderRef("house-" + id), amount, Effect.CAPTURED, Details.NONE);
    }

    @Override
    public StatusReport query(StatusQuery query) {
        PaymentResult known = book.get(query.operation());
        if (known == null) {
            return new StatusReport.NotFound();
        }
        Money zero = Money.zero(limit.getCurrencyUnit());
        Money taken = known instanceof PaymentResult.Approved approved ? approved.amount() : zero;
        return new StatusReport.Found(known, new StatusReport.Totals(taken, taken, zero));
    }
}
