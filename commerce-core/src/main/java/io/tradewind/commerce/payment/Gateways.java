package io.tradewind.commerce.payment;

import com.google.inject.ImplementedBy;
import io.tradewind.commerce.internal.plugin.Bounds;
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
import java.util.List;
import java.util.Optional;

/** The payment accounts as this package sees them: behind their guard, or played by a test. */
@ImplementedBy(GuardedGateways.class)
interface Gateways {
    /** Accounts in the order they were configured. */
    List<String> accounts();

    /** The account of that name; an exception names the known ones. */
    Gateway of(String account);

    /** The account of that name; empty if none is configured any more. */
    Optional<Gateway> find(String account);

    /**
     * The account that money went through. One that is not configured any more can do nothing, but what was asked of it
     * is not forgotten: it counts as not sent, or not to be asked, until staff are told.
     */
    default Gateway kept(String account) {
        return find(account).orElseGet(() -> new Gone(account));
    }

    /** One account. No method throws for what the provider does. */
    interface Gateway {
        String code();

        PaymentProfile profile();

        /** For what the shop offers it. */
        Bounds bounds();

        boolean available();

        PaymentResult authorize(AuthorizeRequest request);

        PaymentResult complete(CompleteRequest request);

        PaymentResult capture(FollowUp request);

        PaymentResult cancel(FollowUp request);

        PaymentResult refund(FollowUp request);

        Answer<Cancelled> forget(Call call, ProviderRef instrument);

        StatusReport query(StatusQuery query);
    }
}
