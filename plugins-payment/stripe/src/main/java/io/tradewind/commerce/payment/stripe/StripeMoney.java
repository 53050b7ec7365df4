package io.tradewind.commerce.payment.stripe;

import io.tradewind.commerce.spi.MinorUnits;
import io.tradewind.commerce.spi.payment.OperationKind;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import io.tradewind.commerce.spi.payment.PaymentProfiles;
import java.time.Duration;
import java.util.Locale;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Stripe's currencies and how it is told amounts (docs.stripe.com/currencies).
 *
 * <p>Exceptions from the ISO table: ISK and UGX have no decimals but are told in hundredths; MGA is told without its
 * decimals. HUF and TWD are charged in hundredths as usual; only their payouts are whole. Currencies with three decimals
 * (BHD, JOD, KWD, OMR, TND) are not offered: Stripe takes thousandths of them but refuses a last digit other than zero,
 * so a price as KWD 1.255 could not be charged.
 */
final class StripeMoney {
    static final MinorUnits UNITS =
            MinorUnits.STANDARD.except("ISK", 2).except("UGX", 2).except("MGA", 0);

    private static final String CURRENCIES =
            "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BIF BMD BND BOB BRL BSD "
                    + "BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CVE CZK DJF DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GNF "
                    + "GTQ GYD HKD HNL HTG HUF IDR ILS INR ISK JMD JPY KES KGS KHR KMF KRW KYD KZT LAK LBP LKR LRD LSL MAD MDL "
                    + "MGA MKD MMK MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN PYG QAR RON "
                    + "RSD RWF SAR SBD SCR SEK SGD SHP SOS SRD SZL THB TJS TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VND VUV WST "
                    + "XAF XCD XOF XPF YER ZAR ZMW";

    /** Stripe forgets keys after 24 hours at the earliest. */
    private static final Duration KEYS_KEPT = Duration.ofHours(24);
    /** A new intent is found by search within a minute, within an hour when Stripe is in trouble. */
    private static final Duration SEARCH_LAG = Duration.ofHours(1);

    private static final Duration AUTHORIZED_FOR = Duration.ofDays(7);

    private StripeMoney() {}

    static PaymentProfile profile(boolean webhooks) {
        PaymentProfiles.Builder builder = PaymentProfiles.builder()
                .can(
                        PaymentCapability.AUTHORIZE,
                        PaymentCapability.PURCHASE,
                        PaymentCapability.PARTIAL_CAPTURE,
                        PaymentCapability.CANCEL,
                        PaymentCapability.PARTIAL_REFUND,
                        PaymentCapability.MULTI_REFUND,
                        PaymentCapability.KEYED,
                        PaymentCapability.QUERY_BY_OPERATION,
                        PaymentCapability.REDIRECT,
                        PaymentCapability.CLIENT_TOKEN,
                        PaymentCapability.CLIENT_STEP,
                        PaymentCapability.SAVED_INSTRUMENTS,
                        PaymentCapability.MERCHANT_INITIATED)
                .currencies(CURRENCIES.split(" ", -1))
                .units(UNITS)
                .keptFor(
                        KEYS_KEPT,
                        OperationKind.AUTHORIZE,
                        OperationKind.PURCHASE,
                        OperationKind.CAPTURE,
                        OperationKind.CANCEL,
                        OperationKind.REFUND)
                .settleWindow(SEARCH_LAG)
                .authorizationLife(AUTHORIZED_FOR);
        if (webhooks) {
            builder.can(PaymentCapability.WEBHOOKS, PaymentCapability.DISPUTES);
        }
        return builder.build();
    }

    /** Returns the currency as Stripe writes it. */
    static String code(Money amount) {
        return amount.getCurrencyUnit().getCode().toLowerCase(Locale.ROOT);
    }

    /** Reads an amount of Stripe's; unknown currencies and what cannot be expressed are unreadable. */
    static Money read(Long minor, String currency) {
        return UNITS.money(
                CurrencyUnit.of(Unreadable.unless(currency, "currency").toUpperCase(Locale.ROOT)),
                Unreadable.unless(minor, "amount"));
    }
}
