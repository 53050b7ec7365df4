package io.tradewind.commerce.internal.plugin;

import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.event.EventSink;
import io.tradewind.commerce.spi.message.Notifier;
import io.tradewind.commerce.spi.message.OutgoingMessage;
import io.tradewind.commerce.spi.order.CheckoutGate;
import io.tradewind.commerce.spi.order.GateRequest;
import io.tradewind.commerce.spi.order.GateVerdict;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.phone.Channel;
import io.tradewind.commerce.spi.phone.CodeSender;
import io.tradewind.commerce.spi.phone.SendCode;
import io.tradewind.commerce.spi.phone.SenderProfile;
import io.tradewind.commerce.spi.shipping.Carrier;
import io.tradewind.commerce.spi.shipping.CarrierProfile;
import io.tradewind.commerce.spi.shipping.Quote;
import io.tradewind.commerce.spi.shipping.QuoteRequest;
import io.tradewind.commerce.spi.warehouse.PickRequest;
import io.tradewind.commerce.spi.warehouse.WarehouseLink;
import java.util.List;
import java.util.Set;

/** Stand-ins for providers of accounts that are down: the guard never lets a call through to them. */
final class Down {
    private static final String NOTHING = "the account is down";

    private Down() {}

    static final class Gateway implements PaymentGateway {
        @Override
        public PaymentProfile profile() {
            return PaymentProfiles.builder().build();
        }

        @Override
        public PaymentResult authorize(AuthorizeRequest request) {
            return new PaymentResult.NotSent(NOTHING);
        }

        @Override
        public StatusReport query(StatusQuery query) {
            return new StatusReport.Unavailable(NOTHING);
        }
    }

    static final class Parcels implements Carrier {
        @Override
        public CarrierProfile profile() {
            return new CarrierProfile(Set.of(), Set.of(), 0, 0, 1, Set.of());
        }

        @Override
        public Answer<List<Quote>> quote(QuoteRequest request) {
            return new Answer.NotSent<>(NOTHING);
        }
    }

    static final class Sender implements CodeSender {
        @Override
        public SenderProfile profile() {
            return new SenderProfile(Set.of(), Set.of(), 0);
        }

        @Override
        public Answer<ProviderRef> send(SendCode request) {
            return new Answer.NotSent<>(NOTHING);
        }
    }

    static final class Messages implements Notifier {
        @Override
        public Set<Channel> channels() {
            return Set.of();
        }

        @Override
        public Answer<ProviderRef> deliver(OutgoingMessage message) {
            return new Answer.NotSent<>(NOTHING);
        }
    }

    static final class Events implements EventSink {
        @Override
        public void accept(Delivery delivery) {
            throw new IllegalStateException(NOTHING);
        }
    }

    /** What a gate that could not be set up would have said nobody knows: orders are placed, and somebody looks at them. */
    static final class Gate implements CheckoutGate {
        @Override
        public Moment moment() {
            return Moment.BEFORE_PAYMENT;
        }

        @Override
        public OnFailure onFailure() {
            return OnFailure.REVIEW;
        }

        @Override
        public GateVerdict judge(GateRequest request) {
            throw new IllegalStateException(NOTHING);
        }
    }

    static final class Warehouse implements WarehouseLink {
        @Override
        public Answer<ProviderRef> submit(PickRequest request) {
            return new Answer.NotSent<>(NOTHING);
        }

        @Override
        public Answer<Cancelled> cancel(Call call, ProviderRef request) {
            return new Answer.NotSent<>(NOTHING);
        }
    }
}
