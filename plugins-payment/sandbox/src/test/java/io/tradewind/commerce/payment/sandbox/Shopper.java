package io.tradewind.commerce.payment.sandbox;

import io.tradewind.commerce.spi.Buyer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.CheckoutSummary;
import io.tradewind.commerce.spi.OperationId;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CaptureMode;
import io.tradewind.commerce.spi.payment.CompleteRequest;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentGateway;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;
import io.tradewind.commerce.spi.payment.StoredCredential;
import io.tradewind.commerce.spi.payment.Token;
import io.tradewind.commerce.testkit.TestContext;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.joda.money.Money;

/** A gateway in use: short words for the calls the tests make. */
final class Shopper {
    final SandboxBook book;
    final TestContext context;
    final PaymentGateway gateway;

    Shopper(SandboxBook book, Map<String, String> settings) {
        this.book = book;
        var factory = new SandboxPlugin(book).payments().get(0);
        this.context = new TestContext(factory.fields(), settings);
        this.gateway = factory.create(context);
    }

    Shopper(Map<String, String> settings) {
        this(SandboxBook.inMemory(), settings);
    }

    static OperationId id(long number) {
        return new OperationId(new UUID(0x0190_0000_0000_7000L, number));
    }

    Call call(OperationId id) {
        return Call.first(id, context.clock().instant().plusMillis(50));
    }

    PaymentResult pay(OperationId id, String token, String amount) {
        return gateway.authorize(
                request(id, new Instrument.ClientToken(new Token(token)), CaptureMode.AT_ONCE, amount));
    }

    PaymentResult reserve(OperationId id, String token, String amount) {
        return gateway.authorize(request(id, new Instrument.ClientToken(new Token(token)), CaptureMode.LATER, amount));
    }

    AuthorizeRequest request(OperationId id, Instrument instrument, CaptureMode capture, String amount) {
        Money money = Money.parse(amount);
        Money zero = Money.zero(money.getCurrencyUnit());
        return new AuthorizeRequest(
                call(id),
                money,
                capture,
                instrument,
                StoredCredential.NONE,
                new CheckoutSummary("checkout-1", List.of(), zero, zero, money, Optional.empty()),
                Buyer.anonymous("guest-1", Locale.GERMANY),
                URI.create("https://shop.example/return?checkout=1"),
                URI.create("https://shop.example/cancel"));
    }

    PaymentResult back(OperationId id, ProviderRef payment, String amount, Map<String, List<String>> returned) {
        return gateway.complete(new CompleteRequest(call(id), payment, Money.parse(amount), returned));
    }

    PaymentResult capture(OperationId id, ProviderRef payment, String amount) {
        return gateway.capture(followUp(id, payment, amount));
    }

    PaymentResult cancel(OperationId id, ProviderRef payment, String amount) {
        return gateway.cancel(followUp(id, payment, amount));
    }

    PaymentResult refund(OperationId id, ProviderRef payment, String amount) {
        return gateway.refund(followUp(id, payment, amount));
    }

    private FollowUp followUp(OperationId id, ProviderRef payment, String amount) {
        Money money = Money.parse(amount);
        return new FollowUp(call(id), payment, money, money, true, List.of(), "test");
    }

    StatusReport ask(OperationId id, OperationKind kind, String amount) {
        return gateway.query(new StatusQuery(
                id,
                kind,
                Optional.empty(),
                Optional.empty(),
                Money.parse(amount),
                context.clock().instant(),
                context.clock().instant().plus(Duration.ofSeconds(1))));
    }

    static ProviderRef ref(PaymentResult result) {
        if (result instanceof PaymentResult.Approved it) {
            return it.ref();
        }
        if (result instanceof PaymentResult.ActionRequired it) {
            return it.ref();
        }
        return ((PaymentResult.Pending) result).ref();
    }
}
