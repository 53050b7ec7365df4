package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.tradewind.commerce.Shop;
import io.tradewind.commerce.cart.Cart;
import io.tradewind.commerce.checkout.CheckoutState;
import io.tradewind.commerce.checkout.CheckoutView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the four steps of the checkout share: which step is due, and the frame with what is known already. */
final class CheckoutFront {
    static final List<String> STEPS = List.of("phone", "address", "delivery", "payment");

    private final Front front;

    CheckoutFront(Front front) {
        this.front = front;
    }

    Front front() {
        return front;
    }

    Shop shop(Context context) {
        return front.shop(context);
    }

    /**
     * The checkout, if this step can be shown now; if not, the browser is sent to where things stand: the empty basket,
     * a step before, or the payment under way.
     */
    Optional<CheckoutView> at(Context context, String step) {
        Optional<Cart> cart = shop(context).carts().mine();
        if (cart.isEmpty() || cart.get().isEmpty()) {
            boolean sent = !context.method().equals(HandlerType.GET);
            front.web().refuse(context, "/cart", sent ? front.say(context).t("basket.lost") : "");
            return Optional.empty();
        }
        CheckoutView view = shop(context).checkout().open(cart.get().id());
        if (view.state() != CheckoutState.OPEN) {
            front.web().redirect(context, "/checkout/pending/" + view.id(), "");
            return Optional.empty();
        }
        String due = due(view);
        if (STEPS.indexOf(step) > STEPS.indexOf(due)) {
            front.web().redirect(context, "/checkout/" + due, "");
            return Optional.empty();
        }
        return Optional.of(view);
    }

    /** The first step that is not done. */
    static String due(CheckoutView view) {
        return STEPS.stream().filter(view.missing()::contains).findFirst().orElse("payment");
    }

    void show(Context context, String step, CheckoutView view, Map<String, Object> model) {
        Map<String, Object> all = new LinkedHashMap<>(model);
        all.put("view", view);
        all.put("zone", shop(context).store().zone());
        all.put("code", CodeBox.read(front.web(), context, step));
        front.web()
                .render(
                        context,
                        "shop/checkout-" + step + ".jte",
                        front.web().page(context, front.say(context).t("checkout")),
                        all);
    }
}
