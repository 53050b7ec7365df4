package io.tradewind.commerce.testkit.shop;

import io.tradewind.commerce.checkout.CheckoutId;
import io.tradewind.commerce.spi.CommercePlugin;
import io.tradewind.commerce.spi.Health;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.PluginInfo;
import io.tradewind.commerce.spi.ProviderFactory;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CompleteRequest;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.PaymentFact;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.SavedInstruments;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import io.tradewind.commerce.spi.webhook.WebhookOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One gateway of a plugin, with a note of which payments it opened: a shop tells nobody before there is an order. */
final class Watched implements CommercePlugin {
    private final CommercePlugin plugin;
    private final ProviderFactory<PaymentGateway> factory;
    private final Map<String, OperationId> operations = new ConcurrentHashMap<>();
    private final Map<OperationId, ProviderRef> payments = new ConcurrentHashMap<>();

    Watched(CommercePlugin plugin, String code) {
        this.plugin = plugin;
        this.factory = plugin.payments().stream()
                .filter(it -> it.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the plugin offers no gateway '" + code + "'"));
    }

    OperationId operation(CheckoutId checkout) {
        return Optional.ofNullable(operations.get(checkout.toString()))
                .orElseThrow(() -> new IllegalStateException("the plugin was not asked for money"));
    }

    ProviderRef payment(OperationId operation) {
        return Optional.ofNullable(payments.get(operation))
                .orElseThrow(() -> new IllegalStateException("the plugin said no reference of the payment"));
    }

    @Override
    public PluginInfo info() {
        return plugin.info();
    }

    @Override
    public List<ProviderFactory<PaymentGateway>> payments() {
        return List.of(
                ProviderFactory.of(factory.code(), factory.fields(), context -> new Gateway(factory.create(context))));
    }

    private PaymentResult noted(AuthorizeRequest request, PaymentResult result) {
        OperationId operation = request.call().id();
        String checkout = request.returnUrl().getPath().replaceFirst(".*/", "");
        operations.put(checkout, operation);
        reference(result).ifPresent(it -> payments.put(operation, it));
        return result;
    }

    private static Optional<ProviderRef> reference(PaymentResult result) {
        if (result instanceof PaymentResult.Approved it) {
            return Optional.of(it.ref());
        } else if (result instanceof PaymentResult.Pending it) {
            return Optional.of(it.ref());
        } else if (result instanceof PaymentResult.ActionRequired it) {
            return Optional.of(it.ref());
        }
        return result instanceof PaymentResult.Unknown it ? it.ref() : Optional.empty();
    }

    private final class Gateway implements PaymentGateway {
        private final PaymentGateway gateway;

        Gateway(PaymentGateway gateway) {
            this.gateway = gateway;
        }

        @Override
        public PaymentProfile profile() {
            return gateway.profile();
        }

        @Override
        public PaymentResult authorize(AuthorizeRequest request) {
            return noted(request, gateway.authorize(request));
        }

        @Override
        public StatusReport query(StatusQuery query) {
            StatusReport report = gateway.query(query);
            if (report instanceof StatusReport.Found found && operations.containsValue(query.operation())) {
                reference(found.outcome()).ifPresent(it -> payments.putIfAbsent(query.operation(), it));
            }
            return report;
        }

        @Override
        public PaymentResult complete(CompleteRequest request) {
            return gateway.complete(request);
        }

        @Override
        public PaymentResult capture(FollowUp request) {
            return gateway.capture(request);
        }

        @Override
        public PaymentResult cancel(FollowUp request) {
            return gateway.cancel(request);
        }

        @Override
        public PaymentResult refund(FollowUp request) {
            return gateway.refund(request);
        }

        @Override
        public PaymentResult increment(FollowUp request) {
            return gateway.increment(request);
        }

        @Override
        public WebhookOutcome<PaymentFact> receive(WebhookEnvelope envelope) {
            return gateway.receive(envelope);
        }

        @Override
        public Optional<SavedInstruments> savedInstruments() {
            return gateway.savedInstruments();
        }

        @Override
        public Health health(Instant deadline) {
            return gateway.health(deadline);
        }

        @Override
        public void close() {
            gateway.close();
        }
    }
}
