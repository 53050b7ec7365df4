package io.tradewind.commerce.payment;

import io.tradewind.commerce.internal.plugin.Bounds;
import io.tradewind.commerce.internal.plugin.Calls;
import io.tradewind.commerce.internal.plugin.PaymentPort;
import io.tradewind.commerce.internal.plugin.ProviderKind;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CompleteRequest;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The configured payment accounts, each behind its guard. */
@Singleton
final class GuardedGateways implements Gateways {
    private final Calls calls;

    @Inject
    GuardedGateways(Calls calls) {
        this.calls = calls;
    }

    @Override
    public List<String> accounts() {
        return calls.paymentAccounts();
    }

    @Override
    public Gateway of(String account) {
        return new Guarded(calls.payment(account));
    }

    @Override
    public Optional<Gateway> find(String account) {
        return calls.kind(account).filter(it -> it == ProviderKind.PAYMENT).map(it -> of(account));
    }

    private record Guarded(PaymentPort port) implements Gateway {
        @Override
        public String code() {
            return port.code();
        }

        @Override
        public PaymentProfile profile() {
            return port.profile();
        }

        @Override
        public Bounds bounds() {
            return port.bounds();
        }

        @Override
        public boolean available() {
            return port.available();
        }

        @Override
        public PaymentResult authorize(AuthorizeRequest request) {
            return port.authorize(request);
        }

        @Override
        public PaymentResult complete(CompleteRequest request) {
            return port.complete(request);
        }

        @Override
        public PaymentResult capture(FollowUp request) {
            return port.capture(request);
        }

        @Override
        public PaymentResult cancel(FollowUp request) {
            return port.cancel(request);
        }

        @Override
        public PaymentResult refund(FollowUp request) {
            return port.refund(request);
        }

        @Override
        public Answer<Cancelled> forget(Call call, ProviderRef instrument) {
            return port.forget(call, instrument);
        }

        @Override
        public StatusReport query(StatusQuery query) {
            return port.query(query);
        }
    }
}
