package io.tradewind.commerce.payment.sandbox;

import io.tradewind.commerce.payment.sandbox.SandboxBook.Entry;
import io.tradewind.commerce.spi.Details;
import io.tradewind.commerce.spi.ProviderRef;
import io.tradewind.commerce.spi.RejectCode;
import io.tradewind.commerce.spi.payment.DeclineCode;
import io.tradewind.commerce.spi.payment.Effect;
import io.tradewind.commerce.spi.payment.NextAction;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentResult;
import io.tradewind.commerce.spi.payment.Retry;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/** Says a line of the book in the words of the SPI. The same line always gives the same answer. */
final class SandboxResults {
    /** How long a buyer may stay on the bank's page. */
    static final Duration SESSION = Duration.ofMinutes(30);

    /** Stands for a step in the browser where else the address of the bank's page does. */
    static final String STEP = "step";

    private SandboxResults() {}

    static PaymentResult of(Entry entry, Duration askAfter) {
        return switch (entry.state()) {
            case APPROVED ->
                new PaymentResult.Approved(entry.own(), entry.amount(), effect(entry.kind()), Details.code("approved"));
            case PENDING -> new PaymentResult.Pending(entry.own(), entry.at().plus(askAfter), Details.code("pending"));
            case ACTION_REQUIRED ->
                new PaymentResult.ActionRequired(
                        entry.own(),
                        entry.code().equals(STEP)
                                ? new NextAction.ClientStep("{\"sandbox\":\"" + entry.own() + "\"}")
                                : new NextAction.Redirect("GET", actionUrl(entry), Map.of()),
                        entry.at().plus(SESSION),
                        Details.code("3ds"));
            case DECLINED -> declined(DeclineCode.valueOf(entry.code()));
        };
    }

    /** The payment's reference is known only now, so it is added to what the book remembers. */
    private static URI actionUrl(Entry entry) {
        ProviderRef payment = entry.payment();
        return URI.create(entry.code() + "&payment=" + payment);
    }

    static PaymentResult rejected(RejectCode code, String why) {
        return new PaymentResult.Rejected(code, why, Details.NONE);
    }

    static PaymentResult declined(DeclineCode code) {
        return new PaymentResult.Declined(
                code, retry(code), Details.code(code.name().toLowerCase(Locale.ROOT)));
    }

    private static Retry retry(DeclineCode code) {
        return switch (code) {
            case LOST_OR_STOLEN, SUSPECTED_FRAUD -> Retry.NEVER;
            case AUTHENTICATION_REQUIRED, AUTHENTICATION_FAILED -> Retry.AFTER_AUTHENTICATION;
            case ISSUER_UNAVAILABLE, VELOCITY_LIMIT, SESSION_EXPIRED, CANCELLED_BY_CUSTOMER -> Retry.LATER;
            default -> Retry.OTHER_INSTRUMENT;
        };
    }

    static Effect effect(OperationKind kind) {
        return switch (kind) {
            case AUTHORIZE -> Effect.AUTHORIZED;
            case PURCHASE, CAPTURE -> Effect.CAPTURED;
            case CANCEL -> Effect.CANCELLED;
            case REFUND -> Effect.REFUNDED;
            case INCREMENT -> Effect.INCREMENTED;
        };
    }

    static String prefix(OperationKind kind) {
        return switch (kind) {
            case AUTHORIZE, PURCHASE -> "pay-";
            case CAPTURE -> "cap-";
            case CANCEL -> "can-";
            case REFUND -> "ref-";
            case INCREMENT -> "inc-";
        };
    }

    static Effect another(Effect effect) {
        return effect == Effect.REFUNDED ? Effect.CAPTURED : Effect.REFUNDED;
    }

    static Money inAnotherCurrency(Money amount) {
        CurrencyUnit other = amount.getCurrencyUnit().equals(CurrencyUnit.EUR) ? CurrencyUnit.USD : CurrencyUnit.EUR;
        return Money.ofMinor(other, amount.getAmountMinorLong());
    }
}
