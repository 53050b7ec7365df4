package io.tradewind.commerce.tests.simulation;

import static java.util.Objects.requireNonNull;

import io.tradewind.commerce.Shop;
import io.tradewind.commerce.access.Actor;
import io.tradewind.commerce.access.Role;
import io.tradewind.commerce.checkout.CheckoutId;
import io.tradewind.commerce.checkout.PlaceOrder;
import io.tradewind.commerce.checkout.Placement;
import io.tradewind.commerce.error.CommerceException;
import io.tradewind.commerce.order.Order;
import io.tradewind.commerce.order.OrderId;
import io.tradewind.commerce.payment.RefundShare;
import io.tradewind.commerce.payment.sandbox.SandboxWebhooks;
import io.tradewind.commerce.spi.webhook.WebhookEnvelope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.joda.money.Money;

/** People who want what is not theirs, and what they hear. */
final class Trespasses {
    /** What they want. */
    enum Wish {
        ANOTHERS_ORDER,
        ANOTHER_SHOPS_ORDER,
        ANOTHERS_CHECKOUT,
        NOT_ONES_JOB,
        SOMEBODY_ELSES_SIGNATURE,
        AN_OLD_SIGNATURE,
        A_LINE_TWICE,
        DELIVERY_TWICE,
        AN_OLD_PRICE
    }

    private final Play play;

    Trespasses(Play play) {
        this.play = play;
    }

    String attempt(Wish wish, Shopper shopper) {
        return "wanted: "
                + switch (wish) {
                    case ANOTHERS_ORDER -> order(stranger(shopper), shopper);
                    case ANOTHER_SHOPS_ORDER -> order(play.commerce().shop(otherStore(), admin()), shopper);
                    case ANOTHERS_CHECKOUT -> checkout(stranger(shopper), shopper);
                    case NOT_ONES_JOB ->
                        told(() -> packer().payments().capture(own(shopper).value()));
                    case SOMEBODY_ELSES_SIGNATURE -> news("somebody else's secret", Duration.ZERO);
                    case AN_OLD_SIGNATURE -> news(Stage.WEBHOOK_SECRET, Duration.ofMinutes(10));
                    case A_LINE_TWICE -> twice(shopper, false);
                    case DELIVERY_TWICE -> twice(shopper, true);
                    case AN_OLD_PRICE -> oldPrice(shopper);
                };
    }

    private static OrderId own(Shopper shopper) {
        return shopper.told.keySet().iterator().next();
    }

    private Shop stranger(Shopper shopper) {
        return play.shop(new Shopper("not " + shopper.name));
    }

    private static Actor admin() {
        return Actor.staff("mia", Role.ADMIN);
    }

    private Shop packer() {
        return play.commerce().shop(play.store(), Actor.staff("pat", Role.PACKER));
    }

    private String otherStore() {
        return Stage.SHOPS.stream()
                .filter(it -> !it.equals(play.store()))
                .findFirst()
                .orElseThrow();
    }

    private static String order(Shop shop, Shopper shopper) {
        return shop.orders().find(own(shopper)).isPresent() ? "seen" : "not there";
    }

    private static String checkout(Shop shop, Shopper shopper) {
        CheckoutId checkout = shopper.checkouts.get(0);
        return told(() -> shop.checkout().leave(checkout));
    }

    private static String told(Supplier<?> attempt) {
        try {
            return attempt.get().getClass().getSimpleName();
        } catch (CommerceException no) {
            return no.code().name();
        }
    }

    private String news(String secret, Duration age) {
        Instant now = play.clock.instant();
        var signed = SandboxWebhooks.envelope("card", secret, now.minus(age), play.book.entries());
        var arrived = new WebhookEnvelope(
                signed.method(), signed.path(), signed.query(), signed.headers(), signed.body(), now);
        return "" + play.commerce().webhooks().receive("card", arrived).status();
    }

    /** Pays what was seen at some other time. */
    private String oldPrice(Shopper shopper) {
        PlaceOrder wish = requireNonNull(shopper.wish).asShown("the fingerprint of another quote");
        Placement said = play.shop(shopper).checkout().place(requireNonNull(shopper.cart), wish, "an old price");
        return said instanceof Placement.Refused refused ? refused.refusal().code() : Said.brief(said);
    }

    /** The whole of a line, or of delivery, is asked back two times. */
    private String twice(Shopper shopper, boolean delivery) {
        Order order = play.staff().orders().find(own(shopper)).orElseThrow();
        Money whole = delivery ? order.delivery() : order.lines().get(0).paid();
        RefundShare share = delivery
                ? RefundShare.delivery(whole)
                : RefundShare.line(order.lines().get(0).id(), whole);
        return refund(order, share, share.kind() + " one") + " " + refund(order, share, share.kind() + " two");
    }

    private String refund(Order order, RefundShare share, String key) {
        return play.staff()
                .payments()
                .refund(order.id().value(), List.of(share), "goodwill", key)
                .getClass()
                .getSimpleName();
    }
}
