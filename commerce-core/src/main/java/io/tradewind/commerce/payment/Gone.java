package io.tradewind.commerce.payment;

import io.tradewind.commerce.internal.plugin.Bounds;
import io.tradewind.commerce.spi.Answer;
import io.tradewind.commerce.spi.Call;
import io.tradewind.commerce.spi.Cancelled;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.payment.AuthorizeRequest;
import io.tradewind.commerce.spi.payment.CompleteRequest;
import io.tradewind.commerce.spi.payment.FollowUp;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.StatusQuery;
import io.tradewind.commerce.spi.payment.StatusReport;

/** Stands for an account that is not configured any more. */
record Gone(String account) implements Gateways.Gateway {
    private static final PaymentProfile NOTHING = PaymentProfiles.builder().build();

    private String why() {
        return "the account '" + account + "' is not configured any more";
    }

    private PaymentResult notSent() {
        return new PaymentResult.NotSent(why());
    }

    @Override
    public String code() {
        return "";
    }

    @Override
    public PaymentProfile profile() {
        return NOTHING;
    }

    @Override
    public Bounds bounds() {
        return Bounds.NONE;
    }

    @Override
    public boolean available() {
        return false;
    }

    @Override
    public PaymentResult authorize(AuthorizeRequest request) {
        return notSent();
    }

    @Override
    public PaymentResult complete(CompleteRequest request) {
        return notSent();
    }

    @Override
    public PaymentResult capture(FollowUp request) {
        return notSent();
    }

    @Override
    public PaymentResult cancel(FollowUp request) {
        return notSent();
    }

    @Override
    public PaymentResult refund(FollowUp request) {
        return notSent();
    }

    @Override
    public Answer<Cancelled> forget(Call call, ProviderRef instrument) {
        return new Answer.NotSent<>(why());
    }

    @Override
    public StatusReport query(StatusQuery query) {
        return new StatusReport.Unavailable(why());
    }
}
