package io.mugs.account;

import io.tradewind.commerce.spi.*;
import io.tradewind.commerce.spi.payment.*;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.joda.money.Money;

/** A vendor's whole plugin: customers buy on account, up to a limit per purchase. */
public final class HouseAccountPlugin implements CommercePlugin {
    @Override
    public PluginInfo info() {
        return new PluginInfo("house-account", "1.0.0", "Mugs", "Apache-2.0", URI.create("https://mugs.example"));
    }

    @Override
    public List<ProviderFactory<PaymentGateway>> payments() {
        List<ConfigField> settings = List.of(ConfigField.required("limit", FieldKind.MONEY));
        return List.of(ProviderFactory.of(
                "house-account", settings, it -> new HouseAccount(Money.parse(it.settings().text("limit")))));
    }

    /** Safe for use by many threads. A real one asks its server; this one keeps its book in memory. */
    private record HouseAccount(Money limit, Map<OperationId, PaymentResult> book) implements PaymentGateway {
        HouseAccount(Money limit) {
            this(limit, new ConcurrentHashMap<>());
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
            Money taken = known instanceof PaymentResult.Approved it ? it.amount() : limit.multipliedBy(0);
            return new StatusReport.Found(known, new StatusReport.Totals(taken, taken, limit.multipliedBy(0)));
        }
    }
}
