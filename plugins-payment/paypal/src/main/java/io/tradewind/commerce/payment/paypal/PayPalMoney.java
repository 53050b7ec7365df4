package io.tradewind.commerce.payment.paypal;

import com.google.gson.JsonObject;
import io.tradewind.commerce.spi.MinorUnits;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import java.time.Duration;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * PayPal's currencies and how it is told amounts: as decimal text, HUF and TWD without decimals although the ISO table
 * gives them two (developer.paypal.com/api/rest/reference/currency-codes). BRL, CNY and MYR are for accounts of that
 * country only; PayPal refuses them elsewhere.
 */
final class PayPalMoney {
    static final MinorUnits UNITS = MinorUnits.STANDARD.except("HUF", 0).except("TWD", 0);

    private static final String CURRENCIES =
            "AUD BRL CAD CHF CNY CZK DKK EUR GBP HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN " + "SEK SGD THB TWD USD";

    /** The vendor's documents: six hours for orders, 45 days for captures and refunds. */
    private static final Duration ORDER_KEYS = Duration.ofHours(6);

    private static final Duration PAYMENT_KEYS = Duration.ofDays(45);
    /** Three days of them are honoured for sure; until day 29 a capture may still go through. */
    private static final Duration AUTHORIZED_FOR = Duration.ofDays(29);

    private PayPalMoney() {}

    static PaymentProfile profile(boolean webhooks) {
        PaymentProfiles.Builder builder = PaymentProfiles.builder()
                .can(
                        PaymentCapability.AUTHORIZE,
                        PaymentCapability.PURCHASE,
                        PaymentCapability.PARTIAL_CAPTURE,
                        PaymentCapability.MULTI_CAPTURE,
                        PaymentCapability.CANCEL,
                        PaymentCapability.PARTIAL_REFUND,
                        PaymentCapability.MULTI_REFUND,
                        PaymentCapability.KEYED,
                        PaymentCapability.REDIRECT)
                .currencies(CURRENCIES.split(" ", -1))
                .units(UNITS)
                .keptFor(ORDER_KEYS, OperationKind.AUTHORIZE, OperationKind.PURCHASE)
                .keptFor(PAYMENT_KEYS, OperationKind.CAPTURE, OperationKind.CANCEL, OperationKind.REFUND)
                .authorizationLife(AUTHORIZED_FOR);
        if (webhooks) {
            builder.can(PaymentCapability.WEBHOOKS, PaymentCapability.WEBHOOK_NEEDS_CALL, PaymentCapability.DISPUTES);
        }
        return builder.build();
    }

    /** Returns the amount as PayPal's object of currency and decimal text. */
    static JsonObject write(Money amount) {
        JsonObject json = new JsonObject();
        json.addProperty("currency_code", amount.getCurrencyUnit().getCode());
        json.addProperty("value", UNITS.decimal(amount));
        return json;
    }

    /** Reads such an object; unknown currencies and what cannot be expressed are unreadable. */
    static Money read(Json amount) {
        return UNITS.money(CurrencyUnit.of(amount.text("currency_code")), amount.text("value"));
    }
}
