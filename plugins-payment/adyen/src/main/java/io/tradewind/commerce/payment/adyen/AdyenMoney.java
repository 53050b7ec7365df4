package io.tradewind.commerce.payment.adyen;

import com.adyen.model.checkout.Amount;
import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.commerce.spi.MinorUnits;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import java.time.Duration;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Adyen's currencies and how it is told amounts (docs.adyen.com/development-resources/currency-codes, read 2026-11-25): for
 * CLP, CVE, IDR and ISK it departs from ISO 4217, and its table is leading.
 */
final class AdyenMoney {
    static final MinorUnits UNITS = MinorUnits.STANDARD
            .except("CLP", 2)
            .except("CVE", 0)
            .except("IDR", 0)
            .except("ISK", 2);

    private static final String CURRENCIES =
            "AED ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BMD BND BOB BRL BSD BWP BYN BZD CAD CHF CLP CNY COP CRC CVE "
                    + "CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR "
                    + "IQD ISK JMD JOD JPY KES KGS KHR KMF KRW KWD KYD KZT LAK LBP LKR LYD MAD MDL MKD MMK MNT MOP MUR MVR "
                    + "MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RWF SAR SBD SCR "
                    + "SEK SGD SHP SOS SRD SZL THB TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VND VUV WST XAF XCD XOF XPF "
                    + "YER ZAR ZMW";

    /** Adyen keeps keys for 7 days at least; older editions of docs.adyen.com/development-resources/api-idempotency said 31. */
    private static final Duration KEYS_KEPT = Duration.ofDays(7);
    /** What card schemes guarantee; Adyen itself lets an authorisation run out after 28 days. */
    private static final Duration AUTHORIZED_FOR = Duration.ofDays(7);

    private AdyenMoney() {}

    static PaymentProfile profile(AdyenSettings settings) {
        PaymentProfiles.Builder builder = PaymentProfiles.builder()
                .can(
                        PaymentCapability.AUTHORIZE,
                        PaymentCapability.PURCHASE,
                        PaymentCapability.PARTIAL_CAPTURE,
                        PaymentCapability.CANCEL,
                        PaymentCapability.PARTIAL_REFUND,
                        PaymentCapability.MULTI_REFUND,
                        PaymentCapability.KEYED,
                        PaymentCapability.REDIRECT,
                        PaymentCapability.CLIENT_TOKEN,
                        PaymentCapability.CLIENT_STEP,
                        PaymentCapability.WEBHOOKS,
                        PaymentCapability.OUTCOME_BY_WEBHOOK,
                        PaymentCapability.LATE_REFERENCE,
                        PaymentCapability.SAVED_INSTRUMENTS,
                        PaymentCapability.MERCHANT_INITIATED,
                        PaymentCapability.DISPUTES)
                .currencies(CURRENCIES.split(" ", -1))
                .units(UNITS)
                .keptFor(KEYS_KEPT)
                .authorizationLife(AUTHORIZED_FOR);
        if (settings.severalCaptures()) {
            builder.can(PaymentCapability.MULTI_CAPTURE);
        }
        if (settings.preAuthorizes()) {
            builder.can(PaymentCapability.INCREMENT);
        }
        return builder.build();
    }

    /** Returns an amount as Adyen is told it. */
    static Amount amount(Money money) {
        return new Amount().currency(money.getCurrencyUnit().getCode()).value(UNITS.minor(money));
    }

    /** Reads an amount of Adyen's; a missing one, an unknown currency and what cannot be expressed are unreadable. */
    static Money read(JsonNode amount) {
        CurrencyUnit currency = CurrencyUnit.of(Unreadable.text(amount, "currency"));
        JsonNode value = amount.path("value");
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new Unreadable("no value");
        }
        return UNITS.money(currency, value.longValue());
    }
}
