package io.tradewind.commerce.payment;

import io.tradewind.commerce.error.Refusal;
import io.tradewind.commerce.internal.plugin.Bounds;
import io.tradewind.commerce.spi.payment.Instrument;
import io.tradewind.commerce.spi.payment.PaymentCapability;
import io.tradewind.commerce.spi.payment.PaymentProfile;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;

/**
 * Which accounts may be paid with: by what they can do, and by the countries and amounts the shop offers them for. The
 * same rules make the list a buyer sees and refuse what was not on it. Safe for many threads.
 */
@Singleton
final class Offers {
    private final Gateways gateways;

    @Inject
    Offers(Gateways gateways) {
        this.gateways = gateways;
    }

    /** The ways to pay that amount for an order that goes to that country, the preferred one first. */
    List<PaymentMethod> of(String country, Money amount) {
        return gateways.accounts().stream()
                .filter(account -> barred(gateways.of(account), country, amount).isEmpty())
                .map(this::method)
                .toList();
    }

    /** Why that account cannot be paid with like that; empty if it can. Nothing is sent. */
    Optional<Refusal> refusal(String account, Instrument instrument, boolean keeps, String country, Money amount) {
        Gateways.Gateway gateway = gateways.of(account);
        if (isDown(gateway)) {
            return Optional.empty(); // said by the call that is not sent
        }
        Optional<Refusal> barred = barred(gateway, country, amount);
        return barred.isPresent() ? barred : unfit(account, gateway.profile(), instrument, keeps);
    }

    private static boolean isDown(Gateways.Gateway gateway) {
        return gateway.profile().capabilities().isEmpty();
    }

    private static Optional<Refusal> barred(Gateways.Gateway gateway, String country, Money amount) {
        if (!gateway.profile().takes(amount)) {
            return Optional.of(Refusal.of(
                    "payment-amount", "payment", "This way to pay does not take " + amount + "; choose another."));
        } else if (!gateway.bounds().reach(country)) {
            return Optional.of(Refusal.of(
                    "payment-country",
                    "payment",
                    "This way to pay is not offered for orders to " + country + "; choose another."));
        } else if (!gateway.bounds().hold(amount)) {
            return Optional.of(Refusal.of(
                    "payment-amount",
                    "payment",
                    "This way to pay is not offered for " + amount + range(gateway.bounds()) + "; choose another."));
        }
        return Optional.empty();
    }

    private static String range(Bounds bounds) {
        return bounds.least().map(it -> ", only from " + it).orElse("")
                + bounds.most().map(it -> ", only up to " + it).orElse("");
    }

    /** What the buyer brings must be something the account says it takes. */
    private static Optional<Refusal> unfit(
            String account, PaymentProfile profile, Instrument instrument, boolean keeps) {
        if (instrument instanceof Instrument.ClientToken && !profile.can(PaymentCapability.CLIENT_TOKEN)) {
            return Optional.of(Refusal.of(
                    "token-not-taken", "token", "'" + account + "' takes no token; pay with it without one."));
        } else if ((keeps || instrument instanceof Instrument.Saved)
                && !profile.can(PaymentCapability.SAVED_INSTRUMENTS)) {
            return Optional.of(Refusal.of(
                    "saved-not-taken", "instrument", "'" + account + "' keeps no cards; pay with it without one."));
        }
        return Optional.empty();
    }

    private PaymentMethod method(String account) {
        Gateways.Gateway gateway = gateways.of(account);
        return new PaymentMethod(account, gateway.code(), kind(gateway.profile()), gateway.available());
    }

    private static PaymentMethod.Kind kind(PaymentProfile profile) {
        if (profile.can(PaymentCapability.PAY_LATER)) {
            return PaymentMethod.Kind.PAY_LATER;
        } else if (profile.can(PaymentCapability.CLIENT_TOKEN)) {
            return PaymentMethod.Kind.CLIENT_TOKEN;
        } else if (profile.can(PaymentCapability.REDIRECT)) {
            return PaymentMethod.Kind.PROVIDER_PAGE;
        }
        return PaymentMethod.Kind.DIRECT;
    }
}
