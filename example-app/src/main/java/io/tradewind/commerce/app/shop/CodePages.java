package io.tradewind.commerce.app.shop;

import io.javalin.http.Context;
import io.tradewind.commerce.cart.CartChange;
import io.tradewind.commerce.checkout.CheckoutView;
import java.util.Optional;

/** Codes beside the steps of the checkout: put on and taken off without leaving for the basket. */
final class CodePages {
    private static final int LONGEST = 100;

    private final CheckoutFront checkout;

    CodePages(CheckoutFront checkout) {
        this.checkout = checkout;
    }

    void routes(ShopRoutes routes) {
        routes.post("/checkout/code", this::apply);
        routes.post("/checkout/code/remove", this::remove);
    }

    private void apply(Context context) {
        String step = step(context);
        Optional<CheckoutView> view = checkout.at(context, step);
        if (view.isEmpty()) {
            return;
        }
        String field = Front.field(context, "code");
        String typed = field.length() > LONGEST ? field.substring(0, LONGEST) : field;
        CartChange change = checkout.front().code(context, view.get().cart().id(), typed);
        if (change instanceof CartChange.Refused refused) {
            back(context, step, typed, checkout.front().say(context).core(refused.refusal()));
        } else {
            back(context, step, "", "");
        }
    }

    private void remove(Context context) {
        String step = step(context);
        checkout.at(context, step).ifPresent(view -> {
            checkout.shop(context).carts().removeCode(view.cart().id());
            back(context, step, "", "");
        });
    }

    private void back(Context context, String step, String typed, String why) {
        CodeBox.tried(checkout.front().web(), context, typed, why);
        checkout.front().web().redirect(context, "/checkout/" + step, "");
    }

    private static String step(Context context) {
        String step = Front.field(context, "step");
        return CheckoutFront.STEPS.contains(step) ? step : CheckoutFront.STEPS.get(0);
    }
}
